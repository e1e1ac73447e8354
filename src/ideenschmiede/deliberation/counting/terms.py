"""What is voted on: the method and its options, as counting needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ideenschmiede.base.errors import ActionError

Choice = Mapping[str, Any]
"""What one ballot says; its form is in `counting`."""

ABSTAIN: Choice = {"abstain": True}
STAYS_AS_IT_IS = 0
"""The zero option of systemic resistance, beside the numbers of the options."""
MOST_RESISTANCE = 10


class ChoiceError(ActionError):
    """A ballot that cannot be counted; `option` is the number of the option that is wrong, where it is one."""

    def __init__(self, message: str, option: int | None = None) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Thing:
    """An option: its number, and what it costs (whole euros; a place on a short list costs nothing here)."""

    pk: int
    cost: int = 0


@dataclass(frozen=True)
class Terms:
    """`method` is one of `models.Method`; `options` in the order in which they are listed, which breaks ties."""

    method: str
    options: tuple[Thing, ...] = ()
    most_points: int = 5
    budget: int = 0  # whole euros
    places: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(option.pk for option in self.options)
