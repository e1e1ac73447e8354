"""One cell, one value: what fits is read, what does not says why."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.importing import Unfit, is_nothing
from ideenschmiede.transfer.actions.importing.values import READERS


@pytest.mark.parametrize(
    ("kind", "field", "cell", "value"),
    [
        ("line", "title", "Zwei\nZeilen", "Zwei Zeilen"),
        ("text", "done", "Zwei\nZeilen", "Zwei\nZeilen"),
        ("start", "started_on", "2020", date(2020, 1, 1)),
        ("end", "ended_on", "2021.0", date(2021, 12, 31)),
        ("euro", "cost_once", "12.500,50 €", 12_501),
        ("hours", "staff_hours_week", "12,25", Decimal("12.3")),
        ("sdgs", "sdgs", "SDG 13, 7 und 13", [7, 13]),
        (
            "links",
            "sources",
            "Siehe https://a.example/b, und http://c.example.",
            ["https://a.example/b", "http://c.example"],
        ),
        ("links", "sources", "www.a.example", ["https://www.a.example"]),
        ("email", "contact_email", "mailto:a@b.example", "a@b.example"),
    ],
)
def test_values(kind, field, cell, value):
    assert READERS[kind](field, cell) == value


@pytest.mark.parametrize(
    ("kind", "field", "cell", "code"),
    [
        ("line", "title", "x" * 201, "too_long"),
        ("text", "done", "x" * 20_001, "too_long"),
        ("start", "started_on", "bald", "date"),
        ("euro", "cost_once", "viel", "amount"),
        ("euro", "cost_once", "9" * 14, "amount"),
        ("hours", "staff_hours_week", "10001", "amount"),
        ("sdgs", "sdgs", "18", "sdg"),
        ("sdgs", "sdgs", "Klima", "sdg"),
        ("sdgs", "sdgs", "11-13", "sdg"),
        ("sdgs", "sdgs", "SDG 3 bis 5", "sdg"),
        ("sdgs", "sdgs", "9" * 500, "sdg"),
        ("links", "sources", "javascript:alert(1)", "link"),
        ("links", "sources", "keine", "link"),
        ("email", "contact_email", "nobody", "email"),
    ],
)
def test_what_does_not_fit_says_why(kind, field, cell, code):
    with pytest.raises(Unfit) as caught:
        READERS[kind](field, cell)
    assert caught.value.code == code


@pytest.mark.parametrize("cell", ["", "-", "–", "n/a", "K.A.", "NULL", "nan"])
def test_ways_to_say_nothing(cell):
    assert is_nothing(cell)
    assert not is_nothing("0")


FIELDS = {
    "start": "started_on",
    "end": "ended_on",
    "euro": "cost_once",
    "hours": "staff_hours_week",
    "links": "sources",
}


@given(st.sampled_from(sorted(READERS)), st.text(max_size=300))
def test_any_cell_gives_a_value_or_says_why(kind, cell):
    try:
        READERS[kind](FIELDS.get(kind, "title" if kind == "line" else "done"), cell)
    except Unfit as error:
        assert error.code in {"too_long", "date", "amount", "sdg", "link", "email"}  # noqa: PT017  others are a bug
