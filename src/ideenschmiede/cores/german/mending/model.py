"""What mending gives back: the text, where each letter of it comes from, every change, and what stays open."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

ChangeKind = Literal["joined", "kept", "spaced", "line_end", "undoubled", "spacing", "columns", "moved"]
OpenKind = Literal["lost_end", "lost_beginning", "unplaced_fragment", "misread"]
Role = Literal["headline", "subhead", "body", "caption", "credit", "picture_description", "byline", "date"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch copied letter by letter: `result[at:at + end - start] == original[start:end]`."""

    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that mending did, and that can be taken back by its id.

    Attributes:
        id: kind and place in the original; the same for the same text, whatever else is taken back.
        kind: `joined` a word from its halves, the hyphen gone; `kept` the hyphen, only the line end gone;
            `spaced` the line end behind a hyphen is a blank (Bildungs- und); `line_end` a line end inside a paragraph
            is a blank; `undoubled` letters that stood there twice; `spacing` blanks, tabs, blank lines, soft hyphens;
            `columns` lines read across columns, now column by column; `moved` a torn fragment put back.
        original: where in the original; two places when the halves come from different ones.
        result: where in the mended text.
        before, after: the text there, several places joined by " … ".
        confidence: 0 to 1.
        reason: code of what spoke for it, such as `word_list`.
    """

    id: str
    kind: ChangeKind
    original: tuple[Place, ...]
    result: Place
    before: str
    after: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class OpenSpot:
    """What nobody can mend from the text alone; nothing is changed here.

    Attributes:
        kind: `lost_end` of a word or sentence, `lost_beginning`, `unplaced_fragment` (lacks both and fits nowhere
            surely), `misread` letters (OCR).
        original, result: where.
        text: what stands there.
        suggestions: whole words that it may have been, likeliest first; often none.
        confidence: 0 to 1, that something is wrong here.
    """

    kind: OpenKind
    original: Place
    result: Place
    text: str
    suggestions: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the mended text and what it is."""

    role: Role
    original: tuple[Place, ...]
    result: Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a torn fragment may belong: right behind `original_end` (offset in the original).

    `id` given to `mend(…, accepted=[id])` puts it there. `behind` is the end of the text that it would follow.
    """

    id: str
    original_end: int
    behind: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A torn fragment and where it could belong, likeliest place first; `change` is the id of its move, if any."""

    original: Place
    text: str
    candidates: tuple[Candidate, ...]
    change: str | None


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended text.

    Attributes:
        original: the text as given.
        text: running text, paragraphs separated by blank lines.
        pieces: where each letter comes from, in the order of `text`; what no piece covers is white space
            or a soft hyphen.
        changes: in the order of `text`.
        open: spots that stay open, in the order of `text`.
        blocks: paragraphs with their roles, in the order of `text`.
        proposals: torn fragments and where they could belong.
    """

    original: str
    text: str
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]
    open: tuple[OpenSpot, ...]
    blocks: tuple[Block, ...]
    proposals: tuple[Proposal, ...]

    def to_original(self, start: int, end: int) -> tuple[Place, ...]:
        """Where `text[start:end]` stands in the original; touching stretches are one."""
        first = max(bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1, 0)
        return tuple(_joined(_sources(islice(self.pieces, first, None), start, end)))

    def to_result(self, start: int, end: int) -> tuple[Place, ...]:
        """Where `original[start:end]` stands in `text`; letters taken out stand nowhere."""
        found = [
            Place(piece.at + max(start, piece.start) - piece.start, piece.at + min(end, piece.end) - piece.start)
            for piece in self.pieces
            if piece.start < end and start < piece.end
        ]
        return tuple(_joined(found))


def _sources(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Place]:
    for piece in pieces:
        if piece.at >= end:
            return
        first = max(start, piece.at) - piece.at + piece.start
        last = min(end, piece.at + piece.end - piece.start) - piece.at + piece.start
        if first < last:
            yield Place(first, last)


def _joined(places: Iterable[Place]) -> Iterator[Place]:
    """Places one after the other, those that touch or are only apart by a blank as one."""
    last: Place | None = None
    for place in places:
        if last is not None and 0 <= place.start - last.end <= 1:
            last = Place(last.start, place.end)
            continue
        if last is not None:
            yield last
        last = place
    if last is not None:
        yield last
