"""Pseudonyms: the same for the same person, question and key; without the key nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base import keys
from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.queries.pseudonyms import BITS, random_voter, voter_of

KEYS = st.binary(min_size=keys.LENGTH, max_size=keys.LENGTH)


@given(KEYS, st.integers(1, 2**63 - 1))
def test_it_fits_the_column_and_is_the_same_again(key, pk):
    question = Question(pk=1, key=key)
    voter = voter_of(question, Account(pk=pk))
    assert 0 <= voter < 2**BITS
    assert voter == voter_of(Question(pk=2, key=memoryview(key)), Account(pk=pk))


@given(KEYS, KEYS, st.integers(1, 10**6), st.integers(1, 10**6))
def test_other_keys_and_other_people_make_others(key, other_key, pk, other_pk):
    voters = {voter_of(Question(pk=1, key=k), Account(pk=p)) for k in (key, other_key) for p in (pk, other_pk)}
    assert len(voters) == len({key, other_key}) * len({pk, other_pk})


def test_a_known_one():
    """What is stored must be found again by later versions: HMAC-SHA256, the first 63 bits."""
    assert voter_of(Question(pk=1, key=bytes(32)), Account(pk=7)) == 1_744_944_827_902_622_075


@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_without_a_key_there_is_nobody(visibility):
    with pytest.raises(KeyGone):
        voter_of(Question(pk=1, visibility=visibility), Account(pk=7))


def test_a_confidential_question_takes_the_key_of_its_file_alone():
    keys.make("question-1")
    secret = Question(pk=1, visibility="confidential", key=bytes(32))
    assert voter_of(secret, Account(pk=7)) == voter_of(Question(pk=1, key=keys.read("question-1")), Account(pk=7))


def test_random_ones_differ():
    assert len({random_voter() for _time in range(100)}) == 100
