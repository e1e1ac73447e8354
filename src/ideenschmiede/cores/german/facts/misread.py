"""Misread names of places, guessed by those that the same text has rightly."""

from collections.abc import Iterator
from dataclasses import replace

from ideenschmiede.cores.german.facts.fact import Fact
from ideenschmiede.cores.german.facts.offices import office_of
from ideenschmiede.cores.german.facts.page import Page, Spans
from ideenschmiede.cores.german.facts.vocabulary import is_word

_SURE = 0.7
_LONG_ENOUGH = 7
_MOST_FAR = 2
_MOST_TRIED = 200


def misread(page: Page, facts: list[Fact], taken: Spans) -> Iterator[Fact]:
    """Misread names (Kallelats) of places that the text names rightly elsewhere: a guess, and marked as one."""
    sure = {fact.detail["name"]: fact for fact in facts if fact.confidence >= _SURE and len(fact.value) == 8}
    known = [(name.casefold(), fact) for name, fact in sure.items() if len(name) >= _LONG_ENOUGH and " " not in name]
    tried: set[str] = set()
    for index, word in enumerate(page.words) if known else ():
        folded = word.folded
        if len(folded) < _LONG_ENOUGH or not word.capital or word.hidden or len(tried) > _MOST_TRIED:
            continue
        if (
            not folded.endswith("s")
            or not _before_office(page, index)
            or is_word(folded)
            or taken.touch(word.start, word.end)
        ):
            continue
        tried.add(folded)
        for name, fact in known:
            if name not in folded and _distance(folded, name + "s") <= _MOST_FAR:
                yield replace(fact, start=word.start, end=word.end, text=word.text, confidence=0.3)
                break


def _before_office(page: Page, index: int) -> bool:
    following = page.words[index + 1] if index + 1 < len(page.words) else None
    return following is not None and following.gap == " " and office_of(following.text) is not None


def _distance(one: str, other: str) -> int:
    """Letters to replace, insert or leave out (Levenshtein); words are short."""
    if abs(len(one) - len(other)) > _MOST_FAR:
        return _MOST_FAR + 1
    row = list(range(len(other) + 1))
    for position, letter in enumerate(one, 1):
        before, row[0] = row[0], position
        for at, against in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != against))
    return row[-1]
