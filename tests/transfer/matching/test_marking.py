"""Which words are marked, and the sentence that shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.transfer.network import TODAY

from ideenschmiede.cores.german import terms
from ideenschmiede.transfer.matching import Marked, match
from ideenschmiede.transfer.matching.marking import LONGEST_PASSAGE, marked, passage
from ideenschmiede.transfer.models import Practice


def words_of(found: Marked) -> list[str]:
    return [text for text, is_marked in found.pieces() if is_marked]


def asked(text: str):
    (result,) = match(text=text, place=None, who=None, today=TODAY).results
    return result


def test_other_forms_and_compounds_of_the_words_are_marked(world):
    world.practice("Fünf Dörfer teilen sich eine Ärztin", summary="Die Hausärztinnen fahren durch alle Dörfer.")
    world.index()
    result = asked("Arzt im Dorf")
    assert words_of(result.title) == ["Dörfer", "Ärztin"]
    assert words_of(result.summary) == ["Hausärztinnen", "Dörfer"]
    assert result.passage is None
    assert {match.word for match in result.why.matches} == {"Arzt", "Dorf"}
    assert result.why.by_meaning == 0
    assert abs(sum(match.share for match in result.why.matches) - 1) < 0.05


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Hundesteuer online", "Hundekot", "part"),
        ("Hundekot im Park", "Hundekot", "word"),
        ("Zehn Hundebeutel gegen Hundekot", "Hundekot", "word"),
        ("Geflüchtete im Betrieb", "Flüchtlinge", "synonym"),
    ],
)
def test_it_is_told_whether_the_word_itself_was_found(world, title, text, found):
    world.practice(title, summary="Mehr nicht.")
    world.index()
    assert [(match.word, match.found) for match in asked(text).why.matches] == [(text, found)]


def test_a_sentence_from_the_story_is_shown_when_title_and_summary_have_no_word(world):
    world.practice("Bus", summary="Er fährt.", done="Erst war er leer. Dann fuhr der Hausarzt mit. Heute ist er voll.")
    world.index()
    result = asked("Hausarzt")
    assert result.passage.text == "Dann fuhr der Hausarzt mit."
    assert words_of(result.passage) == ["Hausarzt"]


def test_the_sentence_with_most_words_is_chosen():
    practice = Practice(problem="Ein Bus. Der Bus fährt zum Arzt.", done="Der Arzt kommt.")
    found = passage(practice, frozenset(terms("Bus Arzt")))
    assert found.text == "Der Bus fährt zum Arzt."
    assert passage(practice, frozenset(terms("Radweg"))) is None
    assert passage(practice, frozenset()) is None


def test_an_endless_sentence_is_cut_around_the_word():
    practice = Practice(done="viel " * 400 + "Hausarzt " + "mehr " * 400)
    found = passage(practice, frozenset(terms("Hausarzt")))
    assert words_of(found) == ["Hausarzt"]
    assert len(found.text) <= LONGEST_PASSAGE + 20
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")


@given(text=st.text(max_size=300), words=st.lists(st.sampled_from(["Arzt", "Bus", "ß", "İ"]), max_size=3))
def test_pieces_put_together_are_the_text(text, words):
    whole = f"{text} Arzt"
    found = marked(whole, frozenset(terms(" ".join(words))))
    assert "".join(piece for piece, _ in found.pieces()) == whole
