"""The filters of an answer: their labels, which of them exist, and how they ask the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.listing import Filter, Option
from ideenschmiede.base.models import Topic
from ideenschmiede.base.search import Where
from ideenschmiede.base.text import euro
from ideenschmiede.places.models import SizeClass
from ideenschmiede.transfer.documents import COST_STEPS
from ideenschmiede.transfer.matching.answers import Filters
from ideenschmiede.transfer.models import Outcome


@dataclass(frozen=True)
class Group:
    """One filter: its name in the index, its parameter in the address, its label."""

    name: str
    param: str
    label: Promise


GROUPS = (
    Group("topic", "thema", gettext_lazy("Topic")),
    Group("outcome", "ergebnis", gettext_lazy("How it went")),
    Group("size", "groesse", gettext_lazy("Size of the place")),
    Group("cost", "kosten", gettext_lazy("Cost in the first year")),
    Group("land", "land", gettext_lazy("Land")),
    Group("year", "jahr", gettext_lazy("Begun in")),
)
NAMES = frozenset(group.name for group in GROUPS)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def where(filters: Filters) -> Where:
    """The condition that the index understands. Raises `KeyError` for a group that there is not."""
    if unknown := filters.keys() - NAMES:
        raise KeyError(f"no filter is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(NAMES))}")
    return Where(labels={name: values for name, values in filters.items() if values})


def vocabulary(lands: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each group but the years, what may be chosen, in order, with labels in the reader's language. One query.

    `lands` are the names of the Länder by their keys.
    """
    return {
        "topic": {topic.slug: str(topic) for topic in Topic.objects.all()},
        "outcome": {outcome.value: str(outcome.label) for outcome in Outcome},
        "size": {size.value: str(size.label) for size in SizeClass},
        "cost": dict(_cost_labels()),
        "land": dict(sorted(lands.items(), key=lambda item: item[1])),
    }


def chosen(raw: Mapping[str, Sequence[str]], known: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """The values that exist, of those given for each parameter; all others are ignored, never an error."""
    filters = {}
    for group in GROUPS:
        values = frozenset(value for value in raw.get(group.param, ()) if _exists(group.name, value, known))
        if values:
            filters[group.name] = values
    return filters


def listing_filters(
    known: Mapping[str, Mapping[str, str]], counts: Mapping[str, Mapping[str, int]], filters: Filters
) -> list[Filter]:
    """The filters as a page shows them. What nobody would find is left out, unless it is chosen now."""
    return [_filter(group, known, counts.get(group.name, {}), filters.get(group.name, frozenset())) for group in GROUPS]


def _filter(
    group: Group, known: Mapping[str, Mapping[str, str]], counts: Mapping[str, int], active: frozenset[str]
) -> Filter:
    labels = known.get(group.name) or {year: year for year in sorted({*counts, *active}, reverse=True)}
    options = [
        Option(value, label, counts.get(value, 0))
        for value, label in labels.items()
        if counts.get(value, 0) or value in active
    ]
    return Filter(str(group.label), group.param, options, several=True)


def _exists(name: str, value: str, known: Mapping[str, Mapping[str, str]]) -> bool:
    if name == "year":
        return value.isascii() and value.isdigit() and len(value) == 4 and FIRST_YEAR <= int(value) <= LAST_YEAR
    return value in known[name]


def _cost_labels() -> Iterator[tuple[str, str]]:
    language = get_language()
    amounts = [euro(step, language=language) for step in COST_STEPS]
    for number, step in enumerate(COST_STEPS):
        if number + 1 == len(COST_STEPS):
            label = _("%(least)s and more") % {"least": amounts[number]}
        elif step == 0:
            label = _("under %(most)s") % {"most": amounts[1]}
        else:
            label = _("%(least)s to %(most)s") % {"least": amounts[number], "most": amounts[number + 1]}
        yield str(step), label
