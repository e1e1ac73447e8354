"""Clippings for the office, and as articles, without their text, for others."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.people.models import Evidence
from ideenschmiede.press.models import Clipping, Mention

FULL_TEXT = ("original", "mended", "draft", "rejected", "placed")
"""Fields that only the office reads; lists and pages for others do not even fetch them."""


def clippings(status: str) -> QuerySet[Clipping]:
    """Clippings in a status, the latest first, without their text."""
    return Clipping.objects.filter(status=status).defer(*FULL_TEXT)


def clippings_per_status() -> dict[str, int]:
    """How many clippings each status has; all three are there."""
    counted = dict(Clipping.objects.order_by().values_list("status").annotate(n=Count("pk")))
    return {status: counted.get(status, 0) for status in Clipping.Status.values}


def clipping(pk: int) -> Clipping | None:
    """One clipping whole, for the office."""
    return Clipping.objects.filter(pk=pk).first()


def clipping_like(sha256: str) -> Clipping | None:
    """The clipping that came in as the same bytes."""
    return Clipping.objects.filter(sha256=sha256).defer(*FULL_TEXT).first()


def articles_seen(ids: Collection[int], seen: Collection[str]) -> set[int]:
    """Those of `ids` that are confirmed and that whoever sees content of these visibilities may see."""
    proven = Evidence.objects.filter(clippings=OuterRef("pk"), visibility__in=list(seen))
    found = Clipping.objects.filter(Exists(proven), status=Clipping.Status.CONFIRMED, pk__in=list(ids))
    return set(found.order_by().values_list("pk", flat=True))


def articles(who: Who) -> QuerySet[Clipping]:
    """Confirmed clippings as `who` may see them: those with evidence that they may see; facts, never the text."""
    seen = Evidence.objects.filter(clippings=OuterRef("pk"), visibility__in=visibilities(who))
    return (
        Clipping.objects.filter(Exists(seen), status=Clipping.Status.CONFIRMED)
        .defer(*FULL_TEXT)
        .prefetch_related(Prefetch("mentions", Mention.objects.select_related("person", "place")), "evidence")
        .order_by(F("published_on").desc(nulls_last=True), "-pk")
    )


def article(who: Who, pk: int) -> Clipping | None:
    return articles(who).filter(pk=pk).first()


def evidence_of(clipping: Clipping) -> list[Evidence]:
    """What the article is evidence for, with person and place."""
    return list(clipping.evidence.select_related("person", "place").order_by("pk"))
