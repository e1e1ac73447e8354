import numpy as np
import pytest
from tests.cores.opinions.conversations import camps, everybody

from ideenschmiede.cores.opinions import gather, polis


def given_votes(*numbers, statements=20):
    """People who gave so many votes each."""
    people = np.repeat(np.arange(len(numbers)), numbers)
    texts = np.concatenate([np.arange(number) for number in numbers])
    return gather(
        people, texts, np.ones(len(people)), all_participants=range(len(numbers)), all_statements=range(statements)
    )


def test_seven_votes_make_a_member():
    votes = given_votes(*[9] * 15, 7, 6, 0)
    assert polis.takes_part(votes).tolist() == [True] * 16 + [False, False]


def test_fewer_statements_need_fewer_votes():
    votes = given_votes(*[3] * 15, 2, statements=3)
    assert polis.takes_part(votes).tolist() == [True] * 15 + [False]


def test_fewer_than_fifteen_are_filled_up_with_those_who_voted_most():
    votes = given_votes(*[8] * 10, 2, 5, 5, 5, 5, 6, 1)
    expected = [True] * 10 + [False, True, True, True, True, True, False]
    assert polis.takes_part(votes).tolist() == expected


def test_nobody_without_a_vote_takes_part():
    assert polis.takes_part(given_votes(1, 0, 0)).tolist() == [True, False, False]


def test_few_votes_are_scaled_up():
    votes = given_votes(20, 5, 0)
    np.testing.assert_allclose(polis.scale_of(votes), [1, 2, np.sqrt(20)])


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("people", [60, 400, 45_000])
def test_islands_are_groups(count, people):
    rng = np.random.default_rng(count)
    corners = np.array([[0, 0], [9, 0], [0, 9], [9, 9]])[:count]
    island = np.arange(people) % count
    own = polis.group(corners[island] + 0.5 * rng.normal(size=(people, 2)), rng)
    assert len({(a, b) for a, b in zip(own.tolist(), island.tolist(), strict=True)}) == count
    assert sorted(set(own.tolist())) == list(range(count))


def test_more_than_five_groups_are_never_made():
    rng = np.random.default_rng(1)
    island = np.arange(300) % 7
    turned = 2 * np.pi * island / 7
    points = 10 * np.stack([np.cos(turned), np.sin(turned)], axis=1) + rng.normal(size=(300, 2)) * 0.1
    assert polis.group(points, rng).max() < 5


@pytest.mark.parametrize(
    "points", [np.empty((0, 2)), np.zeros((1, 2)), np.ones((30, 2))], ids=["nobody", "one", "alike"]
)
def test_where_no_two_differ_there_is_one_group(points):
    assert not polis.group(points, np.random.default_rng(0)).any()


def test_a_few_people_are_parted_in_two_at_most():
    """Two groups up to twelve small clusters, three from there: 2 + ⌊n / 12⌋."""
    rng = np.random.default_rng(2)
    island = np.arange(11) % 3
    points = np.array([[0, 0], [9, 0], [0, 9]])[island] + rng.normal(size=(11, 2)) * 0.1
    assert polis.group(points, rng).max() == 1
    more = np.concatenate([points, points + 0.01])
    assert polis.group(more, rng).max() == 2


def test_camps_come_out_of_votes():
    rows, columns, values, camp = camps(300, 30, 2)
    votes = gather(rows, columns, values)
    assert polis.takes_part(votes).all()
    assert len(set(zip(camp, everybody(300, 1)[0] % 2, strict=True))) == 2
