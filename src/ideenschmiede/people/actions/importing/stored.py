"""What is stored of the persons whom a table knows, and what a row tells anew. Nothing is ever taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ideenschmiede.people.actions.importing.rows import Draft
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Contact,
    Expertise,
    Membership,
    Person,
    PublicOffice,
    Status,
)
from ideenschmiede.places.models import fold

Part = Literal["person", "contacts", "office", "organisation", "topics", "member"]
BATCH = 1_000


@dataclass
class Stored:
    """By the id of the person; offices as (place, folded title), organisations by folded name."""

    persons: dict[int, Person] = field(default_factory=dict)
    contacts: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    offices: dict[int, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    organisations: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    topics: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    terms: dict[int, list[tuple[str, date | None]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls, ids: Sequence[int]) -> Stored:
        """Six queries for a thousand persons."""
        stored = cls()
        for start in range(0, len(ids), BATCH):
            stored._load(ids[start : start + BATCH])
        return stored

    def _load(self, ids: Sequence[int]) -> None:
        self.persons |= Person.objects.in_bulk(list(ids))
        for pk, kind, value in _of(Contact, ids, "kind", "value"):
            self.contacts[pk][kind] = value
        for pk, place, title in _of(PublicOffice, ids, "place_id", "title"):
            self.offices[pk].add((place, fold(title)))
        for pk, name in _of(Membership, ids, "organisation__name"):
            self.organisations[pk].add(fold(name))
        for pk, slug in _of(Expertise, ids, "topic__slug"):
            self.topics[pk].add(slug)
        network = Appointment.objects.filter(body__kind=Body.Kind.NETWORK, person__in=ids).order_by()
        for pk, status, starts in network.values_list("person_id", "status", "starts_on"):
            self.terms[pk].append((status, starts))

    def differs(self, pk: int, draft: Draft, today: date) -> frozenset[Part]:
        """The parts in which the row tells something else, or more."""
        return frozenset(self._differences(pk, draft, today))

    def _differences(self, pk: int, draft: Draft, today: date) -> Iterator[Part]:
        person = self.persons[pk]
        if any(getattr(person, name) != value for name, value in draft.person.items()):
            yield "person"
        if any(self.contacts[pk].get(kind, "") != value for kind, value in draft.contacts.items()):
            yield "contacts"
        if draft.office and (draft.place or 0, fold(draft.office)) not in self.offices[pk]:
            yield "office"
        if draft.organisation and fold(draft.organisation) not in self.organisations[pk]:
            yield "organisation"
        if draft.topics - self.topics[pk]:
            yield "topics"
        if draft.member_since and not self._is_recorded(pk, draft, today):
            yield "member"

    def _is_recorded(self, pk: int, draft: Draft, today: date) -> bool:
        """Whether the network knows of this term: one that runs, or one that began on the same day."""
        over = draft.member_until is not None and draft.member_until < today
        running = {Status.ACTIVE, *Appointment.OPEN}
        return any(
            (status in running and not over) or starts == draft.member_since for status, starts in self.terms[pk]
        )


def _of(model: Any, ids: Sequence[int], *columns: str) -> Iterator[tuple[Any, ...]]:
    yield from model.objects.filter(person__in=ids).order_by().values_list("person_id", *columns)
