"""The list of practices: its filters with counts, and which practices it shows in which order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from numpy.typing import NDArray

from ideenschmiede.base.listing import Filter, Listing, Option
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.places.models import SizeClass
from ideenschmiede.transfer.models import Outcome
from ideenschmiede.transfer.queries.shelf import NOWHERE, OUTCOMES, SIZES, UNDATED, Ids, Shelf, current_shelf

SORTS = {
    "neu": gettext_lazy("Last changed"),
    "uebernahmen": gettext_lazy("Most adopted"),
    "beginn": gettext_lazy("Most recent start"),
}
ELSEWHERE = "anderswo"

Mask = NDArray[np.bool_]


class PracticeListing:
    """What an address asks of the list of practices: `listing` for the filters, `ids` in their order, `sort`."""

    def __init__(self, query: QueryDict, who: Who) -> None:
        self.shelf = current_shelf()
        network = Visibility.NETWORK in visibilities(who)
        self.seen: Mask = np.ones(len(self.shelf["ids"]), np.bool_) if network else self.shelf["public"]
        self.sort = query.get("sortierung", "") if query.get("sortierung") in SORTS else "neu"
        facets = _facets(self.shelf)
        masks = {facet.param: facet.mask(query.getlist(facet.param)) for facet in facets}
        self.listing = Listing(query, [self._filter(facet, query, masks) for facet in facets])
        self.ids: Ids = self.shelf.ids_where(self._all(masks.values()), self.sort)

    def _all(self, masks: Any) -> Mask:
        return reduce(np.logical_and, (mask for mask in masks if mask is not None), self.seen)

    def _filter(self, facet: Facet, query: QueryDict, masks: dict[str, Mask | None]) -> Filter:
        """A filter whose counts say what choosing each option would show, the other filters being as they are."""
        others = self._all(mask for param, mask in masks.items() if param != facet.param)
        counts = facet.counts(others)
        chosen = set(query.getlist(facet.param))
        options = [
            Option(value, label, count)
            for (value, label), count in zip(facet.options, counts, strict=True)
            if count or value in chosen
        ]
        return Filter(str(facet.label), facet.param, options)


class Facet:
    """One filter over a column of codes: each option stands for one code."""

    def __init__(self, param: str, label: str, options: list[tuple[str, str]], codes: list[int], column: Any) -> None:
        self.param, self.label, self.options, self.codes, self.column = param, label, options, codes, column

    def mask(self, values: list[str]) -> Mask | None:
        """Rows of the first known value chosen, as `Listing.chosen` has it; None where none is chosen."""
        for (value, _label), code in zip(self.options, self.codes, strict=True):
            if value in values:
                return self._rows(code)
        return None

    def counts(self, rows: Mask) -> list[int]:
        """How many of `rows` each option has."""
        if not self.codes:
            return []
        lowest, highest = min(self.codes), max(self.codes)
        column = self.column[rows].astype(np.int64)
        inside = column[(column >= lowest) & (column <= highest)]
        found = np.bincount(inside - lowest, minlength=highest - lowest + 1)
        return [int(found[code - lowest]) for code in self.codes]

    def _rows(self, code: int) -> Mask:
        mask: Mask = self.column == code
        return mask


class TopicFacet(Facet):
    """A practice may have several topics: a bit each."""

    def counts(self, rows: Mask) -> list[int]:
        bits = self.column[rows]
        return [int(np.count_nonzero(bits & np.uint64(1 << code))) for code in self.codes]

    def _rows(self, code: int) -> Mask:
        mask: Mask = (self.column & np.uint64(1 << code)) != 0
        return mask


def _facets(shelf: Shelf) -> list[Facet]:
    return [make(shelf) for make in (_topics, _lands, _sizes, _outcomes, _years)]


def _topics(shelf: Shelf) -> Facet:
    options = [(topic.slug, str(topic)) for topic in shelf.topic_list[:64]]
    return TopicFacet("thema", _("Topic"), options, list(range(len(options))), shelf["topics"])


def _lands(shelf: Shelf) -> Facet:
    named = sorted(shelf.lands.items(), key=lambda item: item[1])
    options = [*named, (ELSEWHERE, _("Outside the register"))]
    return Facet("land", _("Land"), options, [*(int(key) for key, _name in named), NOWHERE], shelf["land"])


def _sizes(shelf: Shelf) -> Facet:
    options = [(size.value, str(size.label)) for size in SizeClass]
    return Facet("groesse", _("Size of the place"), options, list(range(len(SIZES))), shelf["size"])


def _outcomes(shelf: Shelf) -> Facet:
    options = [(outcome.value, str(outcome.label)) for outcome in Outcome]
    return Facet("ergebnis", _("How it went"), options, list(range(len(OUTCOMES))), shelf["outcome"])


def _years(shelf: Shelf) -> Facet:
    years = list(_falling(shelf["year"]))
    return Facet("jahr", _("Begun in"), [(str(year), str(year)) for year in years], years, shelf["year"])


def _falling(column: Any) -> Iterator[int]:
    yield from (int(year) for year in np.unique(column)[::-1] if year != UNDATED)
