import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base import keys
from ideenschmiede.deliberation.models import Decision, Proposal, Seat
from ideenschmiede.deliberation.queries.receipts import LETTERS, checksum, checksum_of_list, code_of

DECISION = Decision(pk=7)


def test_codes_are_easy_to_copy(keys_dir):
    keys.make("decision-7")
    codes = {code_of(Proposal(pk=pk), Seat(pk=pk, decision=DECISION)) for pk in range(200)}
    assert len(codes) == 200
    assert {len(part) for code in codes for part in code.split("-")} == {4}
    assert {letter for code in codes for letter in code} == set(LETTERS) | {"-"}


def test_a_code_belongs_to_one_seat_and_one_version(keys_dir):
    keys.make("decision-7")
    first, second = (Seat(pk=pk, decision=DECISION) for pk in (1, 2))
    one, two = Proposal(pk=1), Proposal(pk=2)
    assert len({code_of(*which) for which in ((one, first), (one, second), (two, first), (two, second))}) == 4
    assert code_of(one, first) == code_of(one, first)
    keys.destroy("decision-7")
    with pytest.raises(keys.KeyGone):
        code_of(one, first)


@given(st.text(st.sampled_from(LETTERS), min_size=16, max_size=16), st.randoms(use_true_random=False))
def test_however_it_is_typed_it_is_the_same(code, rng):
    misread = {"1": "1Il", "0": "0Oo"}
    typed = "".join(
        rng.choice(misread.get(letter, letter + letter.lower())) + rng.choice(("", " ", "-")) for letter in code
    )
    assert checksum(DECISION, typed) == checksum(DECISION, code)


def test_a_code_belongs_to_one_decision():
    assert checksum(DECISION, "7K3M") != checksum(Decision(pk=8), "7K3M")
    assert checksum(DECISION, "7K3M") != checksum(DECISION, "7K3N")


def test_the_list_is_the_same_in_any_order():
    assert checksum_of_list(["b", "a"]) == checksum_of_list(["a", "b"]) != checksum_of_list(["a"])
