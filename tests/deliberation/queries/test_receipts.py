from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.models import Decision
from ideenschmiede.deliberation.queries.receipts import LETTERS, checksum, checksum_of_list, new_code

DECISION = Decision(pk=7)


def test_codes_are_easy_to_copy():
    code = new_code()
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= set(LETTERS) | {"-"}
    assert len({new_code() for _code in range(200)}) == 200


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
