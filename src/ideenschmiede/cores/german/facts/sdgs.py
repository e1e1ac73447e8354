"""The Sustainable Development Goals that a text names: by number, or in the goal's own words."""

import re
from collections.abc import Iterator
from functools import cache

from ideenschmiede.cores.german.facts.fact import Fact, FactKind
from ideenschmiede.cores.german.facts.page import Page
from ideenschmiede.cores.german.facts.vocabulary import table

_GOALS = (
    r"(?<![\w-])(?:SDGs?|(?:UN|UNO)?-?Nachhaltigkeitsziele?[ns]?|(?:globalen?\s)?Nachhaltigkeitsziele?[ns]?|[Gg]lobalen?\sZiele[n]?"
    r"|Sustainable\sDevelopment\sGoals?|Entwicklungsziele?[ns]?)\b"
)
_AT_LARGE = re.compile(_GOALS)
_ABOUT = re.compile(_GOALS + r"|\bAgenda\s2030\b")
_NUMBER = r"(?:1[0-7]|[1-9])(?!\d|[.,]\d|\.\s?(?:Januar|Februar|März|April|Mai|Juni|Juli|August|Sept|Okt|Nov|Dez))"
_NUMBERED = re.compile(
    rf"(?:{_GOALS}|\bZiel(?:e|en|s)?)(?:\s(?:Nummer|Nr\.?|Ziel))?(?:\s|-)(?:Nr\.\s?)?({_NUMBER}(?:(?:\s?,\s?|\s(?:und|sowie|&|bis)\s|\s?/\s?){_NUMBER})*)"
    r"(?!\s?(?:%|Prozent|Euro|Jahre|Kilometer|Tonnen|Kommunen|Städte))"
)
_SINGLE = re.compile(r"\d+")


@cache
def _phrases(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (number, re.compile("|".join(_pattern(phrase) for phrase in phrases), re.IGNORECASE))
        for number, phrases in table("sdgs")[section].items()
    )


def _pattern(phrase: str) -> str:
    return r"\b" + r"\s".join(re.escape(word).replace(r"\*", r"\w{0,3}") for word in phrase.split()) + r"\b"


def sdgs(page: Page) -> list[Fact]:
    """Goals by number (Ziel 13 only where the text speaks of the goals), in their own words, and the goals at large."""
    text = page.text
    about = _ABOUT.search(text) is not None
    found = list(_numbered(text, about))
    for number, pattern in (*_phrases("clear"), *(_phrases("others") if about else ())):
        found += [(match.start(), match.end(), number, 0.7) for match in pattern.finditer(text)]
    taken = [(start, end) for start, end, _, _ in found]
    for match in _AT_LARGE.finditer(text):
        if not any(start <= match.end() + 6 and match.start() < end for start, end in taken[:200]):
            found.append((match.start(), match.end(), "", 0.7))
    return [Fact(FactKind.SDG, start, end, text[start:end], number, sure) for start, end, number, sure in _outer(found)]


def _outer(found: list[tuple[int, int, str, float]]) -> Iterator[tuple[int, int, str, float]]:
    """Without those that lie in longer ones."""
    reached = -1
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if one[1] > reached:
            yield one
            reached = one[1]


def _numbered(text: str, about: bool) -> Iterator[tuple[int, int, str, float]]:
    for match in _NUMBERED.finditer(text):
        if match.group().startswith("Ziel") and not about:
            continue
        numbers = list(_SINGLE.finditer(match.group(1)))
        for position, number in enumerate(numbers):
            start = match.start() if position == 0 else match.start(1) + number.start()
            yield start, match.start(1) + number.end(), number.group(), 0.95
