"""The door: from a need and a place to an answer."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

import numpy as np

from ideenschmiede.base.finding import reader
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import plain
from ideenschmiede.base.rules import visibilities
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.cores.ranking import Sort
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.documents import Practices
from ideenschmiede.transfer.matching import facets
from ideenschmiede.transfer.matching.answers import LONGEST_TEXT, PAGE_LENGTH, Answer, Filters
from ideenschmiede.transfer.matching.results import results
from ideenschmiede.transfer.matching.weighing import RELEVANCE, fit_to, fitting, weigh_hits
from ideenschmiede.transfer.models import Practice

MOST_SIMILAR = 3
LIKELY = RELEVANCE[1]  # beside an idea nobody has asked: from the lower step on, two of three would be wrong
OPERATOR_SEES = frozenset({Visibility.PUBLIC.value, Visibility.NETWORK.value})


def match(
    *,
    text: str,
    place: Place | None,
    who: Who | None,
    today: date,
    filters: Filters | None = None,
    sort: Sort = "best",
    page: int = 1,
    length: int = PAGE_LENGTH,
) -> Answer:
    """Who has already solved this, in a place like mine: the practices that answer `text`, one page of them.

    `text` is anything from a word to six pages; what is longer is cut, and what no text needs is taken out. `who` is
    None for the operator at the terminal, who sees all that members see. `filters` as `facets.chosen` returns them.
    A page beyond the last is the last one. At most eight queries, whatever the number of rows. Raises `IndexMissing`
    where no index has been built, `KeyError` for an unknown filter, `ValueError` for an unknown order.
    """
    text, filters = plain(text)[:LONGEST_TEXT], filters or {}
    seen = OPERATOR_SEES if who is None else visibilities(who)
    hits = reader().search(Practices.kind, text, visible=seen, where=facets.where(filters))
    if hits is None:
        return _nothing(text, place, filters, sort)
    fit = fit_to(place)
    weighed = weigh_hits(hits, fit, sort, today)
    pages = max(1, -(-len(hits) // length))
    page = min(max(1, page), pages)
    shown = weighed.order[(page - 1) * length : page * length].tolist()
    return Answer(
        text=text,
        place=place,
        filters=filters,
        sort=sort,
        page=page,
        pages=pages,
        total=len(hits),
        fitting=fitting(hits.relevance),
        unfiltered=hits.total,
        results=results(hits, weighed, shown, fit, seen),
        counts={group.name: hits.counts(group.name) for group in facets.GROUPS},
        engine=hits.engine,
        embedded=hits.embedded,
    )


def similar_practices(text: str, who: Who, *, without: Set[int] = frozenset()) -> list[Practice]:
    """At most three practices that do what `text` is about, the most similar first; those `without` are left out.

    One query. Nothing where no index has been built: what is proposed must not keep a page from being shown.
    """
    seen = visibilities(who)
    try:
        hits = reader().search(Practices.kind, plain(text)[:LONGEST_TEXT], visible=seen)
    except IndexMissing:
        return []
    if hits is None:
        return []
    best = np.argsort(-hits.relevance, kind="stable")[: MOST_SIMILAR + len(without)]
    likely = best[hits.relevance[best] >= LIKELY]
    keys = [int(key) for key in hits.keys(likely.tolist()) if int(key) not in without][:MOST_SIMILAR]
    found = Practice.objects.filter(visibility__in=seen).select_related("place").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _nothing(text: str, place: Place | None, filters: Filters, sort: Sort) -> Answer:
    """The answer of a network that has no practices yet."""
    return Answer(text, place, filters, sort, 1, 1, 0, 0, 0, (), {}, None, 0.0)
