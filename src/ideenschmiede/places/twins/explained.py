"""Twins with words: "13.401 und 13.980 Einwohner", in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.text import number, roughly
from ideenschmiede.cores.twins import Comparison
from ideenschmiede.places.models import Indicator
from ideenschmiede.places.queries import Entry, directory
from ideenschmiede.places.twins.space import PlaceSpace

LABELS: dict[str, Promise] = {
    "population": gettext_lazy("Population"),
    "density": gettext_lazy("Density"),
    "area": gettext_lazy("Area"),
}
ALMOST_THE_SAME = 0.8
SIMILAR = 0.5


@dataclass(frozen=True)
class Choice:
    """A feature that twins are found by, with its present weight."""

    name: str
    label: str
    weight: float


@dataclass(frozen=True)
class Likeness:
    """How alike two places are in one feature. `similarity` is None where one of them does not know it."""

    name: str
    label: str
    text: str
    verdict: str
    similarity: float | None
    own: float | None
    other: float | None


@dataclass(frozen=True)
class Twin:
    """A place like the one asked for; `similarity` is 0–1 over all features."""

    entry: Entry
    similarity: float
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True)
class TwinList:
    """The twins of a place, best first, and the features with the weights that were used."""

    twins: tuple[Twin, ...]
    choices: tuple[Choice, ...]


def choices(places: PlaceSpace, weights: Mapping[str, float] | None = None) -> tuple[Choice, ...]:
    """All features of the space with their weights: those given, else their own. A query if there are indicators."""
    features = places.space.features
    names = _indicators({feature.name for feature in features} - LABELS.keys())
    given = weights or {}
    return tuple(
        Choice(feature.name, _label(feature.name, names), given.get(feature.name, feature.weight))
        for feature in features
    )


def twins_of(
    places: PlaceSpace, place_id: int, count: int = 10, weights: Mapping[str, float] | None = None
) -> TwinList | None:
    """The `count` real municipalities most like this one. None for a place that is not compared (a Kreis, a Land).

    At most two queries, and none without indicators. Raises `ValueError` for weights that are negative, all zero or
    of unknown features.
    """
    found = places.twins(place_id, count, weights)
    if found is None:
        return None
    entries = directory(places.version).by_pk
    own = entries[place_id]
    asked = choices(places, weights)
    names = _indicators({choice.name for choice in asked} - LABELS.keys())
    twins = []
    for position, row in enumerate(found.rows.tolist()):
        other = entries.get(int(places.ids[row]))
        if other is not None:
            likenesses = explain(found.comparison(position), own, other, names)
            twins.append(Twin(other, float(found.similarity[position]), likenesses))
    return TwinList(tuple(twins), asked)


def explain(
    comparisons: Iterable[Comparison], own: Entry, other: Entry, indicators: Mapping[str, Indicator]
) -> tuple[Likeness, ...]:
    """Every feature in words; features of weight zero are left out."""
    return tuple(
        Likeness(
            one.feature,
            _label(one.feature, indicators),
            _text(one, own, other, indicators.get(one.feature)),
            _verdict(one),
            _known(one.similarity),
            _known(one.own),
            _known(one.other),
        )
        for one in comparisons
        if not isnan(one.similarity) or isnan(one.own) or isnan(one.other)
    )


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def _indicators(slugs: Iterable[str]) -> dict[str, Indicator]:
    wanted = list(slugs)
    return {one.slug: one for one in Indicator.objects.filter(slug__in=wanted)} if wanted else {}


def _label(name: str, indicators: Mapping[str, Indicator]) -> str:
    return str(LABELS[name]) if name in LABELS else indicators[name].name if name in indicators else name


def _text(one: Comparison, own: Entry, other: Entry, indicator: Indicator | None) -> str:
    if isnan(one.own) or isnan(one.other):
        return _("not known of both places")
    if one.feature == "population":
        pair = _pair(_people(one.own, own), _people(one.other, other))
        return _("%(pair)s inhabitants") % {"pair": pair}
    if one.feature == "density":
        pair = _pair(_figure(one.own, 0), _figure(one.other, 0))
        return _("%(pair)s inhabitants per km²") % {"pair": pair}
    if one.feature == "area":
        return _("%(pair)s km²") % {"pair": _pair(_figure(one.own, 1), _figure(one.other, 1))}
    unit = indicator.unit if indicator else ""
    return f"{_pair(_figure(one.own, 2), _figure(one.other, 2))} {unit}".strip()


def _pair(own: str, other: str) -> str:
    return _("%(own)s and %(other)s") % {"own": own, "other": other}


def _people(value: float, entry: Entry) -> str:
    if entry.population_is_estimate:
        return _("about %(figure)s") % {"figure": roughly(round(value), language=get_language())}
    return _figure(value, 0)


def _figure(value: float, decimals: int) -> str:
    text = number(value, decimals=decimals, language=get_language())
    whole = number(value, language=get_language())
    return whole if decimals and value == int(value) else text


def _verdict(one: Comparison) -> str:
    if isnan(one.similarity):
        return _("cannot be compared")
    if one.similarity >= ALMOST_THE_SAME:
        return _("almost the same")
    return _("similar") if one.similarity >= SIMILAR else _("different")
