"""Text is stored without what no text needs, and cleaning twice changes nothing more."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.plain import one_line, plain, slug_of


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("  Rathaus \n", "Rathaus"),
        ("a\r\nb\rc\x85d", "a\nb\nc\nd"),
        ("Ka\x00lle\x07tal\x9f", "Kalletal"),
        ("halb\ud800es", "halbes"),
        ("\ufeffTitel", "Titel"),
        ("gut\u202egpj.exe", "gutgpj.exe"),
        ("Mu\u0308nster", "Münster"),
        ("<b>fett</b>", "<b>fett</b>"),
        ("", ""),
    ],
)
def test_plain(dirty, clean):
    assert plain(dirty) == clean


def test_one_line():
    assert one_line(" zwei\n\n  Zeilen\tund\xa0mehr ") == "zwei Zeilen und mehr"


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_becomes_storable_and_stays_so(text):
    clean = plain(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert "\x00" not in clean
    assert "\r" not in clean
    assert unicodedata.is_normalized("NFC", clean)
    assert plain(clean) == clean
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Bürgerbus für alle!", "buergerbus-fuer-alle"), ("GROẞE Straße", "grosse-strasse"), ("a" * 79 + " b", "a" * 79)],
)
def test_a_slug_is_read_as_german_and_never_ends_with_a_dash(text, slug):
    assert slug_of(text) == slug
    assert slug_of("!?", "frage") == "frage"
