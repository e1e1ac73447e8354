"""Who may do what with appointments, and which step follows which.

noticed → proposed → invited → accepted → active → ended
or: declined, withdrawn, expired, resigned, office lost
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import Rule, is_office, is_signed_in, rule
from ideenschmiede.base.text import listing
from ideenschmiede.people.models import Appointment, Deputy, Status, YearlyQuestion
from ideenschmiede.people.rules.bodies import leads_its_body

NOTICED, PROPOSED, INVITED, ACCEPTED, ACTIVE = (
    Status.NOTICED,
    Status.PROPOSED,
    Status.INVITED,
    Status.ACCEPTED,
    Status.ACTIVE,
)
DRAFT = frozenset({NOTICED, PROPOSED})  # reason, evidence and term may still change
OVER = frozenset(Status) - DRAFT - {INVITED, ACCEPTED, ACTIVE}  # nothing happens to it any more
RENEWABLE = frozenset({ACTIVE, Status.ENDED, Status.RESIGNED, Status.OFFICE_LOST})


@rule
def is_own_appointment(who: Who, thing: object) -> bool:
    """True for the account of the person who is appointed; also for its deputies and yearly questions."""
    appointment = thing.appointment if isinstance(thing, Deputy | YearlyQuestion) else thing
    if not isinstance(who, Account) or not isinstance(appointment, Appointment):
        return False
    return appointment.person.account_id == who.pk


may_appoint = is_office
may_notice = is_office | leads_its_body  # of the body to which somebody could be appointed
may_keep_bodies = is_office
may_resign = is_office | (is_signed_in & is_own_appointment)
may_name_deputies = is_office | (is_signed_in & is_own_appointment)
may_answer_yearly = is_office | (is_signed_in & is_own_appointment)
may_have_certificate = is_office | (is_signed_in & is_own_appointment)
# `accept`, `decline` and `dispute` ask for the number of the newest letter instead: whoever holds it was invited


@dataclass(frozen=True)
class Step:
    """One step: from where, to where (None: it stays as it is), who may, and what its button says."""

    name: str
    after: frozenset[Status]
    becomes: Status | None
    permission: Rule | None
    label: Promise
    explanation: Promise
    grave: bool = False  # cannot be undone: asks once, in words


def _step(
    name: str,
    after: Iterable[Status],
    becomes: Status | None,
    permission: Rule | None,
    label: Promise,
    explanation: Promise,
    *,
    grave: bool = False,
) -> Step:
    return Step(name, frozenset(after), becomes, permission, label, explanation, grave)


_by_letter = gettext_lazy("The invited person does this, by the link in the letter.")

STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        _step(
            "prepare", DRAFT, None, may_appoint, gettext_lazy("Change reason, evidence and term"),
            gettext_lazy("As long as no invitation has gone out, everything can still be changed."),
        ),
        _step(
            "propose", {NOTICED}, PROPOSED, may_appoint, gettext_lazy("Propose"),
            gettext_lazy("The reason stands; the appointment is ready for the invitation."),
        ),
        _step(
            "invite", {PROPOSED}, INVITED, may_appoint, gettext_lazy("Send the invitation"),
            gettext_lazy("The letter goes out by e-mail. From then on, reason and evidence are fixed."),
        ),
        _step(
            "resend", {INVITED}, INVITED, may_appoint, gettext_lazy("Send the letter again"),
            gettext_lazy("A new letter with a new link and a new deadline. Links in older letters stop working."),
        ),
        _step("accept", {INVITED}, ACCEPTED, None, gettext_lazy("Accept"), _by_letter),
        _step("decline", {INVITED}, Status.DECLINED, None, gettext_lazy("Decline"), _by_letter),
        _step("dispute", {ACCEPTED, ACTIVE}, INVITED, None, gettext_lazy("That was not me"), _by_letter),
        _step(
            "activate", {ACCEPTED}, ACTIVE, may_appoint, gettext_lazy("Begin the term"),
            gettext_lazy("This happens by itself on the first day of the term."),
        ),
        _step(
            "renew", RENEWABLE, None, may_appoint, gettext_lazy("Renew"),
            gettext_lazy("A new appointment with a new term, which points to this one. This one stays as it is."),
        ),
        _step(
            "lose_office", {ACCEPTED, ACTIVE}, Status.OFFICE_LOST, may_appoint, gettext_lazy("The office is lost"),
            gettext_lazy("The person no longer holds the office for which they were appointed."), grave=True,
        ),
        _step(
            "end", {ACTIVE}, Status.ENDED, may_appoint, gettext_lazy("End the appointment"),
            gettext_lazy("It ends today. This happens by itself when the term is over."), grave=True,
        ),
        _step(
            "resign", {ACCEPTED, ACTIVE}, Status.RESIGNED, may_resign, gettext_lazy("Resign"),
            gettext_lazy("The person leaves on their own wish, today."), grave=True,
        ),
        _step(
            "withdraw", {*DRAFT, INVITED, ACCEPTED}, Status.WITHDRAWN, may_appoint, gettext_lazy("Withdraw"),
            gettext_lazy("The appointment does not come about. A link that was sent stops working at once."),
            grave=True,
        ),
        _step(
            "expire", {INVITED}, Status.EXPIRED, may_appoint, gettext_lazy("Let the invitation expire"),
            gettext_lazy("This happens by itself when the deadline has passed."),
        ),
    )
}  # fmt: skip

# steps that happen by themselves, or with a page of their own: no plain button of the office
QUIET = frozenset({"accept", "decline", "dispute", "expire"})

_STANDS: dict[str, Promise] = {
    NOTICED: gettext_lazy("This appointment has only been noticed so far; it must be proposed first."),
    PROPOSED: gettext_lazy("This appointment is proposed; no invitation has gone out yet."),
    INVITED: gettext_lazy("The invitation has gone out and is not answered yet."),
    ACCEPTED: gettext_lazy("The invitation has been accepted; the term has not begun yet."),
    ACTIVE: gettext_lazy("This appointment is active."),
    Status.ENDED: gettext_lazy("This appointment has ended."),
    Status.DECLINED: gettext_lazy("The invitation was declined."),
    Status.WITHDRAWN: gettext_lazy("This appointment was withdrawn."),
    Status.EXPIRED: gettext_lazy("The invitation has expired without an answer."),
    Status.RESIGNED: gettext_lazy("The person has resigned."),
    Status.OFFICE_LOST: gettext_lazy("The appointment ended with the office of the person."),
}


class StepNotAllowed(ActionError):
    """This step does not follow from where the appointment stands; the message says why, and what is possible."""


def require_step(name: str, appointment: Appointment) -> Step:
    """The step, if it may follow now. Raises `StepNotAllowed`. `KeyError` for a step that there is not."""
    step = STEPS[name]
    if appointment.status not in step.after:
        raise StepNotAllowed(why_not(step, appointment))
    return step


def why_not(step: Step, appointment: Appointment) -> str:
    """Why the step cannot be taken now, and what can be done instead."""
    parts = [_("“%(step)s” is not possible now.") % {"step": step.label}, str(_STANDS[appointment.status])]
    others = [f"“{one.label}”" for one in STEPS.values() if appointment.status in one.after and one.name not in QUIET]
    if others:
        parts.append(_("Possible now: %(steps)s.") % {"steps": listing(others, language=get_language())})
    else:
        parts.append(_("Nothing follows it. If it is to be after all, propose a new appointment."))
    return " ".join(parts)


def worded(step: Step, who: Who, appointment: Appointment) -> Step:
    """The step as the one who acts calls it: a person resigns, the office records that they did."""
    if step.name == "resign" and not is_own_appointment(who, appointment):
        return replace(step, label=gettext_lazy("Record the resignation"))
    return step


def steps_for(who: Who, appointment: Appointment) -> list[Step]:
    """The steps that `who` may take now, in their order."""
    return [
        worded(step, who, appointment)
        for step in STEPS.values()
        if step.permission is not None
        and appointment.status in step.after
        and step.name not in QUIET
        and step.permission(who, appointment)
    ]
