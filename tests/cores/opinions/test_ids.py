import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.opinions.ids import index_of


@given(st.lists(st.integers(-(10**12), 10**12) | st.integers(0, 5), max_size=30), st.sets(st.integers(0, 9)))
def test_whole_numbers_are_numbered_by_size(ids, more):
    known, position = index_of(ids, more)
    assert known == tuple(sorted({*ids, *more}))
    assert [known[place] for place in position] == ids


@given(st.lists(st.text(max_size=3) | st.integers(0, 9) | st.uuids(), max_size=20))
def test_whatever_can_be_hashed_finds_its_place(ids):
    known, position = index_of(ids, ())
    assert len(set(known)) == len(known)
    assert [known[place] for place in position] == ids


@given(st.lists(st.text(max_size=3), max_size=20), st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order(ids, random):
    shuffled = ids.copy()
    random.shuffle(shuffled)
    assert index_of(ids, ())[0] == index_of(shuffled, ())[0]


def test_arrays_and_lists_give_the_same():
    for ids in ([5, 3, 5], ["b", "a", "b"]):
        (known, position), (known_too, position_too) = index_of(ids, ()), index_of(np.array(ids), ())
        assert known == known_too
        np.testing.assert_array_equal(position, position_too)


def test_a_number_and_its_text_are_two_ids():
    assert index_of([1, "1"], ())[0] == (1, "1")


def test_text_besides_numbers_is_possible():
    assert index_of(np.array([2, 1]), ["new"])[0] == (1, 2, "new")


@pytest.mark.parametrize("missing", [None, float("nan")], ids=["none", "nan"])
def test_what_is_missing_is_no_id(missing):
    with pytest.raises(ValueError, match="is no id"):
        index_of(["a", missing], ())
