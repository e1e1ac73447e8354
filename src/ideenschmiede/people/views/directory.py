"""The directory of members: a list or a map of whom one may see, filtered, searched and sorted as the address says."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ideenschmiede.base.http import public_page
from ideenschmiede.base.limits import limited
from ideenschmiede.base.listing import PAGE
from ideenschmiede.people.queries.directory.cards import persons_in_order
from ideenschmiede.people.queries.directory.listing import PersonListing
from ideenschmiede.people.queries.directory.reading import STANDINGS
from ideenschmiede.people.rules.directory import may_export_persons, may_import_persons, may_see_balance
from ideenschmiede.people.views.atlas import atlas
from ideenschmiede.people.views.cards import Card, Mine, card
from ideenschmiede.people.views.remembered import remembered_place
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import Directory, directory

PER_PAGE = 20
AS_MAP = "karte"


@require_safe
@public_page
def persons(request: HttpRequest) -> HttpResponse:
    """Whom one may see."""
    return _searched(request) if request.GET.get("q", "").strip() else _page(request)


@limited
def _searched(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest) -> HttpResponse:
    found = PersonListing(request.GET, request.user)
    if found.mine.place and found.mine.typed != found.mine.place.key:
        return HttpResponseRedirect(_with_key(request, found.mine.place))
    as_map = request.GET.get("ansicht") == AS_MAP
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get(PAGE))
    places = directory(found.space.version if found.space else None)
    context = {
        "found": found,
        "listing": found.listing,
        "sorts": list(found.sorts.items()),
        "page": page,
        "cards": [] if as_map else _cards(request, found, [int(row) for row in page.object_list], places),
        "atlas": atlas(found.shelf, found.mask) if as_map else None,
        "narrowed": bool(found.listing.chips() or found.text),
        "kept": [(name, value) for name in _kept(found) for value in request.GET.getlist(name)],
        "written": _written(request, found, places),
        "may_import": may_import_persons(request.user),
        "may_export": may_export_persons(request.user),
        "may_see_balance": may_see_balance(request.user),
    }
    return render(request, "people/list.html", context)


def _with_key(request: HttpRequest, place: Place) -> str:
    """The same address with the place's key for what was typed: one that can be shared."""
    query = request.GET.copy()
    query["ort"] = place.key
    return f"?{query.urlencode()}"


def _cards(request: HttpRequest, found: PersonListing, rows: list[int], places: Directory) -> list[Card]:
    mine = None
    if found.mine.place and found.space and found.similarity is not None:
        mine = Mine(found.mine.place, found.space, found.similarity)
    standing = {int(found.shelf["ids"][row]): STANDINGS[found.shelf["standing"][row]] for row in rows}
    persons = persons_in_order(list(standing), request.user, timezone.localdate())
    return [card(person, standing[person.pk], mine, places) for person in persons]


def _kept(found: PersonListing) -> list[str]:
    """What the form of search and place takes along: the filters, and whether one looks at the map."""
    return [*(one.param for one in found.listing.filters), "ansicht"]


def _written(request: HttpRequest, found: PersonListing, places: Directory) -> str:
    """What the field of the place shows: what was chosen here, else the place of the last answer, else one's own."""
    key = found.mine.place.key if found.mine.place else found.mine.typed or remembered_place(request) or ""
    entry = places.by_key.get(key)
    if entry is not None:
        return entry.label
    return f"{found.mine.place.name} ({key})" if found.mine.place else found.mine.typed
