"""Borders are simplified once for both sides, and regions melt together where only the key changed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.deriving.outlines import outlines, simplify
from tools.deriving.sources import Shape


def box(west, south, east, north, wiggle=()):
    """A rectangle; `wiggle` are points on its eastern side, from south to north."""
    return [(west, south), (east, south), *wiggle, (east, north), (west, north), (west, south)]


WIGGLE = [(9.002, 51.2), (8.999, 51.5), (9.001, 51.8)]
LEFT = Shape("01001", "Links", "Kreis", [[box(8.0, 51.0, 9.0, 52.0, WIGGLE)]])
RIGHT_RING = [(9.0, 51.0), (10.0, 51.0), (10.0, 52.0), (9.0, 52.0), *WIGGLE[::-1], (9.0, 51.0)]
RIGHT = Shape("01002", "Rechts", "Kreis", [[RIGHT_RING]])
FAR = Shape("02001", "Fern", "Kreis", [[box(9.0, 52.0, 10.0, 53.0)]])


def points(encoded):
    x, y = encoded[0], encoded[1]
    found = [(x, y)]
    for dx, dy in zip(encoded[2::2], encoded[3::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def edges(rings):
    return {frozenset(pair) for ring in rings for pair in pairwise(points(ring))}


def test_neighbours_share_their_border():
    kreise = outlines([LEFT, RIGHT, FAR], {}, tolerance=0.05)["kreise"]
    shared = edges(kreise["01001"]) & edges(kreise["01002"])
    assert len(shared) == 4
    coarse = outlines([LEFT, RIGHT, FAR], {}, tolerance=5)["kreise"]
    assert edges(coarse["01001"]) & edges(coarse["01002"]) == {frozenset([(9000, 51000), (9000, 52000)])}


def test_rings_are_closed():
    for level in outlines([LEFT, RIGHT, FAR], {}, tolerance=1).values():
        for rings in level.values():
            for ring in rings:
                assert points(ring)[0] == points(ring)[-1]


def test_the_border_within_a_land_is_gone():
    lands = outlines([LEFT, RIGHT, FAR], {}, tolerance=1)["laender"]
    assert set(lands) == {"01", "02"}
    assert frozenset([(9000, 51000), (9000, 52000)]) not in edges(lands["01"])


def test_kreise_that_merged():
    kreise = outlines([LEFT, RIGHT, FAR], {"01002": "01001"}, tolerance=1)["kreise"]
    assert set(kreise) == {"01001", "02001"}
    assert {(8000, 51000), (10000, 51000), (10000, 52000), (8000, 52000)} <= set(points(kreise["01001"][0]))


def test_small_islands_are_left_out_but_never_the_largest_part():
    island = [box(7.0, 51.0, 7.01, 51.01)]
    shape = Shape("01001", "Links", "Kreis", [*LEFT.polygons, island])
    assert len(outlines([shape], {}, tolerance=0.1)["kreise"]["01001"]) == 1
    assert len(outlines([Shape("03001", "Insel", "Kreis", [island])], {}, tolerance=0.1)["kreise"]["03001"]) == 1


def test_a_hole_stays_a_hole_in_either_direction():
    hole = box(8.3, 51.3, 8.7, 51.7)
    for ring in (hole, hole[::-1]):
        shape = Shape("01001", "Links", "Kreis", [[LEFT.polygons[0][0], ring]])
        assert len(outlines([shape], {}, tolerance=0.1)["kreise"]["01001"]) == 2


@given(st.lists(st.tuples(st.floats(8, 9), st.floats(51, 52)), min_size=2, max_size=40), st.floats(0.1, 20))
def test_simplify_keeps_ends_and_order(arc, tolerance):
    kept = simplify(arc, tolerance)
    assert (kept[0], kept[-1]) == (arc[0], arc[-1])
    rest = iter(arc)
    assert all(point in rest for point in kept)


@pytest.mark.parametrize(("tolerance", "count"), [(0.01, 3), (5, 2)])
def test_simplify_by_distance(tolerance, count):
    assert len(simplify([(8.0, 51.0), (8.5, 51.01), (9.0, 51.0)], tolerance)) == count
