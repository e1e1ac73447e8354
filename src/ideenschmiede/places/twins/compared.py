"""Two places in words: what a mayor compares first."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import Entry

ALIKE = (0.35, 0.65)
"""From where on a similarity is medium, and high: of a typical municipality, a third and a twentieth are above."""


def compared(here: Place, there: Place) -> list[str]:
    """Two places feature by feature: "13,401 and 13,980 inhabitants". What is not known of one is left out."""
    lines = []
    if here.population is not None and there.population is not None:
        both = {"here": people(here), "there": people(there)}
        lines.append(_("%(here)s and %(there)s inhabitants") % both)
    if here.density is not None and there.density is not None:
        both = {"here": _density(here), "there": _density(there)}
        lines.append(_("%(here)s and %(there)s inhabitants per km²") % both)
    if here.area_km2 is not None and there.area_km2 is not None:
        both = {"here": _number(here.area_km2), "there": _number(there.area_km2)}
        lines.append(_("%(here)s and %(there)s km²") % both)
    return lines


def inhabitants(place: Place | Entry) -> str:
    """ "13,401 inhabitants", and that it is an estimate where it is one; empty where it is not known."""
    if place.population is None:
        return ""
    if place.population_is_estimate:
        about = text.roughly(place.population, language=get_language())
        return _("about %(count)s inhabitants, estimated") % {"count": about}
    count = _number(place.population)
    return ngettext("%(count)s inhabitant", "%(count)s inhabitants", place.population) % {"count": count}


def people(place: Place) -> str:
    """ "13,401", or "about 21,000" where it is an estimate; "" where it is not known."""
    if place.population is None:
        return ""
    if place.population_is_estimate:
        return _about(place.population)
    return _number(place.population)


def _density(place: Place) -> str:
    """As sure as the population that it is made of."""
    density = place.density or 0.0
    return _about(round(density)) if place.population_is_estimate else _number(density)


def _about(figure: int) -> str:
    return _("about %(figure)s") % {"figure": text.roughly(figure, language=get_language())}


def _number(value: float) -> str:
    return text.number(value, language=get_language())
