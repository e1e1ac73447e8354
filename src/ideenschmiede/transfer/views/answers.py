"""The page "Who has already solved this?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.http import number_in, or_404
from ideenschmiede.base.limits import limited
from ideenschmiede.base.listing import PAGE, Listing
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.people.views.remembered import PLACE, remembered_place
from ideenschmiede.places.queries import Directory, Entry, directory
from ideenschmiede.places.twins import inhabitants
from ideenschmiede.transfer.forms.asking import Asked, address, asked
from ideenschmiede.transfer.matching import LONGEST_TEXT, PAGE_LENGTH, Answer, Sort, facets, match, wording
from ideenschmiede.transfer.queries.needs import need_for
from ideenschmiede.transfer.rules import may_post_need, may_see_contacts
from ideenschmiede.transfer.views.cards import Card, card

SORTS: dict[str, Sort] = {"beste": "best", "anliegen": "relevance", "ort": "fit", "beleg": "evidence"}
EXAMPLES = (
    _("No doctor far and wide"),
    _("Empty shops in the main street"),
    _("Heavy rain without warning"),
    _("Heat plan for a village"),
    _("Nobody wants to chair the club"),
)
YEAR = 60 * 60 * 24 * 365
LARGEST_PAGE = 10_000


@csrf_exempt  # a question changes nothing: it only leads to the address of its answer
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Who has solved it: a question that was typed leads to the address of its answer, an address to the answer."""
    if request.method == "POST":
        return _lead_on(request)
    if "gesuch" in request.GET:
        return _lead_to_need(request)
    return answer_page(request)


@limited
def answer_page(request: HttpRequest) -> HttpResponse:
    """The answer at an address, as a whole page or, for htmx, as the part that changes."""
    question, places = asked(request.GET.dict(), remembered_place(request)), directory()
    context = {**question_context(question, places), **_answered(request, question, places)}
    part = request.headers.get("HX-Target") == "antwort" and "found" in context
    response = render(
        request, "transfer/answer_found.html" if part else "transfer/answer.html", {**context, "part": part}
    )
    remember_place(request, response, question)
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request", "HX-Target"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def question_context(question: Asked, places: Directory, mine: Entry | None = None) -> dict[str, Any]:
    """What the form of a question shows; the home page has the same, for the place `mine` where nothing was asked."""
    entry = places.by_pk.get(question.place.pk) if question.place else mine
    place, written = question.place or mine, question.typed
    if place is not None:
        written = entry.label if entry else f"{place.name} ({place.key})"
    return {
        "asked": question,
        "for_place": place,
        "written": written,
        "inhabitants": inhabitants(place) if place else "",
        "longest": LONGEST_TEXT,
        "examples": [str(example) for example in EXAMPLES],
    }


def remember_place(request: HttpRequest, response: HttpResponse, question: Asked) -> None:
    """The place is chosen once: this browser keeps it until another one is chosen, or none."""
    if not question.chosen or question.place_is_unclear:
        return
    if question.place is None:
        response.delete_cookie(PLACE)
    else:
        secure = request.is_secure()
        response.set_cookie(PLACE, question.place.key, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)


def _lead_on(request: HttpRequest) -> HttpResponse:
    return _see_other(asked(request.POST.dict(), None).query)


def _lead_to_need(request: HttpRequest) -> HttpResponse:
    need = or_404(need_for(request.user, number_in(request.GET["gesuch"])))
    return _see_other(address(need.text, need.place.key))


def _see_other(query: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('transfer:answer')}?{query}")
    response.status_code = 303  # whatever the method was, the answer is a page to get
    return response


def _answered(request: HttpRequest, question: Asked, places: Directory) -> dict[str, Any]:
    """What the page shows below the question; nothing where there is nothing to answer yet."""
    if not question.text or question.too_long:
        return {}
    known = facets.vocabulary({land.key: land.name for land in places.lands})
    raw = {group.param: request.GET.getlist(group.param) for group in facets.GROUPS}
    chosen = facets.chosen(raw, known)
    sort = SORTS.get(request.GET.get("sortierung", ""), "best")
    try:
        found = match(
            text=question.text,
            place=question.place,
            who=request.user,
            today=timezone.localdate(),
            filters=chosen,
            sort=sort,
            page=min(number_in(request.GET.get(PAGE, "")) or 1, LARGEST_PAGE),
        )
    except IndexMissing:
        return {"index_is_missing": True}
    listing = Listing(request.GET, facets.listing_filters(known, found.counts, chosen))
    cards = [card(result, question.place, places.by_pk) for result in found.results]
    return {"found": _found(found, listing, cards), "topics": known["topic"], **_allowed(request)}


@dataclass(frozen=True)
class Found:
    """An answer as the template shows it."""

    answer: Answer
    cards: list[Card]
    listing: Listing
    page: Page[int]
    total: str
    searched: str
    sort: str
    sorts: list[tuple[str, str]]


def _found(found: Answer, listing: Listing, cards: list[Card]) -> Found:
    labels = wording.sort_labels()
    return Found(
        answer=found,
        cards=cards,
        listing=listing,
        page=Paginator(range(found.total), PAGE_LENGTH).page(found.page),
        total=wording.total(found),
        searched=wording.searched(found),
        sort=next(param for param, sort in SORTS.items() if sort == found.sort),
        sorts=[(param, labels[sort]) for param, sort in SORTS.items() if sort != "fit" or found.place is not None],
    )


def _allowed(request: HttpRequest) -> dict[str, bool]:
    return {"may_post_need": may_post_need(request.user), "may_see_contacts": may_see_contacts(request.user)}
