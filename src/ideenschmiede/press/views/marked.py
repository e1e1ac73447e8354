"""Texts with marks: which stretch is a change, an open spot, a fact. Linear in the length of text and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ideenschmiede.press.queries.drafts import Draft, DraftFact
from ideenschmiede.press.views.wording import APART, CHANGES, FAINT, OPEN, ROLES

LAYERS = ("columns", "moved", "change", "open", "fact")


@dataclass(frozen=True)
class Stretch:
    """One mark: `text[start:end]`, in which layer, with what class, said how, to which row it leads, and by
    which name that row leads here."""

    start: int
    end: int
    layer: str
    name: str
    said: str = ""
    target: str = ""
    number: int = 0
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A block of the mended text with its role in words; `apart` is what is not running text."""

    role: str
    label: str
    apart: bool
    html: SafeString


def numbered(changes: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Id → number of the changes that touch letters, in the order of the text."""
    telling = [change["id"] for change in changes if change["kind"] not in FAINT]
    return {key: number for number, key in enumerate(telling, start=1)}


def paragraphs(text: str, draft: Draft) -> list[Paragraph]:
    """The mended text, block by block, each with its marks."""
    blocks = draft.blocks or ({"role": "body", "result": {"start": 0, "end": len(text)}},)
    ranges = [(block["result"]["start"], block["result"]["end"]) for block in blocks]
    parts = _drawn(text, list(_in_result(draft)), ranges)
    return [
        Paragraph(block["role"], str(ROLES.get(block["role"], "")), block["role"] in APART, html)
        for block, html in zip(blocks, parts, strict=True)
    ]


def original(text: str, draft: Draft) -> SafeString:
    """The text as it came in, with the places of the changes, the open spots and the facts."""
    return _drawn(text, list(_in_original(draft)), [(0, len(text))])[0]


def confirmed(text: str, spans: Iterable[tuple[int, int, str, str]]) -> SafeString:
    """A text with confirmed facts: (start, end, kind, what it says)."""
    stretches = [Stretch(start, end, "fact", f"fact--{kind}", said) for start, end, kind, said in spans]
    return _drawn(text, stretches, [(0, len(text))])[0]


def _in_result(draft: Draft) -> Iterator[Stretch]:
    numbers = numbered(draft.changes)
    for change in draft.changes:
        yield replace(_change(change, change["result"], numbers), anchor=f"stelle-{change['id']}")
    for n, spot in enumerate(draft.open, start=1):
        yield replace(_open(spot, spot["result"], n), anchor=f"stelle-offen-{n}")
    for fact in draft.kept():
        yield from (_fact(fact, start, end, n) for n, (start, end) in enumerate(fact.spans, start=1))


def _in_original(draft: Draft) -> Iterator[Stretch]:
    numbers = numbered(draft.changes)
    for change in draft.changes:
        yield from (_change(change, place, numbers) for place in change["original"])
    for n, spot in enumerate(draft.open, start=1):
        yield _open(spot, spot["original"], n)


def _change(change: Mapping[str, Any], place: Mapping[str, int], numbers: Mapping[str, int]) -> Stretch:
    kind = change["kind"]
    layer = kind if kind in LAYERS else "change"
    number = numbers.get(change["id"], 0)
    target = f"aenderung-{change['id']}" if number else ""
    return Stretch(place["start"], place["end"], layer, kind, str(CHANGES[kind][1]), target, number)


def _open(spot: Mapping[str, Any], place: Mapping[str, int], number: int) -> Stretch:
    return Stretch(place["start"], place["end"], "open", "open", str(OPEN[spot["kind"]]), f"offen-{number}")


def _fact(fact: DraftFact, start: int, end: int, n: int) -> Stretch:
    name, anchor = f"fact--{fact.kind}", f"stelle-{fact.id}-{n}"
    return Stretch(start, end, "fact", name, fact.kind_label, f"angabe-{fact.id}", anchor=anchor)


def _drawn(text: str, stretches: list[Stretch], ranges: Sequence[tuple[int, int]]) -> list[SafeString]:
    """The HTML of each range (they do not overlap and stand in order)."""
    pointers = {layer: _Pointer([one for one in stretches if one.layer == layer], len(text)) for layer in LAYERS}
    cuts = {0, len(text)} | {edge for pair in ranges for edge in pair}
    for pointer in pointers.values():
        cuts.update(edge for one in pointer.stretches for edge in (one.start, one.end))
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    drawn, at = [], 0
    for start, end in ranges:
        parts = []
        while at < len(edges) - 1 and edges[at] < end:
            if edges[at] >= start:
                parts.append(_segment(text, edges[at], edges[at + 1], pointers))
            at += 1
        drawn.append(SafeString("".join(parts)))  # each part is made by format_html or escape
    return drawn


class _Pointer:
    """The stretches of one layer in order; overlapping ones begin where the one before ends."""

    def __init__(self, stretches: Iterable[Stretch], length: int) -> None:
        self.stretches: list[Stretch] = []
        self.at = reached = 0
        for one in sorted(stretches, key=lambda stretch: (stretch.start, -stretch.end)):
            cut = replace(one, start=max(one.start, reached), end=min(one.end, length))
            if cut.start < cut.end:
                self.stretches.append(cut)
                reached = cut.end

    def over(self, start: int) -> Stretch | None:
        """The stretch that covers this character; asked for rising places only."""
        while self.at < len(self.stretches) and self.stretches[self.at].end <= start:
            self.at += 1
        one = self.stretches[self.at] if self.at < len(self.stretches) else None
        return one if one is not None and one.start <= start else None


def _segment(text: str, start: int, end: int, pointers: Mapping[str, _Pointer]) -> str:
    covering = {layer: pointer.over(start) for layer, pointer in pointers.items()}
    html = escape(text[start:end])
    marks = [one for layer, one in covering.items() if one is not None and layer != "fact"]
    if marks:
        names = " ".join(f"press-mark--{one.name}" for one in marks)
        said = "; ".join(one.said for one in marks)
        html = format_html('<mark class="press-mark {}" title="{}">{}</mark>', names, said, html)
    fact = covering["fact"]
    if fact is not None:
        html = _as_fact(fact, html)
    for one in covering.values():
        if one is not None and one.anchor and one.start == start:
            html = format_html('<span id="{}" class="press-anchor"></span>{}', one.anchor, html)
    for one in marks:
        if one.end == end and one.target:
            html += _reference(one)
    return html


def _as_fact(fact: Stretch, html: SafeString) -> SafeString:
    if not fact.target:
        return format_html('<mark class="press-fact press-{}" title="{}">{}</mark>', fact.name, fact.said, html)
    pattern = '<a class="press-fact press-{}" href="#{}" title="{}">{}</a>'
    return format_html(pattern, fact.name, fact.target, fact.said, html)


def _reference(one: Stretch) -> SafeString:
    """A small link behind the mark that leads to its row and says what it is."""
    shown = f"{CHANGES[one.name][0]}{one.number}" if one.number else "?"
    what = _("Change %(number)s: %(what)s") % {"number": one.number, "what": one.said} if one.number else one.said
    pattern = '<a class="press-ref" href="#{}" aria-label="{}">{}</a>'
    return format_html(pattern, one.target, what, shown)
