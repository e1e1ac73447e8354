"""What the pages of places and the import page show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ideenschmiede.places.models import IndicatorValue, Place, RegisterImport


@dataclass(frozen=True)
class IndicatorFigure:
    """The latest value of an indicator for a place."""

    slug: str
    name: str
    unit: str
    year: int
    value: float
    source: str


@dataclass(frozen=True)
class RegisterState:
    """The register in use; `day` is None for the embedded one."""

    source: str
    day: date | None
    latest: RegisterImport


def get(key: str) -> Place | None:
    """A place by its key, dissolved ones too, with the levels above it. One query."""
    above = ("parent", "parent__parent", "parent__parent__parent", "parent__parent__parent__parent", "association")
    return Place.objects.select_related(*above).filter(key=key).first()


def members(place: Place) -> QuerySet[Place]:
    """What belongs to a place directly, largest first."""
    children = Place.objects.filter(parent=place, dissolved_on=None, level__in=_levels_below(place))
    return children.order_by("-population", "key")


def _levels_below(place: Place) -> tuple[str, ...]:
    below = {"land": ("district", "kreis"), "district": ("region", "kreis"), "region": ("kreis",)}
    return below.get(place.level, ("municipality",))


def indicators_of(place: Place) -> list[IndicatorFigure]:
    """The latest value of each indicator, by name. One query."""
    latest: dict[str, IndicatorFigure] = {}
    values = IndicatorValue.objects.filter(place=place).select_related("indicator").order_by("year")
    for value in values:
        about = value.indicator
        figure = IndicatorFigure(about.slug, about.name, about.unit, value.year, value.value, value.source)
        latest[about.slug] = figure
    return sorted(latest.values(), key=lambda figure: figure.name)


def register_state() -> RegisterState | None:
    """The register in use: the newest official import, else the embedded one, else None. One query."""
    imports = RegisterImport.objects.filter(what=RegisterImport.What.REGISTER)
    latest = max(imports, key=lambda one: (one.data_date or date.min, one.pk), default=None)
    return RegisterState(latest.source, latest.data_date, latest) if latest else None
