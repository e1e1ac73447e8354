"""Who leads a group proposes somebody for it; the office goes on from there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.groups.actions.noting import GroupError, locked, tell, text
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.groups.rules import may_run
from ideenschmiede.people.actions.appointments import notice
from ideenschmiede.people.models import Appointment, Person


@transaction.atomic
def suggest_member(*, group: WorkingGroup, person: Person, reason: str, by: Who | None, at: datetime) -> Appointment:
    """Somebody deserves to be appointed to the group: it waits with the office, as noticed.

    Raises `GroupError` without a reason, and what `notice` raises.
    """
    require(may_run, by, group)
    current = locked(group)
    reason = text(reason, 2_000, "reason")
    if not reason:
        raise GroupError(_("Please say why this person."), "reason")
    made = notice(person=person, body=current.body, reason=reason, by=by, at=at)
    tell("group.member_suggested", current, by, at, data={"appointment": made.pk})
    return made
