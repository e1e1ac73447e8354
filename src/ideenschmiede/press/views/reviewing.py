"""The page of a clipping: the original beside the mended text, the changes, torn pieces, facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import number_in, only
from ideenschmiede.press.actions.mending import AS_MENDED, place_fragment, restore_changes, take_back_changes
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.clippings import evidence_of
from ideenschmiede.press.queries.drafts import Draft, draft_of
from ideenschmiede.press.rules import may_read_clippings, may_write_clippings
from ideenschmiede.press.views import marked
from ideenschmiede.press.views.fact_rows import groups
from ideenschmiede.press.views.finding import clipping_or_404, url_of
from ideenschmiede.press.views.wording import CHANGES, FAINT, OPEN, confidence

MOST_ROWS = 200  # of one kind of change; the kind can be taken back as a whole
AROUND = 40  # characters shown on both sides
LONGEST = 300


@only(may_read_clippings)
@require_GET
def clipping(request: HttpRequest, pk: int) -> HttpResponse:
    """The review; what was confirmed is shown with its facts."""
    found = clipping_or_404(pk)
    if found.status == Clipping.Status.CONFIRMED:
        return _confirmed(request, found)
    draft = draft_of(found)
    context = {
        "clipping": found,
        "heading": found.title,
        "is_new": found.status == Clipping.Status.NEW,
        "paragraphs": marked.paragraphs(found.mended, draft),
        "original": marked.original(found.original, draft),
        "legend": _legend(draft),
        "changes": _changes(draft),
        "rejected": [_taken_back(key, found.original) for key in found.rejected],
        "spots": [_spot(spot) for spot in draft.open],
        "pieces": [_piece(one, found) for one in draft.proposals],
        "groups": groups(found, draft),
    }
    return render(request, "press/clipping.html", context)


@only(may_write_clippings)
@require_POST
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Take changes back, or apply them again: one (`zurueck`, `wieder`), a kind, or all."""
    found = clipping_or_404(pk)
    kind = request.POST.get("zurueck_art", "")
    back = request.POST.getlist("zurueck")
    if kind:
        back = [one["id"] for one in draft_of(found).changes if one["kind"] == kind]
    again = list(found.rejected) if "wieder_alle" in request.POST else request.POST.getlist("wieder")
    at = timezone.now()
    try:
        if back:
            take_back_changes(clipping=found, changes=back, by=request.user, at=at)
        elif again:
            restore_changes(clipping=found, changes=again, by=request.user, at=at)
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(f"{resolve_url('press:clipping', pk=pk)}#aenderungen")


@only(may_write_clippings)
@require_POST
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a torn piece where it belongs, or leave it open."""
    found = clipping_or_404(pk)
    try:
        place_fragment(
            clipping=found,
            start=number_in(request.POST.get("stueck", ""), -1),
            candidate=request.POST.get("ort", ""),
            by=request.user,
            at=timezone.now(),
        )
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(f"{resolve_url('press:clipping', pk=pk)}#stuecke")


def _confirmed(request: HttpRequest, found: Clipping) -> HttpResponse:
    mentions = list(found.mentions.select_related("person", "place"))
    spans = [(one.start, one.end, one.kind, one.value) for one in mentions if one.start is not None and one.end]
    evidence = evidence_of(found)
    context = {
        "clipping": found,
        "text": marked.confirmed(found.mended, spans),
        "evidence": evidence,
        "persons": {one.person_id: one.person for one in evidence if one.person}.values(),
        "url": url_of(found),
        "kinds": _kinds(mentions),
    }
    return render(request, "press/confirmed.html", context)


def _kinds(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    there = {mention.kind for mention in mentions if mention.start is not None}
    return [(kind.value, str(kind.label)) for kind in Mention.Kind if kind in there]


def _legend(draft: Draft) -> list[tuple[str, str, str, int]]:
    """(kind, sign, name, how many) of the changes that there are."""
    counts: dict[str, int] = {}
    for change in draft.changes:
        counts[change["kind"]] = counts.get(change["kind"], 0) + 1
    return [(kind, sign, str(name), counts[kind]) for kind, (sign, name) in CHANGES.items() if kind in counts]


def _changes(draft: Draft) -> list[dict[str, Any]]:
    """Changes by kind, those that touch letters first; at most `MOST_ROWS` of each."""
    numbers = marked.numbered(draft.changes)
    found: dict[str, list[Mapping[str, Any]]] = {}
    for change in draft.changes:
        found.setdefault(change["kind"], []).append(change)
    return [
        {
            "kind": kind,
            "name": str(CHANGES[kind][1]),
            "faint": kind in FAINT,
            "count": len(found[kind]),
            "more": max(0, len(found[kind]) - MOST_ROWS),
            "rows": [_row(change, numbers.get(change["id"], 0)) for change in found[kind][:MOST_ROWS]],
        }
        for kind in CHANGES
        if kind in found
    ]


def _row(change: Mapping[str, Any], number: int) -> dict[str, Any]:
    before, after = (_short(change[name]) for name in ("before", "after"))
    return {
        "id": change["id"],
        "number": number,
        "before": "" if before == after else before,
        "after": after,
        "confidence": confidence(change["confidence"]),
    }


def _short(text: str) -> str:
    """White space made visible, and not more than a line or two."""
    shown = text.replace("\n", "⏎").replace("\t", "⇥").replace("\u00ad", "¬")
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} …"


def _taken_back(key: str, text: str) -> dict[str, str]:
    """Of a change that is no longer there: its kind, and the text around its place in the original."""
    kind, _dash, rest = key.partition("-")
    place = rest.partition("-")[0]
    at = number_in(place)
    name = str(CHANGES[kind][1]) if kind in CHANGES else kind
    return {"id": key, "name": name, "around": _short(text[max(0, at - AROUND) : at + AROUND])}


def _spot(spot: Mapping[str, Any]) -> dict[str, Any]:
    words = {"name": OPEN[spot["kind"]], "confidence": confidence(spot["confidence"])}
    return {**words, "text": _short(spot["text"]), "suggestions": spot["suggestions"]}


def _piece(one: Mapping[str, Any], found: Clipping) -> dict[str, Any]:
    start, moved = one["original"]["start"], one["change"]
    as_mended = AS_MENDED if moved and moved not in found.rejected else ""
    return {
        "start": start,
        "text": _short(one["text"]),
        "candidates": [
            {"id": place["id"], "behind": _short(place["behind"]), "confidence": confidence(place["confidence"])}
            for place in one["candidates"]
        ],
        "chosen": found.placed.get(str(start), as_mended),
        "moved": moved,
        "as_mended": AS_MENDED,
    }
