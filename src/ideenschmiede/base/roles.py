"""The roles of a network (DESIGN §1), each explained in words that its holder understands."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MEMBER = "member", _("Member")
    OFFICE = "office", _("Office")
    CHAIR = "chair", _("Chair of a working group")
    PILOT_LEAD = "pilot_lead", _("Pilot lead")
    PARTNER = "partner", _("Partner")
    OPERATOR = "operator", _("Administration")


EXPLANATIONS: dict[Role, Promise] = {
    Role.MEMBER: _(
        "You were appointed because of what your municipality has done. You find solutions, see whom to call, "
        "and your vote counts as much as anyone's."
    ),
    Role.OFFICE: _(
        "You keep the network running: you import and check data, record what worked and what did not, "
        "and look after members and meetings."
    ),
    Role.CHAIR: _("You lead a working group: its mandate, its questions, its decisions and its tasks."),
    Role.PILOT_LEAD: _("You lead a pilot project: partners, milestones, indicators and an honest result."),
    Role.PARTNER: _(
        "You come from business, science or civil society. You answer calls and join pilot projects that fit you."
    ),
    Role.OPERATOR: _(
        "You run the installation: accounts, roles, the operator's pages, backups and updates. "
        "You cannot read what was said in confidence."
    ),
}
