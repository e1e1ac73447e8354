"""Numbers and dates in the reader's language. `{% load text %}`

{{ place.population|number }}       13.401
{{ place.density|number:1 }}        119,2
{{ share|percent }}                 12,5 %          (a share between 0 and 1)
{{ practice.cost|euro }}            3,2 Mio. €
{{ practice.cost|euro:"exact" }}    3.204.500 €
{{ gathering.day|long_date }}       22. November 2026
{{ gathering.start|long_time }}     22. November 2026, 14:30 Uhr  (in the current time zone)
{{ names|listing }}                 Klima, Energie und IT
{{ practice.phone|phone_link }}     a link that calls; the plain text where it is more than a number

The functions behind them are in `ideenschmiede.base.text`, for Python code.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

from ideenschmiede.base import text

register = template.Library()


@register.filter
def number(value: text.Number | None, decimals: int = 0) -> str:
    return text.number(value, decimals=decimals, language=get_language())


@register.filter
def percent(share: text.Number | None, decimals: int = 1) -> str:
    return text.percent(share, decimals=decimals, language=get_language())


@register.filter
def euro(amount: text.Number | None, how: str = "") -> str:
    return text.euro(amount, exact=how == "exact", language=get_language())


@register.filter
def long_date(day: date | None) -> str:
    return text.long_date(_local(day), language=get_language())


@register.filter
def long_time(moment: datetime | None) -> str:
    local = localtime(moment) if moment and is_aware(moment) else moment
    return text.long_time(local, language=get_language())


@register.filter
def listing(words: Iterable[object]) -> str:
    return text.listing([str(word) for word in words], language=get_language())


@register.filter
def phone_link(phone: str) -> str:
    number = text.dial(phone)
    return format_html('<a class="kern-link" href="tel:{}">{}</a>', number, phone) if number else phone


def _local(day: date | None) -> date | None:
    return localtime(day) if isinstance(day, datetime) and is_aware(day) else day
