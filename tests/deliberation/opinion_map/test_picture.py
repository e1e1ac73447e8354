"""Dots and areas lie inside the picture, and as people stand to each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ideenschmiede.deliberation.opinion_map.picture import HEIGHT, MARGIN, MOST_DOTS, WIDTH, in_units, picture

POSITIONS = hnp.arrays(np.float64, st.tuples(st.integers(0, 40), st.just(2)), elements=st.floats(-1e3, 1e3))


def pairs(flat):
    return list(zip(flat[0::2], flat[1::2], strict=True))


@given(POSITIONS, st.data())
def test_everything_lies_inside_whatever_the_positions(positions, data):
    group = data.draw(hnp.arrays(np.int64, len(positions), elements=st.integers(-1, 1)))
    for place in range(2):  # a group has at least one member
        if place < len(group):
            group[place] = place
    groups = int(group.max(initial=-1)) + 1
    made = picture(positions, group, groups, np.ones(len(positions), dtype=bool))
    assert len(made["dots"]) == groups + 1
    assert len(made["areas"]) == groups
    for flat in [*made["dots"], *made["areas"]]:
        for x, y in pairs(flat):
            assert MARGIN / 2 <= x <= WIDTH - MARGIN / 2
            assert MARGIN / 2 <= y <= HEIGHT - MARGIN / 2
    assert [len(flat) // 2 for flat in made["dots"]] == [(group == one).sum() for one in (*range(groups), -1)]
    assert all(made["areas"])


def test_up_is_up_and_distances_are_alike_both_ways():
    square = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    made = picture(square, np.full(4, -1), 0, np.ones(4, dtype=bool))
    (left, low), (right, _), (_, high), _ = (in_units([one], made["frame"])[0].tolist() for one in square)
    assert left < right
    assert high < low
    assert right - left == pytest.approx(low - high, abs=1)


def test_of_many_people_the_same_part_of_each_group_is_drawn():
    rng = np.random.default_rng(1)
    positions, group = rng.normal(size=(8000, 2)), np.repeat([0, 1], [6000, 2000])
    made = picture(positions, group, 2, np.ones(8000, dtype=bool))
    drawn = [len(flat) // 2 for flat in made["dots"]]
    assert sum(drawn) == MOST_DOTS
    assert drawn[0] == pytest.approx(MOST_DOTS * 0.75, abs=2)


def test_who_said_nothing_is_not_drawn():
    positions = np.array([[1.0, 2.0], [0.0, 0.0], [3.0, 1.0]])
    made = picture(positions, np.full(3, -1), 0, np.array([True, False, True]))
    assert len(made["dots"][-1]) == 4


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_people_on_one_spot_make_a_picture(count):
    made = picture(np.ones((count, 2)), np.zeros(count, dtype=np.int64), 1 if count else 0, np.ones(count, dtype=bool))
    assert all(x == WIDTH / 2 and y == HEIGHT / 2 for flat in made["dots"] for x, y in pairs(flat))


def test_one_far_out_does_not_push_the_others_together():
    rng = np.random.default_rng(2)
    positions = np.vstack([rng.normal(size=(300, 2)), [[500.0, 0.0]]])
    made = picture(positions, np.full(301, -1), 0, np.ones(301, dtype=bool))
    xs = [x for x, _y in pairs(made["dots"][-1])]
    assert max(xs) == WIDTH - MARGIN / 2
    assert np.std(xs[:300]) > 80
