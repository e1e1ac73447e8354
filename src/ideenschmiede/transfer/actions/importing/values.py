"""One cell of a table → one value of a practice."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ideenschmiede.base.amounts import parse_amount
from ideenschmiede.base.importing import Unfit, email_address, first_day, last_day, short_enough
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.transfer.models import Practice

LARGEST = {"cost_once": 10**12, "cost_yearly": 10**12, "staff_hours_week": 10_000}
RANGE = re.compile(r"\d\s*(?:[-–]|bis|to)\s*\d")  # "11-13" may leave 12 out or not: better asked than guessed
NUMBER = re.compile(r"\d+")
WEB = re.compile(r"https?://[^\s\"<>]{1,1990}")
BARE_WEB = re.compile(r"www\.[^\s\"<>]{1,1990}")


def line(field: str, cell: str) -> str:
    return _short_enough(field, one_line(cell))


def text(field: str, cell: str) -> str:
    return _short_enough(field, cell)


def start(_field: str, cell: str) -> Any:
    return first_day(cell)


def end(_field: str, cell: str) -> Any:
    return last_day(cell)


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
    return email_address(cell)


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
    return short_enough(Practice, field, value)


def _amount(field: str, cell: str) -> Decimal:
    try:
        amount = parse_amount(cell)
    except ValueError as error:
        raise Unfit("amount") from error
    if amount > LARGEST[field]:
        raise Unfit("amount")
    return amount
