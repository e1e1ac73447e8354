"""What a page of the directory shows of each person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Prefetch

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.people.models import Evidence, Expertise, Membership, Person, PublicOffice
from ideenschmiede.people.queries.persons import current_offices

EARLIEST_FIRST = (F("since").asc(nulls_last=True), "pk")
LATEST_FIRST = (F("date").desc(nulls_last=True), "pk")


def persons_in_order(ids: Sequence[int], who: Who, on: date) -> list[Person]:
    """These persons in this order, with what they do today and with what they know, as far as `who` may see it.

    `current` offices, `belongs` (memberships), `expertise` with its `proofs`. Five queries; who is gone is left out.
    """
    proofs = Evidence.objects.filter(visibility__in=visibilities(who)).select_related("place").order_by(*LATEST_FIRST)
    known = Expertise.objects.select_related("topic").order_by("topic__rank", "topic__slug")
    offices = PublicOffice.objects.filter(current_offices(on)).select_related("place").order_by(*EARLIEST_FIRST)
    belongs = Membership.objects.filter(current_offices(on)).select_related("organisation__place")
    found = Person.objects.filter(erased_at=None).prefetch_related(
        Prefetch("offices", offices, to_attr="current"),
        Prefetch("memberships", belongs.order_by(*EARLIEST_FIRST), to_attr="belongs"),
        Prefetch("expertise", known.prefetch_related(Prefetch("evidence", proofs, to_attr="proofs"))),
    )
    by_id = found.in_bulk(list(ids))
    return [by_id[pk] for pk in ids if pk in by_id]
