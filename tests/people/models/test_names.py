"""Names as people write them, in their parts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.plain import one_line
from ideenschmiede.people.models.names import PARTICLES, RANKS, Name, fold_name, split_name

CASES = {
    "Mario Hecker": Name(given_name="Mario", family_name="Hecker"),
    "Hecker, Mario": Name(given_name="Mario", family_name="Hecker"),
    "  Mara \t Hecker ": Name(given_name="Mara", family_name="Hecker"),
    "Madonna": Name(family_name="Madonna"),
    "Dr.": Name(family_name="Dr."),
    "": Name(),
    " , ": Name(),
    "Herr Müller": Name("herr", "", "", "Müller"),
    "Herrn Prof. Dr. Karla Freifrau von Stein": Name("herr", "Prof. Dr.", "Karla", "Freifrau von Stein"),
    "Frau von der Leyen": Name("frau", "", "", "von der Leyen"),
    "Freiherr vom Stein": Name(family_name="Freiherr vom Stein"),
    "Stein, Dr. Karla Freifrau vom": Name("", "Dr.", "Karla", "Freifrau vom Stein"),
    "Dr. Müller, Frau Eva": Name("frau", "Dr.", "Eva", "Müller"),
    "Karla Stein, M. A.": Name("", "M.A.", "Karla", "Stein"),
    "Steffi Graf": Name("", "", "Steffi", "Graf"),
    "Prinz Müller": Name("", "", "Prinz", "Müller"),
    "Karl-Theodor zu Guttenberg": Name("", "", "Karl-Theodor", "zu Guttenberg"),
    "Sinéad O'Neill": Name("", "", "Sinéad", "O'Neill"),
    "Dr. D’Angelo": Name("", "Dr.", "", "D’Angelo"),
    "Gianni d`Angelo": Name("", "", "Gianni", "d’Angelo"),
    "Jan van 't Hooft": Name("", "", "Jan", "van 't Hooft"),
    "Della Ben Bach": Name("", "", "Della Ben", "Bach"),
    "C. F. Meyer": Name("", "", "C. F.", "Meyer"),
    "Dr. H. Müller": Name("", "Dr.", "H.", "Müller"),
    "Prof. Dr. Dr. h. c. mult. Ute da Silva": Name("", "Prof. Dr. Dr. h. c. mult.", "Ute", "da Silva"),
    "Dr. rer. nat. Eva Bö": Name("", "Dr. rer. nat.", "Eva", "Bö"),
    "Dipl.-Ing. (FH) Otto Meier": Name("", "Dipl.-Ing. (FH)", "Otto", "Meier"),
    "Dr.-Ing. Hans Peter Müller-Lüdenscheidt": Name("", "Dr.-Ing.", "Hans Peter", "Müller-Lüdenscheidt"),
    "Medina Dent": Name("", "", "Medina", "Dent"),
    "Bürgermeister Mario Hecker": Name("", "", "Mario", "Hecker", "Bürgermeister"),
    "Erste Bürgermeisterin Eva Bach": Name("", "", "Eva", "Bach", "Erste Bürgermeisterin"),
    "Landrat a. D. Dr. Max Muster": Name("", "Dr.", "Max", "Muster", "Landrat a.D."),
}

word = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=2, max_size=12).map(str.capitalize)
plain_word = word.filter(lambda one: one.casefold() not in RANKS and split_name(f"{one} Bach").given_name == one)
particles = st.lists(st.sampled_from(sorted(PARTICLES - {"und", "im", "in"})), min_size=0, max_size=2)
title = st.sampled_from(["", "Dr.", "Prof. Dr.", "Dr. med.", "Dipl.-Ing."])


@pytest.mark.parametrize("text", sorted(CASES))
def test_names(text):
    assert split_name(text) == CASES[text]


def letters(text):
    return Counter(letter for letter in text.casefold() if letter.isalnum())


@given(st.text(max_size=60) | st.lists(st.sampled_from(sorted(CASES)), max_size=3).map(" ".join))
def test_nothing_is_lost_but_the_form_of_address(text):
    name = split_name(text)
    there, kept = (
        letters(one_line(text)),
        letters("".join([name.title, name.given_name, name.family_name, name.office])),
    )
    assert not kept - there
    assert not (there - kept) - letters("Herrn Frau" * 2)
    assert bool(name.family_name) or not kept


@given(title, st.lists(plain_word, min_size=1, max_size=2), particles, plain_word)
def test_what_was_put_together_comes_apart(title, given_names, small, last):
    family = " ".join([*small, last])
    joined = " ".join(filter(None, [title, *given_names, family]))
    assert split_name(joined) == Name("", title, " ".join(given_names), family)
    turned = " ".join(filter(None, [f"{family},", title, *given_names]))
    assert split_name(turned) == Name("", title, " ".join(given_names), family)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sinéad", "O'Neill"), ("Sinead", "O’NEILL")),
        (("Jürgen", "Müller"), ("Juergen", "Mueller")),
        (("", "Madonna"), ("", "madonna")),
    ],
)
def test_the_same_name_in_two_ways(one, other):
    assert fold_name(*one) == fold_name(*other)


def test_other_names_differ():
    assert fold_name("Eva", "Bach") != fold_name("Eva", "Back")
