"""Numbers and dates as people write them, in German and English. Pure functions of a value and a language.

German follows DIN 5008: a full stop groups thousands, a comma marks decimals, a narrow no-break space stands before
a unit. English follows British usage. `None` gives an en dash, which reads as "unknown" in a table.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NARROW = "\u202f"  # narrow no-break space
TIGHT = "\u00a0"  # no-break space, between the parts of a date
MINUS = "\u2212"
UNKNOWN = "–"

Number = int | float | Decimal

MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
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
    ],
}
LARGE = {
    "de": ((10**9, "Mrd."), (10**6, "Mio.")),
    "en": ((10**9, "billion"), (10**6, "million")),
}


def is_german(language: str | None) -> bool:
    """Everything that is not English is written the German way: the interface is German first."""
    return not (language or "de").lower().startswith("en")


@lru_cache(maxsize=4096)  # a page of answers writes some three hundred numbers, most of them small
def number(value: Number | None, *, decimals: int = 0, language: str | None = "de") -> str:
    """13401 → "13.401"; with `decimals=1`, 12.5 → "12,5". Half rounds away from zero, as people round.

    Raises `ValueError` for infinities and NaN, which no page should ever show.
    """
    if value is None:
        return UNKNOWN
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a number that one can show: {value}")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if is_german(language):
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def roughly(count: int, *, language: str | None = "de") -> str:
    """An estimate with the digits that it deserves, three: 3426354 → "3.430.000", 20658 → "20.700"."""
    return number(round(count, 3 - len(str(abs(count)))) if abs(count) > 999 else count, language=language)


@lru_cache(maxsize=4096)
def percent(share: Number | None, *, decimals: int = 1, language: str | None = "de") -> str:
    """0.125 → "12,5 %" (English "12.5%"); a trailing zero is dropped: 0.5 → "50 %"."""
    if share is None:
        return UNKNOWN
    text = _short(Decimal(str(share)) * 100, decimals, language)
    return f"{text}{NARROW}%" if is_german(language) else f"{text}%"


def euro(amount: Number | None, *, exact: bool = False, language: str | None = "de") -> str:
    """3200000 → "3,2 Mio. €" (English "€3.2 million"); below a million, or with `exact`, every euro: "48.500 €".

    With `exact`, cents are shown where there are any.
    """
    if amount is None:
        return UNKNOWN
    value = Decimal(str(amount))
    german = is_german(language)
    if not exact:
        for size, word in LARGE["de" if german else "en"]:
            # a number that would be shown as "1.000,0 Mio." belongs to the next word
            if abs(value) >= size * Decimal("0.99995"):
                text = _short(value / size, 1, language)
                return f"{text}{NARROW}{word}{NARROW}€" if german else f"{_before(text, '€')}{TIGHT}{word}"
    cents = 2 if exact and value != value.to_integral_value() else 0
    text = number(value, decimals=cents, language=language)
    return f"{text}{NARROW}€" if german else _before(text, "€")


def long_date(day: date | None, *, language: str | None = "de") -> str:
    """22 November 2026 → "22. November 2026" (English "22 November 2026"). A `datetime` must already be local."""
    if day is None:
        return UNKNOWN
    german = is_german(language)
    month = MONTHS["de" if german else "en"][day.month - 1]
    return f"{day.day}{'.' if german else ''}{TIGHT}{month} {day.year}"


def long_time(moment: datetime | None, *, language: str | None = "de") -> str:
    """ "22. November 2026, 14:30 Uhr" (English "22 November 2026, 14:30")."""
    if moment is None:
        return UNKNOWN
    tail = f"{TIGHT}Uhr" if is_german(language) else ""
    return f"{long_date(moment, language=language)}, {moment:%H:%M}{tail}"


def listing(words: Sequence[str], *, language: str | None = "de") -> str:
    """["A", "B", "C"] → "A, B und C" (English "A, B and C")."""
    joint = " und " if is_german(language) else " and "
    return words[0] if len(words) == 1 else joint.join([", ".join(words[:-1]), words[-1]]) if words else ""


def dial(phone: str) -> str:
    """ "+49 (0)30 23125-001" → "+493023125001", what a telephone dials; nothing where more than one number stands."""
    return re.sub(r"\(0\)|[^+\d]", "", phone) if re.fullmatch(r"\+?[\d ()/.–-]{3,25}", phone) else ""


def _short(value: Decimal, decimals: int, language: str | None) -> str:
    """As `number`, without decimals that are all zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    return number(rounded, decimals=0 if whole else decimals, language=language)


def _before(text: str, sign: str) -> str:
    return f"{MINUS}{sign}{text[1:]}" if text.startswith(MINUS) else f"{sign}{text}"
