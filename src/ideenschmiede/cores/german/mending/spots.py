"""What stays open: lost ends and beginnings, fragments without a place, letters that were perhaps misread."""

import re
from collections.abc import Iterator, Sequence

from ideenschmiede.cores.german.mending.flow import ITEM, Paragraph
from ideenschmiede.cores.german.mending.following import ends_torn
from ideenschmiede.cores.german.mending.fragments import Torn
from ideenschmiede.cores.german.mending.hyphens import half_word
from ideenschmiede.cores.german.mending.misread import Misread
from ideenschmiede.cores.german.mending.model import Role
from ideenschmiede.cores.german.mending.plan import Spot
from ideenschmiede.cores.german.mending.scan import Atom
from ideenschmiede.cores.german.mending.sentences import end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords, beginning_with, small_words

_LAST = re.compile(r"\S+\Z")
_FIRST = re.compile(r"\S+")
_MOST_SUGGESTIONS = 3
_RUNNING = 12
"""Words from which a paragraph is running text, which ends with a full stop."""


def spots_of(
    text: str, atoms: list[Atom], paragraphs: Sequence[Paragraph], roles: Sequence[Role], found: Torn, own: OwnWords
) -> Iterator[Spot]:
    """The open spots of a text, in the order of its paragraphs."""
    led = {link.behind for link in found.inside.values()}
    misread = Misread(own)
    for number, paragraph in enumerate(paragraphs):
        if roles[number] != "body":
            continue
        first, last = atoms[paragraph.atoms[0]], atoms[paragraph.atoms[-1]]
        lost_start = number not in led and _begins_open(paragraphs, number, own)
        lost_end = number not in found.inside and (
            _ends_open(paragraphs, number) or (lost_start and end_of(paragraph.words) == "open")
        )
        if lost_end and lost_start:
            yield Spot("unplaced_fragment", first.start, last.end, (), 0.8)
        if lost_start:
            head = _FIRST.match(text, first.start, first.end)
            half = start_of(paragraph.words, own) == "half"
            yield Spot("lost_beginning", first.start, head.end() if head else first.end, (), 0.9 if half else 0.7)
        if lost_end:
            yield _lost_end(text, last, paragraph.words, own)
        for number_of_atom in paragraph.atoms:
            atom = atoms[number_of_atom]
            for start, end, suggestions, sure in misread.spots(text, atom.start, atom.end):
                yield Spot("misread", start, end, suggestions, sure)


def _ends_open(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether the end is missing, as far as one sees; lines of lists, greetings, labels end without a full stop."""
    words = paragraphs[number].words
    end = end_of(words)
    if end != "open":
        return end == "half"
    behind = paragraphs[number + 1].words if number + 1 < len(paragraphs) else ""
    if behind and (ITEM.match(behind) or _greeting(words)):
        return False
    if ITEM.match(words) or ends_torn(words):
        return ends_torn(words)
    return len(words.split()) >= _RUNNING or words.rpartition(" ")[2] in small_words()


def _begins_open(paragraphs: Sequence[Paragraph], number: int, own: OwnWords) -> bool:
    """Whether the beginning is missing; behind a greeting one begins in small letters."""
    start = start_of(paragraphs[number].words, own)
    return start != "closed" and not (number and _greeting(paragraphs[number - 1].words))


def _greeting(words: str) -> bool:
    """Liebe Nachbarn, – or a line of a list or of verse."""
    return words.endswith(",") and len(words.split()) < _RUNNING


def _lost_end(text: str, atom: Atom, words: str, own: OwnWords) -> Spot:
    tail = _LAST.search(text[max(atom.start, atom.end - 200) : atom.end])
    start = atom.end - len(tail.group()) if tail else atom.start
    half = half_word(words)
    if half is None:
        return Spot("lost_end", start, atom.end, (), 0.6)
    here = own.beginning_with(half[1])  # what the text itself says elsewhere comes first
    words_like = here or beginning_with(half[1], _MOST_SUGGESTIONS + 1)
    suggestions = words_like if len(words_like) <= _MOST_SUGGESTIONS else ()
    return Spot("lost_end", start, atom.end, suggestions, 0.95)
