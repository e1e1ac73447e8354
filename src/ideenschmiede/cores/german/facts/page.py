"""A text made ready to be read: words with what stands between them, sentences, quotations, credits of pictures."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ideenschmiede.cores.german.facts.vocabulary import listed

WORD = re.compile(r"\w+(?:(?:[-‐‑'’&]|(?<=[a-zäöüß])[:*](?=in))\w+)*")
SENTENCE_END = re.compile(r"[.!?…:][\s\"“”»«„)\]]|\n\s*\n")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
OPEN, CLOSE = "„“”\"»«‚‘'›‹", "“”\"«»‘’'‹›"
QUOTED = re.compile(
    rf"(?<![\w„“”\"»«])[{OPEN}](?=\w)([^{OPEN}{CLOSE}\n]{{1,80}}(?:\n(?!\s*\n)[^{OPEN}{CLOSE}\n]{{1,60}})?)[{CLOSE}](?!\w)"
)
CREDIT = re.compile(
    r"(?:\b(?:Archiv|Symbol|Presse|Privat)?(?:[Ff]otos?|FOTOS?|Bild(?:er|nachweis|quelle)?|Grafik(?:en)?|Repros?|"
    r"Illustration(?:en)?|Zeichnung(?:en)?|Montage|Text)"
    r"(?:(?:\s*(?:und|&|/|,)\s*)(?:Fotos?|Bild(?:er)?|Text|Grafik))?(?:\s*\([^)\n]{1,30}\))?\s*[:/]"
    r"|©|\(c\)|\bCopyright\b)[^\n)]{0,90}"
)
BYLINE = re.compile(
    r"^[ \t]*(?:VON|Von|von)[ \t]+(?:unsere[mr][ \t]+\w+[ \t]+)?(?:[A-ZÄÖÜ][\w.'’-]*[ \t]*){1,4}"
    r"(?:(?:und|UND)[ \t]+(?:[A-ZÄÖÜ][\w.'’-]*[ \t]*){1,4})?$",
    re.M,
)
ASKED = re.compile(
    r"\b(?:(?:Das (?:Gespräch|Interview)|Die Fragen|Interview) (?:führten?|stellten?)|[Aa]ufgezeichnet (?:hat )?von|"
    r"(?:Das )?(?:Gespräch|Interview):)[^.\n]{0,80}"
)
AGENCY = re.compile(r"\((?:[a-zäöü]{2,5}|dpa|epd|KNA|AFP|red)(?:/[a-z]{2,5})*\)|\bdpa/\w+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with hyphens and apostrophes inside it. `gap` is what stands between it and the one before."""

    start: int
    end: int
    text: str
    folded: str
    gap: str
    opens: bool  # the first of its sentence
    hidden: bool  # in the credit of a picture or a byline: nobody the text speaks of

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks; `start`, `end` without them. `word` is the index of its first word."""

    start: int
    end: int
    text: str
    word: int


class Spans:
    """Stretches of a text that are taken; asking costs a binary search."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> None:
        """Take more of them; done a few times in the life of a page, for all of a kind at once."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted([*zip(self._starts, self._ends, strict=True), *spans]):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        self._starts, self._ends = [start for start, _ in merged], [end for _, end in merged]

    def touch(self, start: int, end: int) -> bool:
        position = bisect_right(self._starts, start)
        if position and self._ends[position - 1] > start:
            return True
        return position < len(self._starts) and self._starts[position] < end


class Page:
    """The text and its parts, each found once and when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        found: list[Word] = []
        last, folded, text, hidden = 0, "", self.text, self.hidden
        for match in WORD.finditer(text):
            start, end = match.span()
            gap = text[last:start]
            opens = not found or _opens(gap, folded)
            written = match.group()
            folded = written.casefold()
            found.append(Word(start, end, written, folded, gap, opens, hidden.touch(start, end)))
            last = end
        return tuple(found)

    @cached_property
    def starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def hidden(self) -> Spans:
        """Credits of pictures, bylines, agencies' marks."""
        spans = Spans()
        spans.add(
            [match.span() for pattern in (CREDIT, BYLINE, ASKED, AGENCY) for match in pattern.finditer(self.text)]
        )
        return spans

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Names in quotation marks: short, and no whole sentences."""
        found = []
        for match in QUOTED.finditer(self.text):
            inner = match.group(1)
            if not inner[0].islower() and not re.search(r"\w{3,}[.!?](?:\s|$)|,\s[a-zäöü]", inner):
                found.append(Quotation(match.start(1), match.end(1), inner, self.at(match.start(1))))
        return tuple(found)

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Lines that hold anything, without white space around."""
        return tuple(match.span() for match in re.finditer(r"[^\s][^\n]*(?<=\S)", self.text))

    def at(self, position: int) -> int:
        """Index of the first word that ends behind `position`."""
        index = bisect_right(self.starts, position) - 1
        return index if index >= 0 and self.words[index].end > position else index + 1

    def sentence(self, index: int) -> tuple[int, int]:
        """Indices (first, behind the last) of the words of the sentence around a word; at most 60 each way."""
        first, last = index, index + 1
        while first > 0 and not self.words[first].opens and index - first < 60:
            first -= 1
        while last < len(self.words) and not self.words[last].opens and last - index < 60:
            last += 1
        return first, last


def _opens(gap: str, before: str) -> bool:
    """Whether a sentence begins behind this gap."""
    if not SENTENCE_END.search(gap + " "):
        return False
    if BLANK_LINE.search(gap):
        return True
    return not (
        gap.startswith(".")
        and (before in listed("little", "abbreviated") or len(before) == 1 or (before.isdigit() and len(before) <= 2))
    )
