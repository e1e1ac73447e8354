"""Packing a long text into an address, and reading what comes out of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.plain import plain
from ideenschmiede.transfer.forms.asking import LONGEST_IN_ADDRESS, address, asked, pack, unpack
from ideenschmiede.transfer.matching import LONGEST_TEXT


@given(st.text(max_size=2_000))
def test_what_was_packed_comes_out_again(text):
    assert unpack(pack(plain(text))) == plain(text)


@given(st.text(max_size=200))
def test_whatever_else_stands_there_unpacks_to_some_text(packed):
    assert isinstance(unpack(packed), str)


def test_a_small_address_cannot_unpack_into_a_large_text():
    bomb = pack("a" * 50_000_000)
    assert len(bomb) < 70_000
    assert len(unpack(bomb)) == LONGEST_TEXT + 1


def test_a_lone_surrogate_can_be_packed():
    assert unpack(pack("a\ud800b")) == "a?b"


@pytest.mark.parametrize("length", [1, LONGEST_IN_ADDRESS, LONGEST_IN_ADDRESS + 1, LONGEST_TEXT])
def test_short_texts_stand_in_the_address_as_they_are(length):
    query = address("a" * length, "05766036")
    assert query.endswith("&ort=05766036")
    assert query.startswith("q=aaa" if 3 < length <= LONGEST_IN_ADDRESS else "q=a&" if length == 1 else "text=")


@pytest.mark.django_db
def test_nothing_asked_is_not_the_same_as_an_empty_question():
    assert asked({}, None).nothing_yet
    assert not asked({"q": " \x00 "}, None).nothing_yet
    assert asked({"q": " \x00 "}, None).text == ""


@pytest.mark.django_db
def test_a_chosen_place_wins_over_the_remembered_one(kalletal, luebz):
    remembered = asked({"q": "Arzt"}, luebz.key)
    assert (remembered.place, remembered.chosen) == (luebz, False)
    chosen = asked({"q": "Arzt", "ort": kalletal.key}, luebz.key)
    assert (chosen.place, chosen.chosen) == (kalletal, True)
    emptied = asked({"q": "Arzt", "ort": ""}, luebz.key)
    assert (emptied.place, emptied.chosen) == (None, True)


@pytest.mark.django_db
def test_a_misspelt_place_is_unclear_and_has_candidates(kalletal):
    one = asked({"q": "Arzt", "ort": "Kalletahl"}, None)
    assert one.place_is_unclear
    assert [entry.key for entry in one.candidates] == [kalletal.key]
