"""Maps: projection against known values, outlines that cover Germany, dots where they belong."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.places import map as picture
from ideenschmiede.places.actions.wanted import embedded
from ideenschmiede.places.models import Level

LAND_AREAS = {"01": 15_800, "05": 34_110, "09": 70_540, "11": 891, "10": 2_571, "15": 20_450}  # km², official


def rings(path: str) -> list[list[tuple[float, float]]]:
    return [
        [tuple(map(float, point.split())) for point in ring.rstrip("Z").split("L")] for ring in path.split("M") if ring
    ]


def area(path: str) -> float:
    """Outer rings turn the other way than holes, so the sum of signed areas is the area."""
    total = 0.0
    for ring in rings(path):
        total += sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]])) / 2
    return abs(total)


def test_a_unit_is_a_kilometre():
    ax, ay = picture.project(51.0, 9.5)
    bx, by = picture.project(51.0, 10.5)
    assert ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 == pytest.approx(70.0, rel=0.01)
    ax, ay = picture.project(50.5, 10.5)
    bx, by = picture.project(51.5, 10.5)
    assert (round(ax - bx, 6), ay - by) == (0, pytest.approx(111.2, rel=0.01))


@given(st.floats(47.3, 55.0), st.floats(5.9, 15.0))
def test_all_of_germany_is_in_the_picture(latitude, longitude):
    x, y = picture.project(latitude, longitude)
    assert -30 <= x <= picture.WIDTH + 30
    assert 0 <= y <= picture.HEIGHT


def test_sixteen_lands_with_about_their_areas():
    shapes = {shape.key: shape.path for shape in picture.lands()}
    assert len(shapes) == 16
    for key, official in LAND_AREAS.items():
        assert area(shapes[key]) == pytest.approx(official, rel=0.04)
    assert sum(map(area, shapes.values())) == pytest.approx(357_000, rel=0.02)


def test_paths_are_plain_and_inside_the_picture():
    for shape in picture.lands():
        assert re.fullmatch(r"(M\d+ \d+(L\d+ \d+)+Z)+", shape.path)
        for ring in rings(shape.path):
            assert len(ring) >= 3
            assert all(0 <= x <= picture.WIDTH and 0 <= y <= picture.HEIGHT for x, y in ring)


def test_every_kreis_has_an_outline():
    keys = [place.key for place in embedded() if place.level is Level.KREIS]
    assert [key for key in keys if picture.kreis(key) is None] == []
    assert picture.kreis("99001") is None
    assert picture.land("99") is None


def test_kalletal_lies_in_lippe_on_the_map():
    dot = picture.dot(52.1217, 8.9592, "Kalletal")
    points = [point for ring in rings(picture.kreis("05766").path) for point in ring]
    assert min(x for x, _ in points) < dot.x < max(x for x, _ in points)
    assert min(y for _, y in points) < dot.y < max(y for _, y in points)
    assert picture.dot(None, 9.0, "Nirgends") is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "where"),
    [
        (54.8, 9.4, ("north", "middle")),
        (48.1, 11.6, ("south", "middle")),
        (51.0, 13.7, ("middle", "east")),
        (51.5, 6.8, ("middle", "west")),
        (47.9, 7.8, ("south", "west")),
    ],
)
def test_in_words(latitude, longitude, where):
    assert picture.in_words(latitude, longitude) == where
