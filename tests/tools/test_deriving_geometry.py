"""Areas, centres and points in polygons, against values that one can check by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.deriving.geometry import centre, contains, hectares, kilometres, polygons

SQUARE = [(9.0, 52.0), (9.1, 52.0), (9.1, 52.1), (9.0, 52.1), (9.0, 52.0)]
HOLE = [(9.04, 52.04), (9.06, 52.04), (9.06, 52.06), (9.04, 52.06), (9.04, 52.04)]


def test_area_of_a_tenth_of_a_degree():
    # 6.868 km along the parallel at 52.05° and 11.127 km along the meridian on the ellipsoid
    assert hectares([[SQUARE]]) == pytest.approx(6.8628 * 11.1269 * 100, rel=1e-3)


def test_a_hole_is_left_out():
    assert hectares([[SQUARE, HOLE]]) == pytest.approx(hectares([[SQUARE]]) - hectares([[HOLE]]))


def test_direction_does_not_matter():
    assert hectares([[SQUARE[::-1]]]) == pytest.approx(hectares([[SQUARE]]))


def test_the_whole_ellipsoid():
    half = [(-90.0, -89.9999), (90.0, -89.9999), (90.0, 89.9999), (-90.0, 89.9999), (-90.0, -89.9999)]
    assert 2 * hectares([[half]]) / 100 == pytest.approx(510_065_622, rel=1e-4)


def test_centre_is_that_of_the_largest_part():
    x, y = centre([[HOLE], [SQUARE]])
    assert (x, y) == (pytest.approx(9.05, abs=1e-6), pytest.approx(52.05, abs=1e-3))


@given(st.floats(8.9, 9.2), st.floats(51.9, 52.2))
def test_contains(x, y):
    inside = 9.0 < x < 9.1 and 52.0 < y < 52.1
    in_hole = 9.04 < x < 9.06 and 52.04 < y < 52.06
    edge = any(
        abs(v - e) < 1e-9 for v, es in ((x, (9.0, 9.04, 9.06, 9.1)), (y, (52.0, 52.04, 52.06, 52.1))) for e in es
    )
    if not edge:
        assert contains([[SQUARE, HOLE]], (x, y)) == (inside and not in_hole)


def test_kilometres():
    assert kilometres((9.0, 52.0), (9.0, 53.0)) == pytest.approx(111.2)
    assert kilometres((9.0, 52.0), (10.0, 52.0)) == pytest.approx(68.5, abs=0.1)


def test_polygons_of_both_kinds_and_with_heights():
    flat = {"type": "Polygon", "coordinates": [[[1.0, 2.0, 99.0], [3.0, 4.0, 99.0]]]}
    assert polygons(flat) == [[[(1.0, 2.0), (3.0, 4.0)]]]
    assert polygons({"type": "MultiPolygon", "coordinates": [flat["coordinates"]] * 2}) == polygons(flat) * 2
