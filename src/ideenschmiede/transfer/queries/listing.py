"""The list of practices: its filters with counts, and which practices it shows in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.columns import Ids, Mask
from ideenschmiede.base.facets import BitFacet, Facet, narrow
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.places.models import SizeClass
from ideenschmiede.transfer.models import Outcome
from ideenschmiede.transfer.queries.shelf import NOWHERE, OUTCOMES, SIZES, UNDATED, Practices, current_shelf

SORTS = {
    "neu": gettext_lazy("Last changed"),
    "uebernahmen": gettext_lazy("Most adopted"),
    "beginn": gettext_lazy("Most recent start"),
}
ELSEWHERE = "anderswo"


class PracticeListing:
    """What an address asks of the list of practices: `listing` for the filters, `ids` in their order, `sort`."""

    def __init__(self, query: QueryDict, who: Who) -> None:
        self.shelf = current_shelf()
        network = Visibility.NETWORK in visibilities(who)
        seen: Mask = np.ones(len(self.shelf), np.bool_) if network else self.shelf["public"]
        self.sort = query.get("sortierung", "") if query.get("sortierung") in SORTS else "neu"
        narrowed = narrow(query, _facets(self.shelf), seen)
        self.listing = narrowed.listing
        self.ids: Ids = self.shelf.ids_where(narrowed.mask, self.sort)


def _facets(shelf: Practices) -> list[Facet]:
    return [make(shelf) for make in (_topics, _lands, _sizes, _outcomes, _years)]


def _topics(shelf: Practices) -> Facet:
    options = [(topic.slug, str(topic)) for topic in shelf.about.topics[:64]]
    return BitFacet("thema", _("Topic"), options, list(range(len(options))), shelf["topics"])


def _lands(shelf: Practices) -> Facet:
    named = sorted(shelf.about.lands.items(), key=lambda item: item[1])
    options = [*named, (ELSEWHERE, _("Outside the register"))]
    return Facet("land", _("Land"), options, [*(int(key) for key, _name in named), NOWHERE], shelf["land"])


def _sizes(shelf: Practices) -> Facet:
    options = [(size.value, str(size.label)) for size in SizeClass]
    return Facet("groesse", _("Size of the place"), options, list(range(len(SIZES))), shelf["size"])


def _outcomes(shelf: Practices) -> Facet:
    options = [(outcome.value, str(outcome.label)) for outcome in Outcome]
    return Facet("ergebnis", _("How it went"), options, list(range(len(OUTCOMES))), shelf["outcome"])


def _years(shelf: Practices) -> Facet:
    years = list(_falling(shelf["year"]))
    return Facet("jahr", _("Begun in"), [(str(year), str(year)) for year in years], years, shelf["year"])


def _falling(column: Any) -> Iterator[int]:
    yield from (int(year) for year in np.unique(column)[::-1] if year != UNDATED)
