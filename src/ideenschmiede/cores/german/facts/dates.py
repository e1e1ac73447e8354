"""Days that a text names, and which of them is the day of the newspaper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ideenschmiede.cores.german.facts.fact import Fact, FactKind
from ideenschmiede.cores.german.facts.page import Page

MONTHS = (
    "januar jänner", "februar feber", "märz maerz", "april", "mai", "juni", "juli", "august", "september sept",
    "oktober okt", "november nov", "dezember dez",
)  # fmt: skip
_NUMBER_OF = {
    name: number for number, names in enumerate(MONTHS, 1) for word in names.split() for name in {word, word[:3]}
}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_NUMBERS = re.compile(r"(?<![\d.,])(\d{1,2})\.[ \u00a0]?(\d{1,2})\.[ \u00a0]?(\d{4}|\d{2})(?!\d|\.\d)")
_WRITTEN = re.compile(rf"(?<![\d.,])(\d{{1,2}})\.\s?({_NAMES})\.?\s(\d{{4}})(?!\d)", re.IGNORECASE)
_ENGLISH_NUMBER = {
    name: number
    for number, name in enumerate(
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        1,
    )
}
_ENGLISH = "|".join(_ENGLISH_NUMBER)
_ENGLISH_DAY = re.compile(rf"(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th)?\s({_ENGLISH})\s(\d{{4}})(?!\d)")
_ENGLISH_MONTH = re.compile(rf"\b({_ENGLISH})\s(\d{{1,2}}),\s(\d{{4}})(?!\d)")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
FIRST_YEAR, LAST_YEAR = 1900, 2099
_EDGE_LINES = 4
_LONGEST_EDGE = 90


@dataclass(frozen=True, slots=True)
class _Day:
    start: int
    end: int
    day: date


def dates(page: Page) -> list[Fact]:
    """All whole dates; at most one day is the newspaper's (role published), in a short line at the head or the tail."""
    days = sorted(_days(page.text), key=lambda found: found.start)
    paper = _of_the_paper(page, days)
    return [_fact(page, found, paper) for found in days]


def _fact(page: Page, found: _Day, paper: _Day | None) -> Fact:
    published = paper is not None and found.day == paper.day
    return Fact(
        FactKind.DATE,
        found.start,
        found.end,
        page.text[found.start : found.end],
        found.day.isoformat(),
        0.95 if published else 0.8,
        (("role", "published" if published else "mentioned"),),
    )


def _days(text: str) -> Iterator[_Day]:
    for match in _NUMBERS.finditer(text):
        yield from _day(match, match.group(3), match.group(2), match.group(1))
    for match in _WRITTEN.finditer(text):
        yield from _day(match, match.group(3), str(_NUMBER_OF[match.group(2).casefold()]), match.group(1))
    for match in _ENGLISH_DAY.finditer(text):
        yield from _day(match, match.group(3), str(_ENGLISH_NUMBER[match.group(2)]), match.group(1))
    for match in _ENGLISH_MONTH.finditer(text):
        yield from _day(match, match.group(3), str(_ENGLISH_NUMBER[match.group(1)]), match.group(2))
    for match in _ISO.finditer(text):
        yield from _day(match, *match.groups())


def _day(match: re.Match[str], year: str, month: str, day: str) -> Iterator[_Day]:
    """Nothing where there is no such day (31.02.) or no newspaper speaks of the year."""
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        found = date(full, int(month), int(day))
    except ValueError:
        return
    if FIRST_YEAR <= full <= LAST_YEAR:
        yield _Day(match.start(), match.end(), found)


def _of_the_paper(page: Page, days: list[_Day]) -> _Day | None:
    """A day that fills a line at the edge of the text, or stands in a short one there; the last line is surest."""
    if not days:
        return None
    lines = page.lines
    edge = dict.fromkeys((*reversed(lines[-_EDGE_LINES:]), *lines[:_EDGE_LINES]))
    inside = {line: found for line in edge for found in days if line[0] <= found.start and found.end <= line[1]}
    for longest in (0, _LONGEST_EDGE):
        for line in edge:
            found = inside.get(line)
            if found and (line[1] - line[0]) - (found.end - found.start) <= longest and _alone(page.text, line, found):
                return found
    return None


def _alone(text: str, line: tuple[int, int], found: _Day) -> bool:
    """Whether the line names the day as newspapers do, and is no sentence about it ("am 3. Mai 2022 eröffnet")."""
    before = text[line[0] : found.start].rstrip(" ,.|–-(").split()
    behind = text[found.end : line[1]].lstrip()
    if before and before[-1].casefold() in {"am", "zum", "bis", "ab", "seit", "und", "dem", "der", "den"}:
        return behind.strip(" .|)") == "" and before[-1].casefold() in {"vom", "am"} and len(before) <= 3
    return not behind[:1].islower()
