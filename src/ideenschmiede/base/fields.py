"""Form fields that read what people write: texts without what no text needs, dates, amounts, links."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ideenschmiede.base.amounts import parse_amount
from ideenschmiede.base.dates import as_typed, parse_span
from ideenschmiede.base.plain import one_line, plain

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


def is_web_address(link: str) -> bool:
    """http or https with a host, of bearable length, without spaces."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(link) <= 2_000 and " " not in link
