"""Dates as people write them are read, never guessed; and shown no more exactly than they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.dates import Span, as_typed, loosely, parse_span

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020.0", (2020, 1, 1), (2020, 12, 31)),
        ("Q2 2020", (2020, 4, 1), (2020, 6, 30)),
        ("4. Quartal 2021", (2021, 10, 1), (2021, 12, 31)),
        ("05/2020", (2020, 5, 1), (2020, 5, 31)),
        ("5.2020", (2020, 5, 1), (2020, 5, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("Mai 2020", (2020, 5, 1), (2020, 5, 31)),
        ("März 2021", (2021, 3, 1), (2021, 3, 31)),
        ("Dez. 2021", (2021, 12, 1), (2021, 12, 31)),
        ("October 2021", (2021, 10, 1), (2021, 10, 31)),
        ("17.5.2020", (2020, 5, 17), (2020, 5, 17)),
        ("17. 05. 2020", (2020, 5, 17), (2020, 5, 17)),
        ("17.05.20", (2020, 5, 17), (2020, 5, 17)),
        ("17. Mai 2020", (2020, 5, 17), (2020, 5, 17)),
        ("17 May 2020", (2020, 5, 17), (2020, 5, 17)),
        ("May 17, 2020", (2020, 5, 17), (2020, 5, 17)),
        ("2020-05-17", (2020, 5, 17), (2020, 5, 17)),
        ("2020-05-17T08:30:00Z", (2020, 5, 17), (2020, 5, 17)),
        ("2020-05-17 00:00:00", (2020, 5, 17), (2020, 5, 17)),
        ("03/04/2020", (2020, 4, 3), (2020, 4, 3)),
        ("05/17/2020", (2020, 5, 17), (2020, 5, 17)),
        ("  17.05.2020 ", (2020, 5, 17), (2020, 5, 17)),
    ],
)
def test_spans(text, first, last):
    assert parse_span(text) == Span(date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    ["", "bald", "31.02.2020", "13/2020", "00/2020", "1492", "3021", "2020-13-01", "32.1.2020", "12", "Foo 2020"],
)
@pytest.mark.parametrize("around", ["", " "])
def test_what_is_no_date_is_refused(text, around):
    with pytest.raises(ValueError, match=r"."):
        parse_span(around + text)


@pytest.mark.parametrize("text", ["1" * 5000, "17.05.2020 <b>", "99 Mai 2020", "²⁰²⁰"])
def test_what_looks_a_little_like_a_date_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_span(text)


@given(st.text())
def test_any_text_gives_a_span_or_a_value_error(text):
    try:
        span = parse_span(text)
    except ValueError:
        return
    assert span.first <= span.last


@given(DAYS, st.booleans())
def test_what_is_shown_in_a_form_is_read_back_as_the_same_day(day, end):
    span = parse_span(as_typed(day, end=end))
    assert (span.last if end else span.first) == day


@pytest.mark.parametrize(
    ("day", "end", "german", "english"),
    [
        (date(2020, 1, 1), False, "2020", "2020"),
        (date(2020, 12, 31), True, "2020", "2020"),
        (date(2020, 12, 31), False, "Dezember 2020", "December 2020"),
        (date(2020, 3, 17), False, "März 2020", "March 2020"),
        (date(2020, 1, 1), True, "Januar 2020", "January 2020"),
    ],
)
def test_loosely(day, end, german, english):
    assert loosely(day, end=end) == german
    assert loosely(day, end=end, language="en") == english


def test_no_day_is_typed_as_nothing():
    assert as_typed(None) == ""
