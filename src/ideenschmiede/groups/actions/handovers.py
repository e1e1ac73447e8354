"""Handover: what a chair passes on when somebody else takes the chair."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Event, Who
from ideenschmiede.base.rules import require
from ideenschmiede.groups import tasks
from ideenschmiede.groups.actions.noting import GroupError, locked, tell, text
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.groups.queries.groups import chair_of
from ideenschmiede.groups.rules import may_run, may_take_over, may_write_handover
from ideenschmiede.people.models import Appointment, Body, Capacity, Person, Status
from ideenschmiede.people.queries.persons import person_of
from ideenschmiede.people.rules.bodies import leads_its_body

GOES_ON = (Status.ACCEPTED, Status.ACTIVE)
LONGEST = 5_000


def ask_for_handover(event: Event) -> None:
    """For an appointment that has ended: who led a working group is asked to hand over, unless the term goes on."""
    ended = Appointment.objects.select_related("person", "body").get(pk=event.subject_id)
    if ended.capacity != Capacity.CHAIR or ended.body.kind != Body.Kind.WORKING_GROUP:
        return
    renewed = Appointment.objects.filter(previous=ended, capacity=Capacity.CHAIR, status__in=GOES_ON).exists()
    group = WorkingGroup.objects.select_related("body").filter(pk=ended.body_id).first()
    if renewed or group is None or not group.is_open:
        return
    person = None if _is_erased(ended.person) else ended.person
    waiting = Handover.objects.filter(group=group, taken_over_at=None, from_person=person)
    if person is not None and waiting.exists():
        return
    handover = Handover.objects.create(group=group, from_person=person, asked_at=event.time)
    _note("handover.asked", handover, None, event.time)
    if person is not None and person.account_id:
        tasks.ask_by_mail.enqueue(handover.pk)


def _is_erased(person: Person) -> bool:
    """Also while it happens: of all that is done then, its event comes first."""
    label = Person._meta.label_lower
    return Event.objects.filter(subject_type=label, subject_id=person.pk, verb="person.erased").exists()


def need_no_handover(event: Event) -> None:
    """For `body.closed`: nobody takes the chair any more, so what was asked for need not be written."""
    Handover.objects.filter(group=event.subject_id, written_at=None).delete()


@transaction.atomic
def write_handover(
    *,
    group: WorkingGroup,
    handover: Handover | None = None,
    achieved: str,
    open_matters: str,
    advice: str = "",
    by: Who | None,
    at: datetime,
) -> Handover:
    """What was reached, what is open, what the successor should know: the one that was asked for, or a new one from who
    leads now. Until it is taken over it can be written anew. Raises `GroupError` where it says nothing."""
    require(may_write_handover if handover else may_run, by, handover or group)
    current = locked(group)
    found = _current(handover) if handover else Handover(group=current, from_person=_leaving(current, by), asked_at=at)
    if found.taken_over_at is not None:
        raise GroupError(_("This handover has been taken over and can no longer be changed."))
    found.achieved, found.open_matters = (
        text(achieved, LONGEST, "achieved"),
        text(open_matters, LONGEST, "open_matters"),
    )
    found.advice, found.written_at = text(advice, LONGEST, "advice"), at
    if not found.achieved and not found.open_matters:
        raise GroupError(_("Please say what was reached, or what is still open."), "achieved")
    found.save()
    _note("handover.written", found, by, at)
    return found


@transaction.atomic
def take_over(*, handover: Handover, by: Who | None, at: datetime) -> None:
    """The new chair has read it and goes on from there. Twice changes nothing."""
    require(may_take_over, by, handover)
    locked(handover.group)
    found = _current(handover)
    if found.taken_over_at is not None:
        return
    if found.written_at is None:
        raise GroupError(_("Nothing has been written yet that could be taken over."))
    found.to_person = person_of(by) if by is not None else chair_of(found.group)
    found.taken_over_at = at
    found.save(update_fields=["to_person", "taken_over_at"])
    _note("handover.taken_over", found, by, at)


def _current(handover: Handover) -> Handover:
    """As it stands now that the group is locked: somebody else may have been quicker."""
    return Handover.objects.select_related("group__body").get(pk=handover.pk)


def _leaving(group: WorkingGroup, by: Who | None) -> Person | None:
    """Who hands over: whoever leads and writes; where the office writes, who leads the group now."""
    return person_of(by) if by is not None and leads_its_body(by, group) else chair_of(group)


def _note(verb: str, handover: Handover, by: Who | None, at: datetime) -> None:
    tell(verb, handover.group, by, at, data={"handover": handover.pk})
