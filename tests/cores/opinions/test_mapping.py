import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cores.opinions.conversations import ballots, camps, everybody, noise

from ideenschmiede.cores.opinions import Mode, gather, opinion_map
from ideenschmiede.cores.opinions.agreement import adjusted_rand

MODES = list(Mode)


def all_of(people, statements, value=None):
    rows, columns = everybody(people, statements)
    values = np.random.default_rng(5).choice([1, -1, 0], len(rows)) if value is None else np.full(len(rows), value)
    return rows, columns, values


EDGES = {
    "twelve people, six statements": (all_of(12, 6), {}),
    "five people, three statements": (all_of(5, 3), {}),
    "unanimous": (all_of(40, 8, 1), {}),
    "one statement": (all_of(40, 1), {}),
    "one person": (all_of(1, 8), {}),
    "empty": (([], [], []), {}),
    "everyone passed": (all_of(20, 6, 0), {}),
    "a statement added late": (all_of(20, 6), {"all_statements": [99], "all_participants": [77]}),
    "moderated out": (all_of(20, 6), {"hidden": [0, 3]}),
    "all moderated out": (all_of(20, 6), {"hidden": range(6)}),
    "changed votes and text ids": ((["a", "b", "a"] * 9, ["x", "x", "x"] * 9, [1, -1, -1] * 9), {}),
    "one vote": (([1], [1], [1]), {}),
}


def check(found, votes):
    """What holds for every map."""
    people, statements = votes.shape
    assert found.positions.shape == (people, 2)
    assert found.group.shape == found.certainty.shape == (people,)
    numbers = found.numbers
    arrays = [found.positions, found.certainty, numbers.positions, numbers.priority]
    arrays += [part for one in (numbers.agreement, numbers.disagreement) for part in (one.mean, one.low, one.high)]
    assert all(np.isfinite(array).all() for array in arrays)
    assert numbers.priority.shape == (statements,)
    assert found.clear == (len(found.groups) > 1)
    assert (numbers.everybody.seen.sum()) == len(votes.rows)
    assert -1 <= found.stability <= 1
    for place, group in enumerate(found.groups):
        members = found.group == place
        assert group.size == members.sum() > 0
        np.testing.assert_allclose(group.centre, found.positions[members].mean(axis=0), atol=1e-9)
    assert found.group.max(initial=-1) < len(found.groups)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_odd_conversations_have_a_map_too(edge, mode):
    cast, options = EDGES[edge]
    votes = gather(*cast, **options)
    found = opinion_map(votes, mode)
    check(found, votes)
    check(opinion_map(votes, mode, previous=found.picture), votes)


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=40)
@given(ballot=ballots())
def test_whatever_the_votes_there_is_a_map(mode, ballot):
    people, statements, values, hidden = ballot
    votes = gather(people, statements, values, hidden=hidden)
    check(opinion_map(votes, mode), votes)


@pytest.mark.parametrize("edge", ["unanimous", "one person", "empty", "everyone passed", "all moderated out"])
@pytest.mark.parametrize("mode", MODES)
def test_no_clear_groups_is_an_answer(edge, mode):
    cast, options = EDGES[edge]
    found = opinion_map(gather(*cast, **options), mode)
    assert not found.clear
    assert set(found.picture.letters) <= {None}


@pytest.mark.parametrize("mode", [Mode.STABLE, Mode.IDEAL_POINT])
def test_chance_makes_no_groups(mode):
    assert not opinion_map(gather(*noise(150, 40)), mode).clear


@pytest.mark.parametrize("mode", MODES)
def test_camps_are_found(mode):
    rows, columns, values, camp = camps(120, 40, 2)
    found = opinion_map(gather(rows, columns, values), mode)
    table = np.zeros((2, 2), dtype=int)
    np.add.at(table, (found.group, camp), 1)
    assert adjusted_rand(table) > 0.9
    assert [group.letter for group in found.groups] == ["A", "B"]
    assert found.stability > 0.9
    assert all(group.representative for group in found.groups)
    assert (found.model is not None) == (found.within is not None) == (mode is Mode.IDEAL_POINT)


def renamed(rows, columns, seed):
    rng = np.random.default_rng(seed)
    people, statements = (rng.permutation(int(ids.max()) + 1) for ids in (rows, columns))
    return people, statements, people[rows], statements[columns]


@pytest.mark.parametrize("mode", [Mode.STABLE, Mode.IDEAL_POINT])
@pytest.mark.parametrize("seed", range(4))
def test_other_ids_give_the_same_map(mode, seed):
    rows, columns, values, _ = camps(90, 25, 3, seed=seed)
    people, statements, renamed_rows, renamed_columns = renamed(rows, columns, seed)
    found = opinion_map(gather(rows, columns, values), mode)
    other = opinion_map(gather(renamed_rows, renamed_columns, values), mode)
    side = np.sign((found.positions * other.positions[people]).sum(axis=0))
    np.testing.assert_allclose(other.positions[people] * side, found.positions, atol=2e-3)
    table = np.zeros((4, 4), dtype=int)
    np.add.at(table, (found.group, other.group[people]), 1)
    assert adjusted_rand(table) == pytest.approx(1.0, abs=0.1)
    np.testing.assert_array_equal(other.numbers.everybody.agree[0][statements], found.numbers.everybody.agree[0])


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_votes_makes_no_difference(random):
    rows, columns, values, _ = camps(30, 10, 2)
    order = list(range(len(rows)))
    random.shuffle(order)
    found, other = (opinion_map(gather(rows[o], columns[o], values[o])) for o in (slice(None), np.array(order)))
    np.testing.assert_array_equal(found.positions, other.positions)
    np.testing.assert_array_equal(found.group, other.group)


@settings(max_examples=20)
@given(st.data())
def test_repeated_and_changed_votes_count_once(data):
    rows, columns, values, _ = camps(30, 10, 2)
    changed = np.array(data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=20)), dtype=int)
    before = np.array([data.draw(st.sampled_from([1, -1, 0])) for _ in changed], dtype=int)
    again = gather(
        np.concatenate([rows[changed], rows]),
        np.concatenate([columns[changed], columns]),
        np.concatenate([before, values]),
    )
    found, other = opinion_map(gather(rows, columns, values)), opinion_map(again)
    np.testing.assert_array_equal(found.positions, other.positions)
    assert found.bridges == other.bridges


@pytest.mark.parametrize("mode", MODES)
def test_mirrored_votes_give_the_same_groups(mode):
    rows, columns, values, _ = camps(80, 20, 2)
    found, other = (opinion_map(gather(rows, columns, sign * values), mode) for sign in (1, -1))
    np.testing.assert_array_equal(found.group == found.group[0], other.group == other.group[0])
    np.testing.assert_array_equal(found.numbers.everybody.agree, other.numbers.everybody.disagree)
    np.testing.assert_allclose(found.numbers.agreement.mean, other.numbers.disagreement.mean[:])


@pytest.mark.parametrize("mode", MODES)
def test_the_same_seed_gives_the_same_map(mode):
    votes = gather(*noise(60, 20))
    first, again = opinion_map(votes, mode, seed=3), opinion_map(votes, mode, seed=3)
    np.testing.assert_array_equal(first.positions, again.positions)
    np.testing.assert_array_equal(first.group, again.group)
    np.testing.assert_array_equal(first.certainty, again.certainty)


@pytest.mark.parametrize("mode", MODES)
def test_the_picture_does_not_jump_when_votes_come_in(mode):
    """One after the other, with people and a statement that are new; told by each map about the last."""
    rows, columns, values, _ = camps(120, 30, 2, seed=6)
    last = opinion_map(gather(*(part[rows < 80] for part in (rows, columns, values))), mode)
    mirrored = last.picture.__class__(last.participants, -last.positions, last.picture.letters)
    swapped = {"A": "B", "B": "A", None: None}
    told = mirrored.__class__(last.participants, -last.positions, tuple(swapped[one] for one in last.picture.letters))
    found = opinion_map(gather(rows, columns, values, all_statements=[500]), mode, previous=told)
    assert [found.picture.letters[person] for person in range(80)] == list(told.letters)
    side = (found.positions[:80] * told.positions).sum(axis=0)
    assert (side > 0).tolist() == [True, mode is not Mode.IDEAL_POINT]  # here the model sees one direction


def test_a_participant_without_votes_stands_in_the_middle_without_group():
    rows, columns, values, _ = camps(60, 20, 2)
    for mode in MODES:
        found = opinion_map(gather(rows, columns, values, all_participants=[1000]), mode)
        np.testing.assert_allclose(found.positions[-1], 0, atol=1e-9)
        assert found.group[-1] == -1


def test_what_was_given_is_not_changed_and_what_is_returned_cannot_be():
    rows, columns, values, _ = camps(60, 20, 2)
    votes = gather(rows, columns, values)
    before = votes.values.copy(), votes.rows.copy()
    found = opinion_map(votes)
    np.testing.assert_array_equal(votes.values, before[0])
    np.testing.assert_array_equal(votes.rows, before[1])
    for array in (found.positions, found.group, found.certainty, found.numbers.priority):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_mode_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="magic"):
        opinion_map(gather([1], [1], [1]), "magic")
