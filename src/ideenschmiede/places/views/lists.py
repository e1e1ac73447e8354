"""The list of all places, and search as one types."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideenschmiede.base.http import public_page
from ideenschmiede.base.limits import limited
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.base.text import number, roughly
from ideenschmiede.places import queries
from ideenschmiede.places.models import Level, SizeClass
from ideenschmiede.places.queries import Browsed, Entry
from ideenschmiede.places.rules import may_import

PER_PAGE = 20
MOST_FOUND = 60
SUGGESTED = 8
LEVELS = {
    Level.MUNICIPALITY.value: gettext_lazy("Municipalities"),
    Level.KREIS.value: gettext_lazy("Kreise"),
    Level.LAND.value: gettext_lazy("Länder"),
}
LARGEST_FIRST = "groesse"


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Browse all places, or those that a search finds."""
    text = request.GET.get("q", "").strip()
    if text:
        return _found(request, text)
    order = queries.BY_NAME if request.GET.get("sortierung") == queries.BY_NAME else LARGEST_FIRST
    listing, browsed = _browse(request.GET, order)
    page = Paginator(browsed.entries, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {"listing": listing, "page": page, "rows": _rows(page.object_list), "order": order}
    context["orders"] = [(LARGEST_FIRST, _("largest first")), (queries.BY_NAME, _("by name"))]
    return render(request, "places/list.html", {**_frame(request), **context})


@limited
def _found(request: HttpRequest, text: str) -> HttpResponse:
    page = Paginator(queries.find(text, MOST_FOUND), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {"text": text, "page": page, "rows": _rows(page.object_list)}
    return render(request, "places/list.html", {**_frame(request), **context})


def _frame(request: HttpRequest) -> dict[str, object]:
    return {
        "headers": [_("Place"), _("belongs to"), _("Population")],
        "text": "",
        "state": queries.register_state(),
        "may_import": may_import(request.user),
    }


@require_safe
@limited
def search(request: HttpRequest) -> HttpResponse:
    """The options below a search box; without JavaScript the list, or the place itself if there is only one."""
    text = (request.GET.get("q") or request.GET.get("ort") or "").strip()
    if request.headers.get("HX-Request"):
        return render(request, "places/options.html", {"entries": queries.find(text, SUGGESTED)})
    found = queries.find(text, 2)
    if len(found) == 1:
        return redirect("places:detail", key=found[0].key, slug=found[0].slug)
    return redirect(f"{reverse('places:list')}?{urlencode({'q': text})}")


def _browse(query: QueryDict, order: str) -> tuple[Listing, Browsed]:
    lands = {land.key: land.full_name for land in queries.directory().lands}
    level = _known(query.get("ebene", ""), LEVELS) or Level.MUNICIPALITY.value
    browsed = queries.browse(
        level=level,
        land=_known(query.get("land", ""), lands),
        size=_known(query.get("groesse", ""), SizeClass.values),
        order=order,
    )
    filters = [
        Filter(_("Kind"), "ebene", [Option(key, str(LEVELS[key]), browsed.by_level[key]) for key in LEVELS]),
        Filter(_("Land"), "land", [Option(key, lands[key], browsed.by_land[key]) for key in lands]),
    ]
    if level == Level.MUNICIPALITY:
        sizes = [Option(size.value, str(size.label), browsed.by_size[size.value]) for size in SizeClass]
        filters.append(Filter(_("Size"), "groesse", sizes))
    return Listing(query, filters), browsed


def _known(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


def _rows(entries: Iterable[Entry]) -> list[list[object]]:
    return [[_link(entry), entry.where, people(entry.population, entry.population_is_estimate)] for entry in entries]


def _link(entry: Entry) -> SafeString:
    url = reverse("places:detail", args=[entry.key, entry.slug])
    mark = format_html(" <span>({})</span>", _("example")) if entry.is_example else ""
    return format_html('<a class="kern-link" href="{}">{}</a>{}', url, entry.full_name, mark)


def people(population: int | None, is_estimate: bool) -> str:
    """ "13.401", "about 21.000" for an estimate, "unknown"."""
    if population is None:
        return _("unknown")
    if is_estimate:
        return _("about %(figure)s") % {"figure": roughly(population, language=get_language())}
    return number(population, language=get_language())
