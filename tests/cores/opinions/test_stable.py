import numpy as np
import pytest
from tests.cores.opinions.conversations import camps, noise

from ideenschmiede.cores.opinions import gather
from ideenschmiede.cores.opinions.agreement import adjusted_rand
from ideenschmiede.cores.opinions.projection import project
from ideenschmiede.cores.opinions.stable import Cloud, group, scale_of, stability_of


def cloud_of(votes):
    found, scale = project(votes), scale_of(votes)
    return Cloud(found.reduced, scale, found.raw * scale[:, None])


def groups_of(votes, seed=0, before=None):
    return group(cloud_of(votes), np.random.default_rng(seed), before)


def shared(own, camp):
    table = np.zeros((own.max() + 1, camp.max() + 1), dtype=int)
    np.add.at(table, (own, camp), 1)
    return adjusted_rand(table)


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("people", [40, 250, 1200])
def test_camps_are_found_and_hold(count, people):
    rows, columns, values, camp = camps(people, 40, count, seed=count)
    found = groups_of(gather(rows, columns, values))
    assert shared(found.own, camp) > 0.9
    assert found.stability > 0.85
    assert found.certainty.mean() > 0.9


@pytest.mark.parametrize("people", [30, 100, 800])
def test_votes_by_chance_make_no_clear_groups(people):
    found = groups_of(gather(*noise(people, 40, seed=people)))
    assert set(found.own.tolist()) == {-1}
    assert found.stability < 0.5


def test_twelve_people_may_have_two_clear_groups():
    rows, columns, values, camp = camps(12, 8, 2, density=1.0, seed=4)
    found = groups_of(gather(rows, columns, values))
    assert shared(found.own, camp) == 1.0


def test_twelve_people_who_vote_by_chance_mostly_have_none():
    clear = [groups_of(gather(*noise(12, 6, seed, density=1.0))).own.max() >= 0 for seed in range(12)]
    assert sum(clear) <= 4


def test_a_handful_apart_is_no_group():
    """Two of sixty who vote against everybody."""
    rows, columns, values, _ = camps(60, 20, 1)
    values = np.where(rows < 2, -values, values)
    found = groups_of(gather(rows, columns, values))
    sizes = np.bincount(found.own[found.own >= 0])
    assert sizes.size == 0 or sizes.min() >= 3


@pytest.mark.parametrize("people", [0, 1, 5], ids=["nobody", "one", "five"])
def test_too_few_people_have_no_groups(people):
    votes = gather(*camps(people, 6, 2)[:3], all_statements=range(6))
    found = groups_of(votes)
    assert set(found.own.tolist()) <= {-1}
    assert found.stability == 0.0


def test_the_same_seed_gives_the_same_groups_and_another_much_the_same():
    votes = gather(*camps(200, 30, 3)[:3])
    first, again, other = groups_of(votes, 1), groups_of(votes, 1), groups_of(votes, 2)
    np.testing.assert_array_equal(first.own, again.own)
    assert first.stability == again.stability
    assert shared(first.own, other.own) > 0.95


def test_as_many_groups_as_before_unless_another_number_is_clearly_better():
    """A cloud without gaps: two groups by themselves, but four stay four."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-1, 1, size=(400, 2))
    cloud = Cloud(points, np.ones(400), points)
    corners = np.array([[0.5, 0.5], [-0.5, 0.5], [0.5, -0.5], [-0.5, -0.5]])
    four = group(cloud, rng, corners)
    assert set(four.own.tolist()) in ({0, 1, 2, 3}, {-1})
    apart = np.repeat([[-5.0, 0], [5.0, 0]], 200, axis=0) + 0.1 * points
    assert group(Cloud(apart, np.ones(400), apart), rng, corners).own.max() == 1


def test_certainty_is_least_between_the_groups():
    rng = np.random.default_rng(4)
    island = np.array([[4.0, 0.0]] * 100 + [[-4.0, 0.0]] * 100)
    points = np.concatenate([island + rng.normal(size=(200, 2)), [[0.0, 0.0]]])
    own = np.array([0] * 100 + [1] * 100 + [1])
    stability, certainty = stability_of(Cloud(points, np.ones(201), points), own, rng)
    assert stability > 0.9
    assert certainty[-1] < certainty[:-1].mean()
    assert ((certainty >= 0) & (certainty <= 1)).all()


def test_few_votes_count_less_than_in_polis():
    votes = gather([0] * 16 + [1] * 4, [*range(16), *range(4)], [1] * 20)
    np.testing.assert_allclose(scale_of(votes), [np.sqrt(16 / 26), np.sqrt(16 / 14)])


def test_moderated_out_statements_count_neither_as_votes_nor_as_statements():
    votes = gather([0] * 16 + [1] * 4, [*range(16), *range(4)], [1] * 20, hidden=[0, 1])
    np.testing.assert_allclose(scale_of(votes), [np.sqrt(14 / 22), np.sqrt(14 / 10)])
