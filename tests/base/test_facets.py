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
