"""Dates as people write them: a day, a month or only a year, in German, English and ISO order.

What was written is a `Span`, the first and the last day that it covers. A start is stored as the first day, an end as
the last one; `loosely` writes them back no more exactly than they can be known: a start on 1 January reads "2020".
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ideenschmiede.base.text import MONTHS, is_german

EARLIEST, LATEST = 1800, 2200

_MONTH_NUMBERS = {
    name.casefold()[:length]: number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
    for length in (3, 4, len(name))
} | {"mrz": 3, "jän": 1, "jänner": 1, "sept": 9, "okt": 10}

_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_QUARTER = re.compile(r"(?:q|quartal)\s*([1-4])\s*[/ ]?\s*(\d{4})|([1-4])\.?\s*quartal\s*(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED_MONTH = re.compile(r"([^\W\d]+)\.?,? (\d{4})")
_DAY_NAMED_MONTH = re.compile(r"(\d{1,2})\.? ?([^\W\d]+)\.?,? ?(\d{4})")
_NAMED_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2}),? (\d{4})")


@dataclass(frozen=True)
class Span:
    """The first and the last day that a written date covers; the same day twice where the day is known."""

    first: date
    last: date


def parse_span(text: str) -> Span:
    """ "2020", "05/2020", "Mai 2020", "17.5.2020", "2020-05-17", "May 17, 2020", "Q2 2020", "2020.0" → `Span`.

    Of two numbers that could both be the month, the first is the day, as Germans write. Raises `ValueError` for
    everything else, for days that do not exist, and for years before 1800 or after 2200.
    """
    written = " ".join(text.casefold().split())
    for pattern, read in _READERS:
        if match := pattern.fullmatch(written):
            return read(*match.groups())
    raise ValueError(f"not a date: {text[:40]!r}")


def loosely(day: date, *, end: bool = False, language: str | None = "de") -> str:
    """A start or an end to the month: "Mai 2020"; only the year where it starts or ends with the year."""
    if (day.month, day.day) == ((12, 31) if end else (1, 1)):
        return str(day.year)
    return f"{MONTHS['de' if is_german(language) else 'en'][day.month - 1]} {day.year}"


def as_typed(day: date | None, *, end: bool = False) -> str:
    """What one would have typed to get this day; `parse_span` reads it back."""
    if day is None:
        return ""
    if (day.month, day.day) == ((12, 31) if end else (1, 1)):
        return str(day.year)
    if day.day == (calendar.monthrange(day.year, day.month)[1] if end else 1):
        return f"{day.month:02}/{day.year}"
    return f"{day:%d.%m.}{day.year}"


def _month(year: int, month: int, last_month: int | None = None) -> Span:
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"not a year between {EARLIEST} and {LATEST}: {year}")
    final = last_month or month
    return Span(date(year, month, 1), date(year, final, calendar.monthrange(year, final)[1] if final <= 12 else 0))


def _day(year: int, month: int, day: int) -> Span:
    _month(year, month)
    return Span(date(year, month, day), date(year, month, day))


def _quarter(first: str | None, first_year: str, second: str | None, second_year: str) -> Span:
    quarter, year = int(first or second or 0), int(first_year or second_year)
    return _month(year, 3 * quarter - 2, 3 * quarter)


def _numbers(first: str, sign: str, second: str, year: str) -> Span:
    day, month = int(first), int(second)
    if sign == "/" and month > 12 >= day:  # only the American order makes sense of 05/17/2020
        day, month = month, day
    return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _named(name: str) -> int:
    if name not in _MONTH_NUMBERS:
        raise ValueError(f"not a month: {name[:20]!r}")
    return _MONTH_NUMBERS[name]


_READERS = (
    (_YEAR, lambda year: _month(int(year), 1, 12)),
    (_QUARTER, _quarter),
    (_YEAR_MONTH, lambda year, month: _month(int(year), int(month))),
    (_MONTH_YEAR, lambda month, year: _month(int(year), int(month))),
    (_YEAR_MONTH_DAY, lambda year, month, day: _day(int(year), int(month), int(day))),
    (_DAY_MONTH_YEAR, _numbers),
    (_NAMED_MONTH, lambda month, year: _month(int(year), _named(month))),
    (_DAY_NAMED_MONTH, lambda day, month, year: _day(int(year), _named(month), int(day))),
    (_NAMED_MONTH_DAY, lambda month, day, year: _day(int(year), _named(month), int(day))),
)
