"""Amounts are read as Germans and others write them; what could mean two things in money means the likely one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.amounts import parse_amount
from ideenschmiede.base.text import number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", "0"),
        ("12500", "12500"),
        ("12500.0", "12500"),
        ("12.500", "12500"),
        ("12,500", "12500"),
        ("12 500", "12500"),
        ("12'500", "12500"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12.500,50", "12500.50"),
        ("12,500.50", "12500.50"),
        ("12.500 €", "12500"),
        ("€12,500", "12500"),
        ("12.500,- Euro", "12500"),
        ("12\u202f500\u202f€", "12500"),
        ("3,2 Mio. €", "3200000"),
        ("3.2 million", "3200000"),
        ("3,125 Mio. EUR", "3125000"),
        ("8 Tsd. Euro", "8000"),
        ("8 T€", "8000"),
        ("20k", "20000"),
    ],
)
def test_amounts(text, amount):
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "viel", "ca. 5", "5 bis 6", "-5", "1.2.3", "12,5,5", "5 Dollar", "1e9", "٣", "9" * 40, "=1+1", "1..5"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_amount(text)


@given(st.text())
def test_any_text_gives_an_amount_or_a_value_error(text):
    try:
        amount = parse_amount(text)
    except ValueError:
        return
    assert amount >= 0


@given(st.integers(0, 10**15), st.sampled_from(["de", "en"]))
def test_whole_numbers_are_read_back_as_they_are_written(value, language):
    assert parse_amount(number(value, language=language)) == value
