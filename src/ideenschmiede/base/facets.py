"""Filters over columns in memory, with counts that say what choosing each option would show.

facets = [BitFacet("thema", _("Topic"), options, codes, shelf["topics"]), Facet("land", …)]
narrowed = narrow(request.GET, facets, seen)      # seen: a mask of the rows that one may see
narrowed.listing, narrowed.mask                   # for `{% kern_filters %}`, and the rows that are left
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from django.http import QueryDict

from ideenschmiede.base.columns import Column, Mask
from ideenschmiede.base.listing import Filter, Listing, Option


class Facet:
    """One filter over a column of codes: each option (value, label) stands for one code."""

    def __init__(
        self, param: str, label: object, options: Sequence[tuple[str, str]], codes: Sequence[int], column: Column
    ) -> None:
        self.param, self.label, self.options, self.codes, self.column = param, label, options, codes, column

    def mask(self, values: Sequence[str]) -> Mask | None:
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


class BitFacet(Facet):
    """A row may have several of the options: a bit each, at most 64."""

    def counts(self, rows: Mask) -> list[int]:
        found = self.column[rows]
        return [int(np.count_nonzero(found & np.uint64(1 << code))) for code in self.codes]

    def _rows(self, code: int) -> Mask:
        mask: Mask = (self.column & np.uint64(1 << code)) != 0
        return mask


@dataclass(frozen=True, eq=False)
class Narrowed:
    """What is left of the rows that one may see, and the state of the filters."""

    listing: Listing
    mask: Mask


def narrow(query: QueryDict, facets: Sequence[Facet], seen: Mask) -> Narrowed:
    """Apply the filters that an address asks for."""
    masks = {facet.param: facet.mask(query.getlist(facet.param)) for facet in facets}
    filters = [_filter(facet, query, masks, seen) for facet in facets]
    return Narrowed(Listing(query, filters), _all(masks.values(), seen))


def _filter(facet: Facet, query: QueryDict, masks: dict[str, Mask | None], seen: Mask) -> Filter:
    """A filter whose counts say what choosing each option would show, the other filters being as they are."""
    others = _all((mask for param, mask in masks.items() if param != facet.param), seen)
    chosen = set(query.getlist(facet.param))
    options = [
        Option(value, label, count)
        for (value, label), count in zip(facet.options, facet.counts(others), strict=True)
        if count or value in chosen
    ]
    return Filter(str(facet.label), facet.param, options)


def _all(masks: Iterable[Mask | None], seen: Mask) -> Mask:
    return reduce(np.logical_and, (mask for mask in masks if mask is not None), seen)
