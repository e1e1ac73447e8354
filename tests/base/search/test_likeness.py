"""How much short texts say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.search import likenesses

STATEMENTS = (
    "Digitale Anträge zuerst.",
    "Jedes Dorf braucht Glasfaser.",
    "Alle Mitarbeiterinnen und Mitarbeiter sollen geschult werden.",
    "Ein Chatbot hilft niemandem.",
)


def most_alike(text):
    found = likenesses(text, STATEMENTS)
    return STATEMENTS[found.index(max(found))], max(found)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Zuerst die digitalen Anträge!", STATEMENTS[0]),
        ("Digitale Antraege zuerst", STATEMENTS[0]),
        ("Glasfaser in jedem Dorf", STATEMENTS[1]),
        ("Jedes Dorf braucht ein Glasfasernetz", STATEMENTS[1]),
        ("Mitarbeiter schulen", STATEMENTS[2]),
    ],
)
def test_the_same_in_other_words_is_alike(text, same):
    found, likeness = most_alike(text)
    assert found == same
    assert likeness > 0.6


@pytest.mark.parametrize("text", ["Mehr Busse am Abend", "Weniger Sitzungen", "", "…", "42"])
def test_something_else_is_not(text):
    assert most_alike(text)[1] < 0.2


def test_a_rare_word_says_more_than_one_that_all_have():
    others = ["Die Gemeinde braucht Busse.", "Die Gemeinde braucht Wald.", "Die Gemeinde braucht Geld."]
    busses, wood, _money = likenesses("Die Gemeinde braucht mehr Busse im Takt.", others)
    assert busses > 1.5 * wood


def test_nothing_to_compare_with():
    assert likenesses("Busse", []) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_between_nothing_and_the_same(text, others):
    found = likenesses(text, [*others, text])
    assert len(found) == len(others) + 1
    assert all(0 <= likeness <= 1.0000001 for likeness in found)
    assert found[-1] == max(found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_does_not_matter_which_comes_first(one, other):
    assert likenesses(one, [other])[0] == pytest.approx(likenesses(other, [one])[0])
