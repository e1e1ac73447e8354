"""Printed lines become paragraphs: which line ends lie inside one, which end it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ideenschmiede.cores.german.lexicon import curated
from ideenschmiede.cores.german.mending.following import ends_torn
from ideenschmiede.cores.german.mending.hyphens import break_between, decide
from ideenschmiede.cores.german.mending.scan import Atom, Line
from ideenschmiede.cores.german.mending.seams import Seam, blank
from ideenschmiede.cores.german.mending.sentences import OPENING, end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

LONGEST_WRAPPED = 160
"""Characters; nobody sets longer lines: a line that is longer is a paragraph."""

_FULL = 0.88
ITEM = re.compile(r"(?:[•▪●◦‣·*]|[-–—]\s|\d{1,2}[.)]\s|[a-z]\)\s)")
"""How an item of a list begins."""

CREDIT = re.compile(
    r"[(\[]?(?:(?:text|archiv|symbol|privat)\w*(?:\s(?:und|u\.|/)\s)?)?(?:fotos?|bild(?:er)?|grafik|repro|quelle|text)\s?[:/©]|©",
    re.IGNORECASE,
)
"""How a line begins that names who took the picture."""

_REARS = frozenset(curated("mending")["hyphens"]["rears"].split())
_FIRST_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph.

    Attributes:
        atoms: their atoms in reading order.
        words: their text with broken words mended.
        apart: whether a blank line or another column separates it from the paragraph before.
    """

    atoms: tuple[int, ...]
    words: str
    apart: bool


def soft_between(text: str, atoms: list[Atom], before: int, behind: int) -> bool:
    """Whether an invisible hyphen stands directly behind the atom before."""
    return text.startswith("\xad", atoms[before].end) and behind != before


def _first_length(words: str) -> int:
    found = _FIRST_TOKEN.match(words)
    return found.end() if found else 0


def line_seam(before: Line, behind: Line, width: int, soft: bool, own: OwnWords) -> Seam | None:
    """The seam of two lines of one block whose widest line has `width` characters; None when a paragraph ends."""
    if ITEM.match(behind.words) or CREDIT.match(behind.words):
        return None
    if CREDIT.match(before.words) and not ends_torn(before.words):
        return None  # names only; what it says besides would go on in the next line
    found = break_between(before.words, behind.words, soft)
    if found is not None:
        return decide(found, own)
    if behind.words.partition(" ")[0] in _REARS:
        return None
    ended, start = end_of(before.words) == "closed", start_of(behind.words, own)
    room = len(before.words) + 1 + _first_length(behind.words) <= width
    if room and start == "half" and ended:
        return None
    full = len(before.words) + 1 + _first_length(behind.words) > _FULL * width and width <= LONGEST_WRAPPED
    if full:
        return blank(0.9 if ended else 0.97, "full_line")
    if ended:
        return None
    if start != "closed" and behind.words.lstrip(OPENING)[:1].islower():
        return blank(0.8, "small_letter")
    return blank(0.7, "comma") if before.words.endswith(",") else None


def _blocks(lines: list[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if line.apart or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def paragraphs_of(
    text: str, atoms: list[Atom], lines: list[Line], own: OwnWords
) -> tuple[list[Paragraph], dict[tuple[int, int], Seam]]:
    """Paragraphs in reading order, and the seams inside them by the atoms before and behind."""
    paragraphs: list[Paragraph] = []
    seams: dict[tuple[int, int], Seam] = {}
    for block in _blocks(lines):
        width = max(len(line.words) for line in block)
        current, words, apart = list(block[0].atoms), [block[0].words], True
        for before, behind in pairwise(block):
            pair = before.atoms[-1], behind.atoms[0]
            seam = line_seam(before, behind, width, soft_between(text, atoms, *pair), own)
            if seam is None:
                paragraphs.append(Paragraph(tuple(current), "".join(words), apart))
                current, words, apart = list(behind.atoms), [behind.words], False
                continue
            seams[pair] = seam
            current += behind.atoms
            words[-1] = words[-1][: len(words[-1]) - seam.cut_left]
            words += [seam.fill, behind.words[seam.cut_right :]]
        paragraphs.append(Paragraph(tuple(current), "".join(words), apart))
    return paragraphs, seams
