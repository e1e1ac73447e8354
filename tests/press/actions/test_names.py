"""Names in print: found as papers write them, masked letter by letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.press.actions.names import MASK, any_name, last_word, masked, masked_tree, whole_name

NAME = st.text(st.sampled_from("abcdefghäöüß"), min_size=2, max_size=9).map(str.capitalize)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mario Hecker spricht.", "█████ ██████ spricht."),
        ("MARIO HECKER spricht.", "█████ ██████ spricht."),
        ("Mario\nHecker spricht.", "█████\n██████ spricht."),
        ("Mario Heckers Rede", "█████ ███████ Rede"),
        ("Mario Hek-\nker", "Mario Hek-\nker"),  # an old way of breaking it, which nobody can know
        ("Mario Hec-\nker spricht", "█████ ████\n███ spricht"),
        ("Ma-\nrio Hecker", "███\n███ ██████"),
        ("Mario He\u00adcker", "█████ ███████"),
        ("Mario H. Hecker", "█████ ██ ██████"),
        ("Hecker, Mario", "███████ █████"),
        ("Die Mario-Hecker-Straße", "Die Mario-Hecker-Straße"),
        ("Mario spricht.", "Mario spricht."),
        ("Petra Hecker", "Petra Hecker"),
        ("Mario Heckermann", "Mario Heckermann"),
    ],
)
def test_the_whole_name(text, expected):
    assert masked(text, whole_name("Mario", "Hecker")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hecker spricht", "██████ spricht"),
        ("die Erfahrungen Heckers", "die Erfahrungen ███████"),
        ("der Hecker-Plan", "der ██████-Plan"),
        ("M. Hecker", "M. ██████"),
        ("HECKER", "██████"),
        ("hecker", "hecker"),
        ("Heckerlein", "Heckerlein"),
        ("Mario Hecker und Hecker", "█████ ██████ und ██████"),
    ],
)
def test_the_family_name_alone(text, expected):
    assert masked(text, any_name("Mario", "Hecker")) == expected


@pytest.mark.parametrize("text", ["Karla Freifrau von Stein", "Karla von Stein", "Karla Stein", "Frau von Stein"])
def test_names_with_particles(text):
    shown = masked(text, any_name("Karla", "Freifrau von Stein"))
    assert "Stein" not in shown
    assert len(shown) == len(text)


def test_a_common_word_is_no_name():
    pattern = any_name("Lea", "Klein")
    assert masked("Ein klein wenig: Lea Klein.", pattern) == "Ein klein wenig: ███ █████."


@pytest.mark.parametrize(("given_name", "family"), [("", "Hecker"), ("Mario", ""), ("", ""), (" ", " ")])
def test_without_both_names_the_whole_name_finds_nothing(given_name, family):
    assert masked("Mario Hecker", whole_name(given_name, family)) == "Mario Hecker"


def test_one_word_is_a_name_where_the_text_is_about_its_bearer():
    assert masked("Madonna singt", any_name("", "Madonna")) == "███████ singt"


@pytest.mark.parametrize("family", ["O’Neill", "D'Angelo", "Müller-Lüdenscheidt", "A+B", "(x", "de la Cruz"])
def test_apostrophes_hyphens_and_signs_are_letters_like_others(family):
    assert last_word(family) not in masked(f"Es spricht Kim {family}.", any_name("Kim", family))


@given(NAME, NAME, st.text(max_size=60), st.text(max_size=60))
def test_the_length_stays_and_the_name_goes(first, last, before, after):
    text = f"{before} {first} {last} {after}"
    shown = masked(text, any_name(first, last))
    assert len(shown) == len(text)
    assert re.search(rf"(?<!\w){first} {last}(?!\w)", shown) is None
    assert all(a in (b, MASK) for a, b in zip(shown, text, strict=True))


def test_every_text_of_a_tree_is_masked_and_nothing_else():
    tree = {"a": "Mario Hecker", "b": [1, None, {"c": ("Hecker", True)}]}
    expected = {"a": f"{MASK * 5} {MASK * 6}", "b": [1, None, {"c": [MASK * 6, True]}]}
    assert masked_tree(tree, any_name("Mario", "Hecker")) == expected
