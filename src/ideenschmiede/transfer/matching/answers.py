"""What an answer is made of. Frozen, and free of language: `wording` puts it into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ideenschmiede.cores.forecast import Category, Forecast
from ideenschmiede.cores.german import Origin, Span
from ideenschmiede.cores.ranking import Sort
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Practice

PAGE_LENGTH = 20
LONGEST_TEXT = 20_000  # characters of a need; about six pages

Filters = Mapping[str, frozenset[str]]
"""Group → labels, of which one must hold: {"topic": {"energie", "klima"}, "land": {"05"}}."""


class Grade(StrEnum):
    """A part in one word; the figure stands behind it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Part:
    """One of the three parts of a result: 0–1 and a word; `value` is None where it is not known."""

    value: float | None
    grade: Grade


@dataclass(frozen=True)
class Marked:
    """A text and the stretches of it that answer the question, in order."""

    text: str
    spans: tuple[Span, ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The whole text in pieces, each with whether it is marked."""
        position = 0
        for span in self.spans:
            if position < span.start:
                yield self.text[position : span.start], False
            yield self.text[span.start : span.end], True
            position = span.end
        if position < len(self.text):
            yield self.text[position:], False


@dataclass(frozen=True)
class Match:
    """A word of the question that matched: as it was asked, what of it was found, and its share (0–1) in what all
    words added. Found was the "word" itself, only a "part" of it (the Hund of Hundekot), or only a "synonym"."""

    word: str
    found: Origin
    share: float


@dataclass(frozen=True)
class Proof:
    """What the evidence rests on. `cases` places tell how it went: the practice's own, if `own_outcome`, and
    `reports` of the `adoptions` other places where it ran. `worked` and `partly` count outcomes."""

    own_outcome: bool
    adoptions: int
    reports: int
    sources: int
    confirmed_on: date | None
    worked: int
    partly: int

    @property
    def cases(self) -> int:
        return self.own_outcome + self.reports


@dataclass(frozen=True)
class Why:
    """Why a result is here. `by_words` and `by_meaning` (0–1) add up to the relevance.

    `alike` is the place most like the chosen one of those where it ran, None where the fit is not known.
    """

    matches: tuple[Match, ...]
    by_words: float
    by_meaning: float
    alike: Place | None


@dataclass(frozen=True)
class Outlook:
    """Would it work here. `forecast` is the model's; `category` its word, None where it is not known, and open
    where the cases do not show the same. It has `worked`, and in part `partly`, in so many comparable places.
    `silent` is a comparable place where it ran, when none of these has reported how it went. What is usual was learnt
    from its topic, if it `has_topic`, and else from the whole network."""

    category: Category | None
    forecast: Forecast
    worked: int
    partly: int
    silent: Place | None = None
    has_topic: bool = True


@dataclass(frozen=True)
class Result:
    """One practice as an answer: its three parts, side by side, and what they rest on."""

    practice: Practice
    relevance: Part
    fit: Part
    evidence: Part
    score: float
    title: Marked
    summary: Marked
    passage: Marked | None  # a sentence from further down, where neither title nor summary has a word of the question
    why: Why
    proof: Proof
    outlook: Outlook


@dataclass(frozen=True)
class Answer:
    """One page of the answer to a need.

    `total` results pass the filters, `fitting` of them with a relevance that is not low; `unfiltered` would be there
    without filters. `counts` tells for each group of filters how many there would be for each of its labels.
    `engine` is the engine of meaning that took part, None when words alone were searched; `embedded` the share of
    practices whose meaning was known to it.
    """

    text: str
    place: Place | None
    filters: Filters
    sort: Sort
    page: int
    pages: int
    total: int
    fitting: int
    unfiltered: int
    results: tuple[Result, ...]
    counts: Mapping[str, Mapping[str, int]]
    engine: str | None
    embedded: float
