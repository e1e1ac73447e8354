"""People of a place, and whom one may ask about something that was done there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from ideenschmiede.base.models import Account, Topic, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.people.models import Expertise, Person, PublicOffice
from ideenschmiede.people.queries.persons import current_offices, visible_persons
from ideenschmiede.places.models import Place


@dataclass(frozen=True)
class Holder:
    """An office held at a place, with its person and place, and the topics that the person knows about."""

    office: PublicOffice
    topics: list[Topic]


def own_place(who: Who, today: date) -> str | None:
    """The key of the place where `who` holds an office today, the latest begun first. One query, for guests none."""
    if not isinstance(who, Account):
        return None
    held = PublicOffice.objects.filter(current_offices(today), person__account=who.pk)
    return held.order_by(F("since").desc(nulls_last=True), "pk").values_list("place__key", flat=True).first()


def people_at(who: Who, place: Place, today: date, limit: int) -> list[Holder]:
    """Who holds an office at the place or within it today. One query: a row for each topic of each office."""
    held = PublicOffice.objects.filter(
        current_offices(today), place__key__startswith=place.key, person__in=visible_persons(who)
    )
    order = ("place__key", "person__family_name", "pk")
    topic = "person__expertise__topic__"
    rows: Any = (
        PublicOffice.objects.filter(pk__in=held.order_by(*order).values("pk")[:limit])
        .select_related("person", "place")
        .annotate(name_de=F(f"{topic}name_de"), name_en=F(f"{topic}name_en"))
        .order_by(*order, f"{topic}rank")
    )
    found: dict[int, Holder] = {}
    for row in rows:
        holder = found.setdefault(row.pk, Holder(row, []))
        if row.name_de:
            holder.topics.append(Topic(name_de=row.name_de, name_en=row.name_en))
    return list(found.values())


def whom_to_ask(who: Who, place_id: int | None, topics: Iterable[Topic], today: date, limit: int) -> list[Person]:
    """Who holds an office at the place, then who knows about these topics from there, as far as `who` may see on what
    that rests; each with `held`, the offices there today, and `knows`, the expertise in these topics. Three queries."""
    if place_id is None:
        return []
    held = PublicOffice.objects.filter(current_offices(today), place=place_id)
    knows = Expertise.objects.filter(
        topic__in=list(topics), evidence__place=place_id, evidence__visibility__in=visibilities(who)
    )
    return list(
        visible_persons(who)
        .annotate(
            is_there=Exists(held.filter(person=OuterRef("pk"))), knows_it=Exists(knows.filter(person=OuterRef("pk")))
        )
        .filter(Q(is_there=True) | Q(knows_it=True))
        .prefetch_related(
            Prefetch("offices", held.select_related("place"), to_attr="held"),
            Prefetch("expertise", knows.select_related("topic").distinct(), to_attr="knows"),
        )
        .order_by("-is_there", "family_name", "given_name", "pk")[:limit]
    )
