"""Counts say what choosing an option would show, whatever else is chosen."""

import numpy as np
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.facets import BitFacet, Facet, narrow

COLOURS = np.array([0, 1, 1, 2, 0], np.int8)
SHAPES = np.array([0b01, 0b11, 0b10, 0b00, 0b11], np.uint64)


def facets():
    return [
        Facet("farbe", "Colour", [("rot", "red"), ("blau", "blue"), ("grau", "grey")], [0, 1, 5], COLOURS),
        BitFacet("form", "Shape", [("rund", "round"), ("eckig", "square")], [0, 1], SHAPES),
    ]


def ask(address, seen=(1, 1, 1, 1, 1)):
    return narrow(QueryDict(address), facets(), np.array(seen, np.bool_))


def counts(found):
    return {one.param: {option.value: option.count for option in one.options} for one in found.listing.filters}


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("farbe=rot", [0, 4]),
        ("form=rund", [0, 1, 4]),
        ("farbe=rot&form=eckig", [4]),
        ("farbe=grau", []),
        ("farbe=unbekannt", [0, 1, 2, 3, 4]),
        ("form=rund&form=eckig", [0, 1, 4]),  # one at a time: the first
    ],
)
def test_rows(address, rows):
    assert np.flatnonzero(ask(address).mask).tolist() == rows


def test_counts():
    assert counts(ask("")) == {"farbe": {"rot": 2, "blau": 2}, "form": {"rund": 3, "eckig": 3}}
    assert counts(ask("farbe=rot")) == {"farbe": {"rot": 2, "blau": 2}, "form": {"rund": 2, "eckig": 1}}
    assert counts(ask("farbe=grau"))["farbe"]["grau"] == 0  # chosen, so that it can be taken back


def test_what_one_may_not_see_is_not_counted():
    assert counts(ask("", seen=(0, 1, 0, 0, 0))) == {"farbe": {"blau": 1}, "form": {"rund": 1, "eckig": 1}}


def test_a_facet_without_options():
    assert Facet("x", "X", [], [], COLOURS).counts(COLOURS == 0) == []


@given(st.sampled_from(["", "farbe=rot", "farbe=blau", "form=rund"]), st.lists(st.booleans(), min_size=5, max_size=5))
def test_each_count_comes_true(address, seen):
    found = ask(address, seen)
    for param, options in counts(found).items():
        for value, count in options.items():
            query = QueryDict(address, mutable=True)
            query[param] = value
            assert narrow(query, facets(), np.array(seen, np.bool_)).mask.sum() == count


# ── whatever the columns ──────────────────────────────────────────────────────────────────────────────────────────────

ROWS = st.lists(
    st.tuples(st.integers(-1, 3), st.frozensets(st.sampled_from([0, 1, 62, 63])), st.booleans()), max_size=12
)
CHOICE = st.dictionaries(st.sampled_from(["one", "many"]), st.sampled_from(["a", "b", "c", "d", "x"]), max_size=2)
LETTERS = [(letter, letter.upper()) for letter in "abcd"]
BITS = dict(zip("abcd", (0, 1, 62, 63), strict=True))


@given(rows=ROWS, choice=CHOICE)
def test_the_same_as_counting_row_by_row(rows, choice):
    """Codes below and above the options, the highest bits, rows that one may not see, values that nobody knows."""
    filters = [
        Facet("one", "One", LETTERS, [0, 1, 2, 3], np.array([row[0] for row in rows], np.int8)),
        BitFacet(
            "many", "Many", LETTERS, list(BITS.values()),
            np.array([sum(1 << bit for bit in row[1]) for row in rows], np.uint64),
        ),
    ]  # fmt: skip
    query = QueryDict(mutable=True)
    query.update(choice)
    found = narrow(query, filters, np.array([row[2] for row in rows], np.bool_))

    def has(row, param, value):
        return row[0] == "abcd".index(value) if param == "one" else BITS[value] in row[1]

    chosen = {param: value for param, value in choice.items() if value != "x"}
    fits = [row[2] and all(has(row, *one) for one in chosen.items()) for row in rows]
    assert found.mask.tolist() == fits
    for param, options in counts(found).items():
        others = [one for one in chosen.items() if one[0] != param]
        left = [row for row in rows if row[2] and all(has(row, *one) for one in others)]
        expected = {value: sum(has(row, param, value) for row in left) for value in "abcd"}
        assert options == {value: count for value, count in expected.items() if count or choice.get(param) == value}


def test_without_any_row():
    nothing = [Facet("farbe", "Colour", [("rot", "red")], [0], COLOURS[:0])]
    found = narrow(QueryDict("farbe=rot"), nothing, np.zeros(0, np.bool_))
    assert (found.mask.tolist(), counts(found)) == ([], {"farbe": {"rot": 0}})
