"""Organisations, and who belongs to them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.people.models import Membership, Organisation, PublicOffice
from ideenschmiede.people.queries.persons import current_offices, visible_persons


def organisations(who: Who, *, sector: str = "", search: str = "") -> QuerySet[Organisation]:
    """By name, with `people`: how many whom `who` may see belong to each now or did before."""
    found = Organisation.objects.select_related("place")
    if sector:
        found = found.filter(sector=sector)
    for word in search.split()[:10]:
        found = found.filter(Q(name__icontains=word) | Q(abbreviation__icontains=word))
    seen = Q(memberships__person__in=visible_persons(who))
    return found.annotate(people=Count("memberships__person", filter=seen, distinct=True)).order_by("name", "pk")


def organisations_per_sector() -> dict[str, int]:
    """Sector → how many organisations. One query."""
    rows = Organisation.objects.order_by().values_list("sector").annotate(count=Count("pk"))
    return dict(rows)


def organisation(pk: int) -> Organisation | None:
    """One organisation with its place."""
    return Organisation.objects.select_related("place__parent").filter(pk=pk).first()


def members_of(organisation: Organisation, who: Who, today: date) -> list[Membership]:
    """Who belongs to it and may be seen, present ones first; each person with the offices held today. Two queries."""
    held = PublicOffice.objects.filter(current_offices(today)).select_related("place")
    wanted = organisation.memberships.filter(person__in=visible_persons(who)).select_related("person")
    latest = (F("until").desc(nulls_first=True), "person__family_name", "person__given_name", "pk")
    return list(wanted.prefetch_related(Prefetch("person__offices", held, to_attr="held")).order_by(*latest))
