"""One cell of a table → one value of a practice."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from ideenschmiede.base.amounts import parse_amount
from ideenschmiede.base.dates import parse_span
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.transfer.models import Practice

LARGEST = {"cost_once": 10**12, "cost_yearly": 10**12, "staff_hours_week": 10_000}
RANGE = re.compile(r"\d\s*(?:[-–]|bis|to)\s*\d")  # "11-13" may leave 12 out or not: better asked than guessed
NUMBER = re.compile(r"\d+")
WEB = re.compile(r"https?://[^\s\"<>]{1,1990}")
BARE_WEB = re.compile(r"www\.[^\s\"<>]{1,1990}")
NOTHING = frozenset({"", "-", "–", "—", "n/a", "k. a.", "k.a.", "keine angabe", "null", "none", "nan", "?"})


class Unfit(ValueError):
    """A cell does not fit its field; `code` says why, see `reports`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def is_nothing(cell: str) -> bool:
    """True for the ways in which tables leave a cell empty."""
    return cell.casefold() in NOTHING


def line(field: str, cell: str) -> str:
    return _short_enough(field, one_line(cell))


def text(field: str, cell: str) -> str:
    return _short_enough(field, cell)


def start(_field: str, cell: str) -> Any:
    return _span(cell).first


def end(_field: str, cell: str) -> Any:
    return _span(cell).last


def euro(field: str, cell: str) -> int:
    return int(_amount(field, cell).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def hours(field: str, cell: str) -> Decimal:
    return _amount(field, cell).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def sdgs(_field: str, cell: str) -> list[int]:
    numbers = sorted({int(number[:9]) for number in NUMBER.findall(cell)})
    if not numbers or RANGE.search(cell) or any(number not in SDGS for number in numbers):
        raise Unfit("sdg")
    return numbers


def links(_field: str, cell: str) -> list[str]:
    found = WEB.findall(cell) or [f"https://{address}" for address in BARE_WEB.findall(cell)]
    if not found:
        raise Unfit("link")
    return list(dict.fromkeys(link.rstrip(".,;)") for link in found))[:20]


def email(_field: str, cell: str) -> str:
    address = one_line(cell).removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unfit("email") from error
    return address


READERS: dict[str, Callable[[str, str], Any]] = {
    "line": line,
    "text": text,
    "start": start,
    "end": end,
    "euro": euro,
    "hours": hours,
    "sdgs": sdgs,
    "links": links,
    "email": email,
}


def _short_enough(field: str, value: str) -> str:
    column = Practice._meta.get_field(field)
    assert isinstance(column, models.CharField | models.TextField)
    if column.max_length is not None and len(value) > column.max_length:
        raise Unfit("too_long")
    return value


def _span(cell: str) -> Any:
    try:
        return parse_span(cell)
    except ValueError as error:
        raise Unfit("date") from error


def _amount(field: str, cell: str) -> Decimal:
    try:
        amount = parse_amount(cell)
    except ValueError as error:
        raise Unfit("amount") from error
    if amount > LARGEST[field]:
        raise Unfit("amount")
    return amount
