from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base import text

DAYS = st.dates()
AMOUNTS = st.decimals(min_value=-(10**11), max_value=10**11, places=2)
LANGUAGES = st.sampled_from(["de", "de-at", "en", "en-gb", None])


def read_german(shown: str) -> Decimal:
    """The opposite of `number`: what a German reader takes a number for."""
    return Decimal(shown.replace("−", "-").replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (87, "87"), (999, "999"), (1234, "1.230"), (20658, "20.700"), (3426354, "3.430.000")]
)
def test_an_estimate_has_three_digits(count, shown):
    assert text.roughly(count, language="de") == shown


@given(st.integers(0, 10**9))
def test_an_estimate_is_near_what_it_says(count):
    shown = int(text.roughly(count, language="en").replace(",", ""))
    assert abs(shown - count) <= count * 0.005


@pytest.mark.parametrize(
    ("value", "decimals", "german", "english"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (13401, 0, "13.401", "13,401"),
        (84358845, 0, "84.358.845", "84,358,845"),
        (12.5, 1, "12,5", "12.5"),
        (0.125, 2, "0,13", "0.13"),
        (2.675, 2, "2,68", "2.68"),
        (-1234, 0, "−1.234", "−1,234"),
        (-0.4, 0, "0", "0"),
        (Decimal("1E+6"), 0, "1.000.000", "1,000,000"),
        (None, 0, "–", "–"),
    ],
)
def test_number(value, decimals, german, english):
    assert text.number(value, decimals=decimals, language="de") == german
    assert text.number(value, decimals=decimals, language="en") == english


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("030 23125-001", "03023125001"),
        ("+49 (0)30 / 23125 001", "+493023125001"),
        ("0123 45, 0123 46", ""),
        ("über das Vorzimmer", ""),
        ("030 23125 ext. 7", ""),
        ("()", ""),
        ("", ""),
    ],
)
def test_what_a_telephone_dials(phone, dialled):
    assert text.dial(phone) == dialled


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="not a number"):
        text.number(value)


@given(value=AMOUNTS)
def test_a_reader_gets_the_number_back(value):
    assert read_german(text.number(value, decimals=2)) == value


@given(value=st.integers(-(10**15), 10**15))
def test_thousands_stand_in_groups_of_three(value):
    groups = text.number(value).lstrip("−").split(".")
    assert 1 <= len(groups[0]) <= 3
    assert all(len(group) == 3 for group in groups[1:])


@given(low=AMOUNTS, high=AMOUNTS)
def test_rounding_keeps_the_order(low, high):
    low, high = sorted((low, high))
    assert read_german(text.number(low)) <= read_german(text.number(high))


@pytest.mark.parametrize(
    ("share", "german", "english"),
    [
        (0.125, "12,5\u202f%", "12.5%"),
        (0.5, "50\u202f%", "50%"),
        (1, "100\u202f%", "100%"),
        (0, "0\u202f%", "0%"),
        (0.9996, "100\u202f%", "100%"),
        (None, "–", "–"),
    ],
)
def test_percent(share, german, english):
    assert text.percent(share) == german
    assert text.percent(share, language="en") == english


def test_percent_with_other_decimals():
    assert text.percent(0.12345, decimals=2) == "12,35\u202f%"
    assert text.percent(0.12345, decimals=0) == "12\u202f%"


@pytest.mark.parametrize(
    ("amount", "german", "english"),
    [
        (3_200_000, "3,2\u202fMio.\u202f€", "€3.2\u00a0million"),
        (3_000_000, "3\u202fMio.\u202f€", "€3\u00a0million"),
        (1_500_000_000, "1,5\u202fMrd.\u202f€", "€1.5\u00a0billion"),
        (999_999_999, "1\u202fMrd.\u202f€", "€1\u00a0billion"),
        (999_999, "1\u202fMio.\u202f€", "€1\u00a0million"),
        (999_949, "999.949\u202f€", "€999,949"),
        (48_500, "48.500\u202f€", "€48,500"),
        (-2_500_000, "−2,5\u202fMio.\u202f€", "−€2.5\u00a0million"),
        (-70, "−70\u202f€", "−€70"),
        (0, "0\u202f€", "€0"),
        (None, "–", "–"),
    ],
)
def test_euro(amount, german, english):
    assert text.euro(amount) == german
    assert text.euro(amount, language="en") == english


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(3_204_500, "3.204.500\u202f€"), (Decimal("19.90"), "19,90\u202f€"), (Decimal("20.00"), "20\u202f€")],
)
def test_euro_to_the_cent(amount, shown):
    assert text.euro(amount, exact=True) == shown


@given(amount=AMOUNTS, language=LANGUAGES)
def test_no_amount_shows_a_thousand_millions(amount, language):
    assert not text.euro(amount, language=language).startswith(("1.000\u202fMio", "€1,000\u00a0million"))


@given(amount=AMOUNTS, language=LANGUAGES)
def test_an_amount_never_breaks_across_lines(amount, language):
    assert " " not in text.euro(amount, language=language)


def test_dates():
    assert text.long_date(date(2026, 11, 22)) == "22.\u00a0November 2026"
    assert text.long_date(date(2026, 3, 1), language="en") == "1\u00a0March 2026"
    assert text.long_date(None) == "–"


@given(day=DAYS)
def test_a_reader_gets_the_day_back(day):
    number, month, year = text.long_date(day).replace("\u00a0", " ").split(" ")
    assert date(int(year), text.MONTHS["de"].index(month) + 1, int(number.rstrip("."))) == day


def test_times():
    moment = datetime(2026, 11, 22, 9, 5)  # noqa: DTZ001 - what the function takes is local already
    assert text.long_time(moment) == "22.\u00a0November 2026, 09:05\u00a0Uhr"
    assert text.long_time(moment, language="en") == "22\u00a0November 2026, 09:05"
    assert text.long_time(None) == "–"


@pytest.mark.parametrize(
    ("words", "german", "english"),
    [
        ([], "", ""),
        (["Klima"], "Klima", "Klima"),
        (["Klima", "IT"], "Klima und IT", "Klima and IT"),
        (["Klima", "Energie", "IT"], "Klima, Energie und IT", "Klima, Energie and IT"),
    ],
)
def test_listing(words, german, english):
    assert text.listing(words) == german
    assert text.listing(words, language="en") == english
