"""How every step is taken: lock the row, look where it stands, change it, write down what happened."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.people.models import Appointment, AppointmentStep, Status
from ideenschmiede.people.rules.appointments import STEPS, Step, StepNotAllowed, require_step

LONGEST_NOTE = 2_000
SEEN = {Status.ACTIVE, Status.ENDED, Status.RESIGNED, Status.OFFICE_LOST}  # what members may know of


class AppointmentError(ActionError):
    """The appointment cannot be like this; `field` names what is wrong ("" where it is no single thing)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def begin(name: str, appointment: Appointment, by: Who | None) -> Appointment:
    """The row, locked, as it stands now. Raises `NotAllowed`, and `StepNotAllowed` where somebody else was quicker."""
    step = STEPS[name]
    if step.permission is not None:
        require(step.permission, by, appointment)
    locked = lock(appointment)
    require_step(name, locked)
    return locked


def lock(appointment: Appointment) -> Appointment:
    """The row with its person and body, locked until the transaction ends."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("person", "body", "office")
    return rows.get(pk=appointment.pk)


def finish(
    name: str, locked: Appointment, *, given: Appointment, by: Who | None, at: datetime, note: str = "", verb: str
) -> Appointment:
    """Store what the step changed, write it down, and let the caller's instance know. `verb`: "appointment.…"."""
    step: Step = STEPS[name]
    if step.becomes is not None:
        locked.status = step.becomes
    store(locked, at)
    if step.becomes is not None:
        note_step(locked, by, at, note)
    tell(verb, locked, by, at)
    copy_row(locked, given)
    return locked


def copy_row(source: Appointment, target: Appointment) -> None:
    """Let another instance of the same row know what is in it."""
    target.__dict__.update({field.attname: getattr(source, field.attname) for field in Appointment._meta.fields})


def store(appointment: Appointment, at: datetime) -> None:
    """Save the row; what the database refuses is said in words."""
    appointment.changed_at = at
    try:
        with transaction.atomic(), writing():
            appointment.save()
    except IntegrityError as error:
        raise _refused(appointment) from error


def note_step(appointment: Appointment, by: Who | None, at: datetime, note: str) -> None:
    who = by if isinstance(by, Account) else None
    step = AppointmentStep(appointment=appointment, status=appointment.status, at=at, by=who, note=note[:LONGEST_NOTE])
    with writing():
        step.save()


def tell(verb: str, appointment: Appointment, by: Who | None, at: datetime, **data: int) -> None:
    """Into the chronicle: who was considered and did not come is known to the office only, who is in a discreet body to
    those in it, too."""
    openly = appointment.status in SEEN and not appointment.body.is_discreet
    seen = Visibility.NETWORK if openly else Visibility.GROUP
    ids = {"person": appointment.person_id, "body": appointment.body_id, **data}
    record(verb=verb, subject=appointment, by=by, at=at, visibility=seen, data=ids)


def _refused(appointment: Appointment) -> ActionError:
    starts, ends = appointment.starts_on, appointment.ends_on
    if starts and ends and starts > ends:
        return AppointmentError(_("The term ends before it begins."), "ends_on")
    same = Appointment.objects.filter(person=appointment.person_id, body=appointment.body_id).exclude(pk=appointment.pk)
    if appointment.status == Status.ACTIVE and same.filter(status=Status.ACTIVE).exists():
        return StepNotAllowed(_("This person is already appointed to it, and that appointment is still active."))
    if same.filter(status__in=Appointment.OPEN).exists():
        return StepNotAllowed(
            _("An appointment of this person to it is already under way. Continue that one, or withdraw it first.")
        )
    return AppointmentError(_("The appointment could not be stored like this. Please check what you entered."))
