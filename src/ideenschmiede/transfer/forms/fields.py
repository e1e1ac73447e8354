"""Fields that read what people write: places, dates, amounts, links; and texts without what no text needs."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ideenschmiede.base.amounts import parse_amount
from ideenschmiede.base.dates import as_typed, parse_span
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Practice
from ideenschmiede.transfer.queries.places import find_place, written_place

LARGEST_AMOUNT = 10**12


class Line(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class Lines(forms.CharField):
    """Text of several lines."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class LooseDate(forms.CharField):
    """A day, a month or a year. A start is its first day, an `end` its last."""

    def __init__(self, *, end: bool = False, **options: Any) -> None:
        self.end = end
        super().__init__(max_length=40, **options)

    def prepare_value(self, value: Any) -> Any:
        return as_typed(value, end=self.end) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            span = parse_span(text)
        except ValueError as error:
            raise ValidationError(_("Please write the date as 2023, 05/2023 or 17.05.2023.")) from error
        return span.last if self.end else span.first


class Amount(forms.CharField):
    """A number as Germans and others write it, to `decimals` places."""

    def __init__(self, *, decimals: int = 0, largest: int = LARGEST_AMOUNT, **options: Any) -> None:
        self.decimals, self.largest = decimals, largest
        super().__init__(max_length=40, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value}".replace(".", ",") if isinstance(value, int | Decimal) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = parse_amount(text)
        except ValueError as error:
            raise ValidationError(_("Please write a number, such as 12.500 or 3,2 Mio.")) from error
        if amount > self.largest:
            raise ValidationError(_("This number is too large. Please check it."))
        rounded = amount.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)
        return rounded if self.decimals else int(rounded)


class Links(Lines):
    """Addresses of web pages, one a line; the value is a list."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        links = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for link in links:
            if not is_web_address(link):
                message = _("“%(link)s” is not a web address. It must begin with https:// or http://.")
                raise ValidationError(message, params={"link": link[:100]})
        if len(links) > 20:
            raise ValidationError(_("Please keep to 20 links."))
        return links


class PlaceInput(forms.TextInput):
    """Suggests places as one types. The page loads places/places.css and places/combobox.js."""

    template_name = "transfer/place_input.html"


class PlaceForm(forms.Form):
    """A form with a field `place`: its name in the page is "ort", which is what the search for places listens to."""

    def add_prefix(self, field_name: str) -> str:
        return "ort" if field_name == "place" else super().add_prefix(field_name)


class PlaceField(forms.CharField):
    """A place of the register, written as its name or its key; the value is a `Place` or None."""

    widget = PlaceInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=250, **options)

    def prepare_value(self, value: Any) -> Any:
        return written_place(value) if isinstance(value, Place) else value

    def clean(self, value: Any) -> Any:
        text = one_line(super().clean(value))
        if not text:
            return None
        place, candidates = find_place(text)
        if place is not None:
            return place
        if candidates:
            raise ValidationError(
                _("“%(text)s” is not clear. Did you mean: %(choices)s?"),
                params={"text": text, "choices": "; ".join(candidates)},
            )
        message = _("We know no place called “%(text)s”. Please check the name or write its key (AGS).")
        raise ValidationError(message, params={"text": text})


def is_web_address(link: str) -> bool:
    """http or https with a host, of bearable length, without spaces."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(link) <= 2_000 and " " not in link


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
