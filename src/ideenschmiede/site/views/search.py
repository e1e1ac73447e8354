"""Search over all that the network holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ideenschmiede.base.finding import reader
from ideenschmiede.base.limits import limited
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import visibilities
from ideenschmiede.base.search import Found, IndexMissing, Reader
from ideenschmiede.base.search import Page as Entries
from ideenschmiede.places.queries import find
from ideenschmiede.site.queries import still_visible
from ideenschmiede.transfer.matching.marking import marked as with_marks
from ideenschmiede.transfer.views.cards import marked

PER_PAGE = 20
LONGEST = 500
LONGEST_GIST = 240
KINDS = {
    "practice": gettext_lazy("Solution"),
    "need": gettext_lazy("Need"),
    "place": gettext_lazy("Place"),
}
PLURALS = {
    "practice": gettext_lazy("Solutions"),
    "need": gettext_lazy("Needs"),
    "place": gettext_lazy("Places"),
}


@dataclass(frozen=True)
class Line:
    """One line of the results."""

    kind: str
    title: SafeString
    gist: SafeString
    url: str


@require_safe
@limited
def search(request: HttpRequest) -> HttpResponse:
    """Everything that one may see: solutions, needs, places. Works as the header's search box asks it."""
    text = one_line(request.GET.get("q", ""))
    context: dict[str, object] = {"search_text": text[:LONGEST], "too_long": len(text) > LONGEST, "longest": LONGEST}
    if text and not context["too_long"]:
        try:
            context |= _found(request, text)
        except IndexMissing:
            context["index_is_missing"] = True
    response = render(request, "site/search.html", context)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _found(request: HttpRequest, text: str) -> dict[str, object]:
    index, seen = reader(), visibilities(request.user)
    _built = index.position  # raises IndexMissing; an index without documents finds nothing, which is no error
    counts = index.everywhere(text, visible=seen, count=0).totals
    options = [Option(kind, str(label), counts.get(kind, 0)) for kind, label in PLURALS.items() if counts.get(kind)]
    listing = Listing(request.GET, [Filter(_("Kind"), "art", options)])
    kinds = listing.chosen("art") or [option.value for option in options]
    page = Paginator(range(sum(counts[kind] for kind in kinds)), PER_PAGE).get_page(request.GET.get(PAGE))
    start = max(page.start_index() - 1, 0)
    entries = (
        index.everywhere(text, visible=seen, kinds=kinds, start=start, count=PER_PAGE) if kinds else Entries((), {})
    )
    return {
        "listing": listing,
        "page": page,
        "lines": _lines(index, text, still_visible(entries.entries, seen)),
        "filtered": bool(listing.chips()),
        "places": [] if counts.get("place") else find(text, 3),
    }


def _lines(index: Reader, text: str, entries: Iterable[Found]) -> list[Line]:
    terms = frozenset(term.term for term in index.question(text).terms)
    return [
        Line(
            kind=str(KINDS.get(entry.kind, entry.kind)),
            title=marked(with_marks(entry.shown.title, terms)),
            gist=marked(with_marks(_gist(entry), terms)),
            url=entry.shown.url,
        )
        for entry in entries
    ]


def _gist(entry: Found) -> str:
    """What stands behind the title, shortened at a word."""
    gist = entry.shown.meaning.removeprefix(entry.shown.title).lstrip(". …")
    if len(gist) <= LONGEST_GIST:
        return gist
    return f"{gist[:LONGEST_GIST].rpartition(' ')[0]} …"
