"""Search over all that the network holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.html import escape
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
from ideenschmiede.places.models import fold
from ideenschmiede.places.queries import Entry, find
from ideenschmiede.site.queries import still_visible
from ideenschmiede.transfer.matching.marking import marked as with_marks
from ideenschmiede.transfer.views.cards import marked

PER_PAGE = 20
LONGEST = 500
LONGEST_GIST = 240
MOST_PLACES = 60
SIMILAR = 3
PLACE = "place"
KINDS = {
    "practice": gettext_lazy("Solution"),
    "need": gettext_lazy("Need"),
    "person": gettext_lazy("Person"),
    "organisation": gettext_lazy("Organisation"),
    "question": gettext_lazy("Question"),
    "decision": gettext_lazy("Decision"),
    "group": gettext_lazy("Working group"),
    "document": gettext_lazy("Document of a working group"),
    "idea": gettext_lazy("Idea"),
    "release": gettext_lazy("Press release"),
    "article": gettext_lazy("Newspaper article"),
    PLACE: gettext_lazy("Place"),
}
PLURALS = {
    "practice": gettext_lazy("Solutions"),
    "need": gettext_lazy("Needs"),
    "person": gettext_lazy("Members"),
    "organisation": gettext_lazy("Organisations"),
    "question": gettext_lazy("Questions"),
    "decision": gettext_lazy("Decisions"),
    "group": gettext_lazy("Working groups"),
    "document": gettext_lazy("Documents of working groups"),
    "idea": gettext_lazy("Ideas"),
    "release": gettext_lazy("Press releases"),
    "article": gettext_lazy("Newspaper articles"),
    PLACE: gettext_lazy("Places"),
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
    """Everything that one may see, of all kinds. Works as the header's search box asks it."""
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
    index, seen, places = reader(), visibilities(request.user), _Places(text)
    _built = index.position  # raises IndexMissing; an index without documents finds nothing, which is no error
    others = [kind for kind in index.kinds() if kind != PLACE]
    counts = (
        {**index.everywhere(text, visible=seen, kinds=others, count=0).totals, PLACE: len(places)} if others else {}
    )
    counts = counts or {PLACE: len(places)}
    options = [Option(kind, str(label), counts[kind]) for kind, label in PLURALS.items() if counts.get(kind)]
    listing = Listing(request.GET, [Filter(_("Kind"), "art", options)])
    kinds = listing.chosen("art") or [option.value for option in options]
    page = Paginator(range(sum(counts[kind] for kind in kinds)), PER_PAGE).get_page(request.GET.get(PAGE))
    return {
        "listing": listing,
        "page": page,
        "lines": _page_of(max(page.start_index() - 1, 0), kinds, text, index, places, seen),
        "similar": [] if page.paginator.count else find(text, SIMILAR),
    }


class _Places:
    """The places whose name has the text in it: those that are called so stand first, the others last.

    Names are found as names, not as German words: to the analysis, every Hausen is a house.
    """

    def __init__(self, text: str) -> None:
        folded = fold(text)
        found = [
            entry
            for entry in find(text, MOST_PLACES)
            if folded in entry.folded or folded in (entry.key, entry.postal_code)
        ]
        self.first = [entry for entry in found if entry.folded == folded or not folded.isalpha()]
        self.last = [entry for entry in found if entry not in self.first]

    def __len__(self) -> int:
        return len(self.first) + len(self.last)


def _names(entry: Entry) -> tuple[str, ...]:
    return entry.folded, entry.key, entry.postal_code


def _page_of(
    start: int, kinds: list[str], text: str, index: Reader, places: _Places, seen: frozenset[str]
) -> list[Line]:
    """The lines from `start` on: places called so, what the index found, places with it in their name."""
    others = [kind for kind in kinds if kind != PLACE]
    first, last = (places.first, places.last) if PLACE in kinds else ([], [])
    lines = [_place_line(entry) for entry in first[start : start + PER_PAGE]]
    total = 0
    if others:
        begin = max(start - len(first), 0)
        found = index.everywhere(text, visible=seen, kinds=others, start=begin, count=PER_PAGE - len(lines))
        lines += _lines(index, text, still_visible(found.entries, seen))
        total = found.total
    begin = max(start - len(first) - total, 0)
    end = start + PER_PAGE - len(first) - total
    return lines + [_place_line(entry) for entry in last[begin : max(end, begin)]]


def _place_line(entry: Entry) -> Line:
    url = reverse("places:detail", args=(entry.key, entry.slug))
    return Line(str(KINDS[PLACE]), escape(entry.full_name), escape(entry.where), url)


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
