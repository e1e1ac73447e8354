"""The page of one place."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideenschmiede.base.http import or_404, public_page
from ideenschmiede.base.text import long_date, number
from ideenschmiede.places import map as picture
from ideenschmiede.places import queries
from ideenschmiede.places.forms import WeightsForm
from ideenschmiede.places.models import Level, Place, SettlementType
from ideenschmiede.places.queries import IndicatorFigure
from ideenschmiede.places.twins import TwinList, choices, place_space, twins_of
from ideenschmiede.places.views.lists import people

TWINS = 10
MEMBERS = 100
WHEREABOUTS = {
    ("north", "west"): gettext_lazy("in the north-west of Germany"),
    ("north", "middle"): gettext_lazy("in the north of Germany"),
    ("north", "east"): gettext_lazy("in the north-east of Germany"),
    ("middle", "west"): gettext_lazy("in the west of Germany"),
    ("middle", "middle"): gettext_lazy("in the middle of Germany"),
    ("middle", "east"): gettext_lazy("in the east of Germany"),
    ("south", "west"): gettext_lazy("in the south-west of Germany"),
    ("south", "middle"): gettext_lazy("in the south of Germany"),
    ("south", "east"): gettext_lazy("in the south-east of Germany"),
}
Fact = tuple[str, object]


@require_safe
@public_page
def detail(request: HttpRequest, key: str, slug: str = "") -> HttpResponse:
    """Figures, position, what higher apps know of it, and its twins. The key alone leads here, too."""
    place = or_404(queries.get(key))
    if slug != place.slug:
        return redirect("places:detail", key=key, slug=place.slug, permanent=False)
    form, twins = _twins(request, place)
    below = queries.members(place)[:MEMBERS] if place.level != Level.MUNICIPALITY else ()
    context = {
        "place": place,
        "preline": capfirst(place.get_level_display()),
        "state": queries.register_state(),
        "facts": list(_facts(place)),
        "indicators": [_indicator_row(figure) for figure in queries.indicators_of(place)],
        "map": _map(place),
        "form": form,
        "twins": twins,
        "members": [[link_to(one), people(one.population, one.population_is_estimate)] for one in below],
        "member_headers": [_("Place"), _("Population")],
        "indicator_headers": [_("Indicator"), _("Value"), _("Year"), _("Source")],
        "all_members_url": _all_members_url(place),
    }
    return render(request, "places/detail.html", context)


def _twins(request: HttpRequest, place: Place) -> tuple[WeightsForm | None, TwinList | None]:
    """The form for the weights and the twins found with them; nothing for places that are not compared."""
    space = place_space()
    if place.pk not in space.row_of:
        return None, None
    offered = choices(space)
    given = any(name.startswith("gewicht_") for name in request.GET)
    form = WeightsForm(offered, request.GET if given else None)
    weights = form.weights() if given and form.is_valid() else {}
    return form, twins_of(space, place.pk, TWINS, weights)


def _all_members_url(place: Place) -> str:
    """The list of all municipalities of a Land; a Kreis is shown whole but for the largest."""
    return f"{reverse('places:list')}?land={place.key}" if place.level == Level.LAND else ""


def _levels_above(place: Place) -> list[Place]:
    """Land first; only the levels that people know."""
    found: list[Place] = []
    above = place.parent
    while above:
        if above.level in (Level.LAND, Level.KREIS):
            found.insert(0, above)
        above = above.parent
    return found


def link_to(place: Place) -> SafeString:
    url = reverse("places:detail", args=[place.key, place.slug])
    return format_html('<a class="kern-link" href="{}">{}</a>', url, place.full_name)


def _facts(place: Place) -> Iterator[Fact]:
    yield _("Kind"), place.kind or capfirst(place.get_level_display())
    for above in reversed(_levels_above(place)):
        yield above.get_level_display(), link_to(above)
    if place.association and place.association.name != place.name:
        yield _("Association of municipalities"), place.association.name
    yield _("Seat"), place.seat
    yield _("Population"), people(place.population, place.population_is_estimate)
    if place.area_km2 is not None:
        yield _("Area"), _("%(figure)s km²") % {"figure": number(place.area_km2, decimals=1, language=get_language())}
    if place.density is not None:
        density = number(place.density, language=get_language())
        yield _("Density"), _("%(figure)s inhabitants per km²") % {"figure": density}
    if place.settlement_type is not None and place.level == Level.MUNICIPALITY:
        yield _("Settlement"), _settlement(place.settlement_type)
    if place.postal_code:
        several = _("%(code)s and others") % {"code": place.postal_code}
        yield _("Postal code"), several if place.has_more_postal_codes else place.postal_code
    yield "AGS" if place.level == Level.MUNICIPALITY else _("Key"), place.key
    yield "ARS", place.ars if place.level == Level.MUNICIPALITY else ""
    yield _("Source"), _source(place)


def _settlement(kind: SettlementType) -> str:
    """The type, and what it was told by."""
    limits = _("rural below 150, urban from 500 inhabitants per km²; after OECD and Eurostat")
    return f"{capfirst(kind.label)} ({limits})"


def _source(place: Place) -> str:
    if place.data_date is None:
        return place.source_in_words
    day = long_date(place.data_date, language=get_language())
    return _("%(source)s, %(day)s") % {"source": place.source_in_words, "day": day}


def _indicator_row(figure: IndicatorFigure) -> list[str]:
    value = number(figure.value, decimals=2, language=get_language())
    return [figure.name, f"{value} {figure.unit}".strip(), str(figure.year), figure.source]


def _map(place: Place) -> dict[str, object]:
    """What the template of the map needs: outlines, what to highlight, the dot, and the same in words."""
    own = picture.land(place.key) if place.level == Level.LAND else picture.kreis(place.key[:5])
    dot = picture.dot(place.latitude, place.longitude, place.name) if place.level == Level.MUNICIPALITY else None
    words = ""
    if place.latitude is not None and place.longitude is not None:
        where = WHEREABOUTS[picture.in_words(place.latitude, place.longitude)]
        above = [place.full_name, *(one.full_name for one in reversed(_levels_above(place)))]
        words = _("%(place)s lies %(where)s.") % {"place": ", ".join(dict.fromkeys(above)), "where": where}
    return {"lands": picture.lands(), "own": own, "dot": dot, "words": words}
