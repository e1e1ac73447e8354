"""Amounts as people write them: "12.500 €", "3,2 Mio.", "12,500.50 EUR", "8 Tsd. Euro"."""

import re
from decimal import Decimal

UNITS = {
    "tsd": 10**3,
    "tausend": 10**3,
    "t€": 10**3,
    "teur": 10**3,
    "k€": 10**3,
    "k": 10**3,
    "mio": 10**6,
    "million": 10**6,
    "millionen": 10**6,
    "millions": 10**6,
    "m": 10**6,
    "mrd": 10**9,
    "milliarde": 10**9,
    "milliarden": 10**9,
    "billion": 10**9,
}
CURRENCY = re.compile(r"€|\beuros?\b|\beur\b")
WRITTEN = re.compile(r"([0-9][0-9.,' ]{0,30}?)(?:,-+)?\s*([a-zäöü€]*)\.?")
GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
BOTH = re.compile(r"\d{1,3}(?:\.\d{3})*,\d+|\d{1,3}(?:[,' ]\d{3})*\.\d+|\d{1,3}(?:[' ]\d{3})*,\d+")


def parse_amount(text: str) -> Decimal:
    """The amount as a number. Groups of three after a single separator are thousands: "12.500" and "12,500" are 12500.

    Raises `ValueError` for what is no amount, such as "ca. 5", "5 bis 6" or a negative one.
    """
    written = text.casefold()
    if "t€" not in written and "k€" not in written:
        written = CURRENCY.sub(" ", written)
    written = " ".join(written.replace("\u202f", " ").replace("’", "'").split())
    match = WRITTEN.fullmatch(written)
    if not match:
        raise ValueError(f"not an amount: {text[:40]!r}")
    unit = match[2]
    if unit and unit not in UNITS:
        raise ValueError(f"not a unit: {unit!r}")
    return _number(match[1].strip(), bool(unit)) * UNITS.get(unit, 1)


def _number(digits: str, has_unit: bool) -> Decimal:
    if GROUPED.fullmatch(digits) and not (has_unit and digits.count(".") + digits.count(",") == 1):
        return Decimal(re.sub(r"[.,' ]", "", digits))
    if PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if BOTH.fullmatch(digits):
        sign = "," if digits.rfind(",") > digits.rfind(".") else "."
        whole, fraction = digits.rsplit(sign, 1)
        return Decimal(f"{re.sub(r'[.,]', '', whole).replace(' ', '').replace(chr(39), '')}.{fraction}")
    raise ValueError(f"not a number: {digits[:40]!r}")
