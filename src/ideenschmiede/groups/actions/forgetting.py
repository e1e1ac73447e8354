"""Somebody is erased: the groups keep what was done, without the name."""

from __future__ import annotations

from ideenschmiede.base.models import Event
from ideenschmiede.groups.models import Handover, Task


def forget_member(event: Event) -> None:
    """For `person.erased`: tasks are nobody's, handovers are from and to nobody."""
    Task.objects.filter(person=event.subject_id).update(person=None)
    Handover.objects.filter(from_person=event.subject_id).update(from_person=None)
    Handover.objects.filter(to_person=event.subject_id).update(to_person=None)
