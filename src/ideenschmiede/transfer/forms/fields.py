"""Fields of the form of a practice, named and limited as the model has them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import capfirst

from ideenschmiede.base.fields import LARGEST_AMOUNT, Amount, Line, Lines, LooseDate
from ideenschmiede.transfer.models import Practice


def story(name: str, hint: Any = "", *, rows: int = 5, required: bool = False) -> Lines:
    """The field of a long text of `Practice`."""
    column = _text_column(name)
    return Lines(
        label=capfirst(column.verbose_name), help_text=hint, rows=rows, required=required, max_length=column.max_length
    )


def line(name: str, hint: Any = "", *, required: bool = False) -> Line:
    """The field of a short text of `Practice`."""
    column = _text_column(name)
    return Line(label=capfirst(column.verbose_name), help_text=hint, required=required, max_length=column.max_length)


def amount(name: str, hint: Any = "", *, decimals: int = 0, largest: int = LARGEST_AMOUNT) -> Amount:
    """The field of a number of `Practice`."""
    return Amount(label=label_of(name), help_text=hint, required=False, decimals=decimals, largest=largest)


def loose_date(name: str, hint: Any = "", *, end: bool = False) -> LooseDate:
    """The field of a start or an end of `Practice`."""
    return LooseDate(label=label_of(name), help_text=hint, required=False, end=end)


def label_of(name: str) -> Any:
    """The name of a field of `Practice`, as it begins a line."""
    return capfirst(getattr(Practice._meta.get_field(name), "verbose_name", name))


def _text_column(name: str) -> models.CharField[Any, Any] | models.TextField[Any, Any]:
    column = Practice._meta.get_field(name)
    assert isinstance(column, models.CharField | models.TextField)
    return column
