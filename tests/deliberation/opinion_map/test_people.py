"""Where each one stands, packed and found again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.opinion_map.people import BYTES, People, pack, unpack

VOTERS = st.lists(st.integers(0, 2**63 - 1), unique=True, max_size=30)


@given(VOTERS)
def test_what_was_packed_is_unpacked(voters):
    voters = sorted(voters)
    positions = np.arange(2 * len(voters), dtype=np.float32).reshape(-1, 2)
    group = np.arange(len(voters), dtype=np.int8) % 4 - 1
    data = pack(People(np.array(voters, dtype=np.int64), positions, group))
    assert len(data) == BYTES * len(voters)
    people = unpack(data)
    assert people.voters.tolist() == voters
    assert np.array_equal(people.positions, positions)
    assert np.array_equal(people.group, group)
    for place, voter in enumerate(voters):
        assert people.place_of(voter) == (2.0 * place, 2.0 * place + 1, place % 4 - 1)


def test_somebody_who_is_not_there_has_no_place():
    people = People(np.array([3, 9]), np.zeros((2, 2), np.float32), np.zeros(2, np.int8))
    assert [people.place_of(voter) for voter in (1, 5, 12)] == [None, None, None]


def test_half_a_participant_is_an_error():
    with pytest.raises(ValueError, match="18 bytes"):
        unpack(b"x" * 18)
