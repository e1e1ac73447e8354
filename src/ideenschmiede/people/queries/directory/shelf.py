"""All persons as columns in memory (see `base.columns`): some 3 MB at 10,000 persons in each web worker.

Followed are the latest changes of a person and of an appointment, and the day: offices end without anybody's doing.
After a change of the register, the topics, a body or an organisation everything is read anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db.models import Q, Subquery
from django.utils import timezone

from ideenschmiede.base.columns import MANY, Column, Ids, Keeper, Shelf
from ideenschmiede.base.models import Event
from ideenschmiede.people.models import Appointment, Person
from ideenschmiede.people.queries.directory.reading import Vocabulary, read_columns, vocabulary

READ_ALL = ("register.", "topic.", "body.", "organisation.")
"""What may change any number of persons."""


class Stamp(NamedTuple):
    """What changes whenever a person may have: the latest changes, the newest rows, and the day."""

    person: datetime | None
    appointment: datetime | None
    newest: tuple[int | None, int | None]
    day: date


class Persons(Shelf[Vocabulary]):
    """The columns of `reading.read_columns`, and two orders of all rows."""

    @cached_property
    def by_name(self) -> Ids:
        return np.lexsort((self["ids"], self["name"]))

    @cached_property
    def by_newest(self) -> Ids:
        """Who came last comes first."""
        return np.lexsort((-self["ids"], -self["since"]))


def _stamp() -> Stamp:
    """One query."""
    appointments = Appointment.objects.order_by("-pk").values("pk")[:1]
    moved = Appointment.objects.order_by("-changed_at", "-pk").values("changed_at")[:1]
    persons = Person.objects.order_by("-pk").values("pk")[:1]
    latest = Person.objects.order_by("-changed_at", "-pk")
    row = latest.values_list("changed_at", Subquery(moved), Subquery(persons), Subquery(appointments)).first()
    person, appointed, *newest = row or (None, None, None, None)
    return Stamp(person, appointed, (newest[0], newest[1]), timezone.localdate())


def _touched(shelf: Persons, events: Sequence[Event]) -> set[int] | None:
    """Ids of the persons that may have changed since; None where it is better to read everything."""
    before: Stamp = shelf.stamp  # type: ignore[assignment]  # as `_stamp` made it
    if before.day != timezone.localdate() or any(event.verb.startswith(READ_ALL) for event in events):
        return None
    touched = {pk for event in events if (pk := _person_of(event)) is not None}
    # the latest of before is read again: another one may have been changed in the same instant
    if before.person is not None:
        changed = Person.objects.filter(changed_at__gte=before.person)
        touched |= set(changed.values_list("pk", flat=True)[: MANY + 1])
    if before.appointment is not None:
        moved = Appointment.objects.filter(changed_at__gte=before.appointment)
        touched |= set(moved.values_list("person_id", flat=True)[: MANY + 1])
    return touched


def _person_of(event: Event) -> int | None:
    """Whom an event of this app is about; those about evidence and appointments name the person in their data."""
    if event.subject_type == Person._meta.label_lower:
        return event.subject_id
    person = event.data.get("person") if event.subject_type.startswith("people.") else None
    return person if isinstance(person, int) else None


def _fill(ids: set[int] | None, before: Persons | None) -> tuple[Vocabulary, dict[str, Column]]:
    about = before.about if before is not None and ids is not None else vocabulary()
    wanted, theirs = (Q(), Q()) if ids is None else (Q(pk__in=ids), Q(person__in=ids))
    return about, read_columns(wanted, theirs, about)


_keeper = Keeper(stamp=_stamp, touched=_touched, read=_fill, make=Persons)
current_shelf = _keeper.current
forget_shelf = _keeper.forget
