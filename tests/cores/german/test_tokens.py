import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.german.tokens import LONGEST, fold, normal, words


def surfaces(text):
    return [word for _, _, word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \t\n ", []),
        ("Ärzte, Häuser!", ["Ärzte", "Häuser"]),
        ("Kita-Platz", ["Kita", "Platz"]),
        ("E-Mobilität im Ort", ["E-Mobilität", "im", "Ort"]),
        ("A-Z", ["A", "Z"]),
        ("Bürger:innen und Leiter/-in", ["Bürger:innen", "und", "Leiter/-in"]),
        ("Mitarbeiter*innen, Schüler_innen", ["Mitarbeiter*innen", "Schüler_innen"]),
        ("Uhrzeit:innerhalb", ["Uhrzeit", "innerhalb"]),
        ("12.500 Euro (2030)", ["12", "500", "Euro", "2030"]),
        ("Rat\u00adhaus", ["Rat\u00adhaus"]),
        ("snake_case", ["snake", "case"]),
        ("<b>Dorf</b>", ["b", "Dorf", "b"]),
        ("null\0byte", ["null", "byte"]),
        ("halb\ud800zeichen", ["halb", "zeichen"]),
    ],
)
def test_finds_words(text, expected):
    assert surfaces(text) == expected


def test_combining_characters_stay_in_the_word():
    decomposed = unicodedata.normalize("NFD", "Ärzte für Bürger")
    assert [normal(word) for word in surfaces(decomposed)] == ["ärzte", "für", "bürger"]


@given(st.text())
def test_places_are_those_of_the_original_text(text):
    end = 0
    for start, stop, word in words(text):
        assert end <= start < stop
        assert text[start:stop] == word
        end = stop


@given(st.text(st.characters(), max_size=200))
def test_normal_words_hold_only_letters_and_digits(text):
    form = normal(text)
    assert len(form) <= LONGEST
    assert form == "" or form.isalnum() or all(c.isalnum() or unicodedata.combining(c) for c in form)
    assert not any(c.isspace() for c in form)
    form.encode("utf-8")


@given(st.text(st.characters(categories=["L", "M", "Nd"]), max_size=30))
def test_composed_and_decomposed_spelling_meet(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert normal(composed) == normal(decomposed)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("STRASSE", "strasse"), ("Straße", "strasse"), ("CO₂", "co2"), ("Bürger:innen", "bürgerinnen"), ("ﬁt", "fit")],
)
def test_one_spelling_for_all(word, expected):
    assert normal(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("ärzte", "arzte"), ("café", "cafe"), ("haus", "haus"), ("şehir", "sehir")]
)
def test_fold_takes_marks_off(word, expected):
    assert fold(word) == expected


@pytest.mark.parametrize("text", ["a" * 100_000, "a\u0301" * 50_000, "\u00ad" * 100_000, "a-" * 50_000, "ä:" * 50_000])
def test_a_word_without_end_is_read_to_its_end(text):
    """Also a guard: where work grew with the square of the length, this would take minutes."""
    words = [normal(word) for word in surfaces(text)]
    assert bool(words) == any(letter.isalpha() for letter in text)
    assert all(word == word.casefold() for word in words)
