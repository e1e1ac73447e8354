"""Dots for persons: those who are near share one, and none gets lost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.people.queries.directory.reading import NOWHERE, Vocabulary
from ideenschmiede.people.queries.directory.shelf import Persons
from ideenschmiede.people.views.atlas import CELL, atlas

LANDS = (("09", "Bavaria"), ("04", "Bremen"))


def shelf(points, lands=None):
    """Persons at these points; `lands` are their bits."""
    columns = {
        "ids": np.arange(len(points)),
        "x": np.array([point[0] for point in points], np.float32),
        "y": np.array([point[1] for point in points], np.float32),
        "lands": np.array(lands if lands is not None else [1] * len(points), np.uint64),
    }
    return Persons(0, None, Vocabulary((), (), LANDS, None), columns)


def drawn(points, lands=None):
    found = shelf(points, lands)
    return atlas(found, np.ones(len(points), np.bool_))


def dots(found):
    return [dot for _size, path in found.dots for dot in path.split("M") if dot]


def test_near_and_far():
    found = drawn([(100, 100), (101, 101), (400, 500), (NOWHERE, NOWHERE)])
    assert [size for size, _path in found.dots] == ["1", "2"]
    assert len(dots(found)) == 2
    assert found.missing == 1


def test_words_and_table():
    found = drawn([(1, 1)] * 3, [0b01, 0b11, 0b01])
    assert found.title == "In 2 Länder; the most in Bavaria: 3 persons"
    assert found.rows == [("Bavaria", "3"), ("Bremen", "1")]
    assert drawn([(1, 1)], [0b10]).title == "All of them are in Bremen"
    assert drawn([(1, 1)], [0]).title == "Nobody of them has a place on the map"


def test_nobody():
    found = drawn([])
    assert (found.dots, found.rows, found.missing) == ([], [], 0)


@given(st.lists(st.tuples(st.floats(0, 659), st.floats(0, 899)), max_size=60))
def test_there_are_as_many_dots_as_cells_with_somebody(points):
    found = drawn(points)
    cells = {(np.float32(x) // CELL, np.float32(y) // CELL) for x, y in points}
    assert len(dots(found)) == len(cells)
    for dot in dots(found):
        x, y = map(float, dot.removesuffix("h0").split())
        assert 0 <= x <= 672
        assert 0 <= y <= 912
