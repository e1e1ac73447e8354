"""Filters: all groups hold, one label of a group is enough, unknown numbers do not pass, dead rows are not seen."""

import numpy as np
import pytest

from ideenschmiede.base.search import Where
from ideenschmiede.base.search.filters import label_counts, passing_rows, visible_rows
from ideenschmiede.base.search.rows import empty_rows, with_documents

from .conftest import practice

NAN = float("nan")
DOCUMENTS = {
    0: practice("0", "a", facets=("topic:it", "land:05"), numbers={"cost": 10.0, "year": 2020}),
    1: practice("1", "b", facets=("topic:it", "topic:energie"), numbers={"cost": 50.0}),
    2: practice("2", "c", facets=("land:05",), visibility="network", numbers={"year": 2015}),
    3: practice("3", "d"),
}


@pytest.fixture
def rows():
    return with_documents(empty_rows(), DOCUMENTS, ())


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where(), [0, 1, 2, 3]),
        (Where(labels={"topic": {"it"}}), [0, 1]),
        (Where(labels={"topic": {"it", "klima"}, "land": {"05"}}), [0]),
        (Where(labels={"topic": {"nie gesehen"}}), []),
        (Where(labels={"topic": set()}), []),
        (Where(between={"cost": (10, 50)}), [0, 1]),
        (Where(between={"cost": (None, 49.9)}), [0]),
        (Where(between={"cost": (11, None)}), [1]),
        (Where(between={"cost": (None, None)}), [0, 1]),
        (Where(between={"unknown": (None, 5)}), []),
        (Where(between={"year": (2015, None)}, labels={"land": {"05"}}), [0, 2]),
        (Where(rows=np.array([False, True, False, True])), [1, 3]),
    ],
)
def test_what_passes(rows, where, expected):
    assert np.flatnonzero(passing_rows(rows, where)).tolist() == expected


def test_a_group_can_be_left_open():
    where = Where(labels={"topic": {"it"}, "land": {"05"}}, between={"cost": (1, None)})
    assert where.without("topic") == Where(labels={"land": {"05"}}, between={"cost": (1, None)})
    assert where.without("outcome") == where


def test_visibility(rows):
    assert np.flatnonzero(visible_rows(rows, {"public"})).tolist() == [0, 1, 3]
    assert np.flatnonzero(visible_rows(rows, {"network", "group"})).tolist() == [2]
    assert not visible_rows(rows, set()).any()
    assert visible_rows(with_documents(rows, {}, [0]), {"public"}).tolist() == [False, True, False, True]
    assert visible_rows(empty_rows(), {"public"}).tolist() == []


def test_counts_name_every_label_of_the_group(rows):
    assert label_counts(rows, "topic", np.array([0, 1])) == {"it": 2, "energie": 1}
    assert label_counts(rows, "topic", np.array([2])) == {"it": 0, "energie": 0}
    assert label_counts(rows, "land", np.array([], dtype=np.int64)) == {"05": 0}
    assert label_counts(rows, "size", np.array([0])) == {}
