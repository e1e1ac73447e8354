"""What the page of a person shows, in seven queries whatever the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery

from ideenschmiede.base.models import Event, Topic, Who
from ideenschmiede.people.models import (
    Appointment,
    Evidence,
    Expertise,
    Membership,
    Person,
    PublicOffice,
    Purpose,
    Status,
)
from ideenschmiede.people.queries.appointments import known_appointments
from ideenschmiede.people.queries.persons import agreed, visible_persons
from ideenschmiede.people.rules import seen_evidence
from ideenschmiede.people.rules.bodies import knows_its_body

CHANGES = ("person.changed", "expertise.recorded", "expertise.changed", "expertise.removed")
LATEST_FIRST = (F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Profile:
    """A person with offices, memberships and contacts at hand.

    `active` are the appointments that hold now, as far as the reader may know of them; `changed` tells what somebody
    else changed last ("fields" or "expertise" in `data`), None where nobody did.
    """

    person: Person
    active: list[Appointment]
    is_listed: bool
    shows_portrait: bool
    takes_questions: bool
    changed: Change | None


@dataclass(frozen=True)
class Change:
    """Somebody else changed something: when, and the names of the fields."""

    at: datetime
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """A topic of a person; `expertise_id` is None where it is of interest only."""

    topic: Topic
    expertise_id: int | None
    helps_with: str


@dataclass(frozen=True)
class Backing:
    """A piece of evidence; `topic_id` is what it backs, None where it backs nothing."""

    evidence: Evidence
    topic_id: int | None


def profile_for(who: Who, pk: int) -> Profile | None:
    """A person as the page shows it, or None where there is none that `who` may see. Five queries."""
    foreign = Event.objects.filter(
        ~Q(actor=OuterRef("account")), actor__isnull=False, subject_type=Person._meta.label_lower,
        subject_id=OuterRef("pk"), verb__in=CHANGES,
    ).order_by("-pk")  # fmt: skip
    row: Any = (
        visible_persons(who)
        .annotate(
            portrait_agreed=agreed(Purpose.PORTRAIT),
            questions_agreed=agreed(Purpose.INTRODUCTIONS),
            changed_by_others_at=Subquery(foreign.values("time")[:1]),
            changed_by_others=Subquery(foreign.values("data")[:1]),
        )
        .prefetch_related(
            Prefetch("offices", PublicOffice.objects.select_related("place__parent").order_by(*LATEST_FIRST)),
            Prefetch("memberships", Membership.objects.select_related("organisation").order_by(*LATEST_FIRST)),
            "contacts",
            known_appointments(),
        )
        .filter(pk=pk)
        .first()
    )
    if row is None:
        return None
    changed = Change(row.changed_by_others_at, _fields(row.changed_by_others)) if row.changed_by_others_at else None
    holds = [one for one in row.known if one.status == Status.ACTIVE]
    active = [one for one in holds if knows_its_body(who, one.body)]
    is_listed = any(not one.body.is_discreet for one in holds)
    return Profile(row, active, is_listed, row.portrait_agreed, row.questions_agreed, changed)


def topics_of(person: Person) -> list[Known]:
    """The topics of a person, of interest or of expertise, in the order of the network. One query."""
    own = Expertise.objects.filter(person=person, topic=OuterRef("pk"))
    interests = Person.topics.through.objects.filter(person_id=person.pk, topic_id=OuterRef("pk"))
    rows: Any = Topic.objects.annotate(
        known=Subquery(own.values("pk")[:1]), words=Subquery(own.values("helps_with")[:1]), interests=Exists(interests)
    ).filter(Q(interests=True) | Q(known__isnull=False))
    return [Known(row, row.known, row.words or "") for row in rows]


def evidence_of(person: Person, who: Who) -> list[Backing]:
    """All about the person, and what else backs the person's expertise, the latest first: once for each topic that it
    backs. Of it what `who` may see. One query."""
    mine = FilteredRelation("expertise", condition=Q(expertise__person=person))
    rows: Any = (
        Evidence.objects.annotate(mine=mine)
        .annotate(backs=F("mine__topic"))
        .filter(Q(person=person) | Q(backs__isnull=False), visibility__in=seen_evidence(who, person))
        .select_related("place__parent", "person")
        .order_by(F("date").desc(nulls_last=True), "-pk")
    )
    return [Backing(row, row.backs) for row in rows]


def _fields(data: dict[str, Any] | None) -> tuple[str, ...]:
    found = data or {}
    return tuple(found.get("fields", ["expertise"] if "expertise" in found else []))
