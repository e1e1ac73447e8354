import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.opinions.conversations import ballots

from ideenschmiede.cores.opinions import gather


def as_dict(votes):
    triples = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    return {(votes.participants[row], votes.statements[column]): value for row, column, value in triples}


@given(ballots())
def test_the_last_vote_of_a_pair_counts(ballot):
    people, statements, values, hidden = ballot
    votes = gather(people, statements, values, hidden=hidden)
    expected = {}
    for person, statement, value in zip(people, statements, values, strict=True):
        expected[person, statement] = value
    assert as_dict(votes) == expected
    assert votes.participants == tuple(sorted(set(people)))
    assert votes.statements == tuple(sorted({*statements, *hidden}))
    assert {votes.statements[place] for place in np.flatnonzero(votes.hidden)} == hidden


@given(ballots(), st.randoms(use_true_random=False))
def test_the_order_of_different_pairs_makes_no_difference(ballot, random):
    people, statements, values, hidden = ballot
    votes = gather(people, statements, values, hidden=hidden)
    cast = [(*pair, value) for pair, value in as_dict(votes).items()]
    random.shuffle(cast)
    again = gather(*([one[part] for one in cast] for part in range(3)), hidden=hidden)
    assert as_dict(again) == as_dict(votes)
    assert again.participants == votes.participants


def test_rows_are_kept_one_after_the_other():
    votes = gather(["b", "a", "b"], ["y", "x", "x"], [1, -1, 0])
    assert votes.participants == ("a", "b")
    assert votes.start.tolist() == [0, 1, 3]
    assert votes.values.tolist() == [-1, 0, 1]
    assert votes.per_participant.tolist() == [1, 2]
    assert votes.matrix(votes.values.astype(float)).toarray().tolist() == [[-1.0, 0.0], [0.0, 1.0]]


def test_people_and_statements_may_be_there_without_votes():
    votes = gather([2], [7], [1], all_participants=[9, 1], all_statements=[8], hidden=[6])
    assert votes.participants == (1, 2, 9)
    assert votes.statements == (6, 7, 8)
    assert votes.hidden.tolist() == [True, False, False]
    assert votes.per_participant.tolist() == [0, 1, 0]


def test_votes_on_what_is_moderated_out_are_kept_but_not_visible():
    votes = gather([1, 1], [5, 6], [1, -1], hidden=[6])
    assert votes.visible.tolist() == [True, False]


def test_arrays_given_are_not_changed_and_arrays_returned_cannot_be():
    people, statements, values = np.array([3, 1, 3]), np.array([0, 0, 0]), np.array([1, -1, 0])
    copies = people.copy(), statements.copy(), values.copy()
    votes = gather(people, statements, values)
    for given_, copy in zip((people, statements, values), copies, strict=True):
        np.testing.assert_array_equal(given_, copy)
    with pytest.raises(ValueError, match="read-only"):
        votes.values[0] = 1


def test_too_many_pairs_for_one_number_are_sorted_all_the_same():
    people = np.arange(40) * 10**9
    statements = np.arange(40)[::-1] * 10**9
    votes = gather(np.tile(people, 2), np.tile(statements, 2), [1] * 40 + [-1] * 40)
    assert len(votes.rows) == 40
    assert set(votes.values.tolist()) == {-1}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, 2], "vote 1: 2 is not 1"),
        ([1, float("nan")], "vote 1: nan is not 1"),
        ([[1, 0]], "one row of values"),
        (["1", "0"], "votes are numbers"),
        ([1], "2 participants, 2 statements and 1 votes"),
    ],
    ids=["two", "nan", "matrix", "text", "short"],
)
def test_says_which_vote_is_none(values, message):
    with pytest.raises(ValueError, match=message):
        gather([1, 2], [1, 2], values)


def test_nothing_at_all():
    votes = gather([], [], [])
    assert votes.shape == (0, 0)
    assert votes.values.size == 0
