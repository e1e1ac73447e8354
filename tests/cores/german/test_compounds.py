import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.german.gold import COMPOUNDS, WHOLE

from ideenschmiede.cores.german.analysis import terms_of
from ideenschmiede.cores.german.compounds import split
from ideenschmiede.cores.german.lemmas import lemma
from ideenschmiede.cores.german.lexicon import lexicon
from ideenschmiede.cores.german.tokens import normal

JOIN = st.sampled_from(["", "s", "en", "n", "es"])
NOUN = st.sampled_from(
    ["gemeinde", "wasser", "schule", "straße", "energie", "verwaltung", "bürger", "haus", "rat", "bus"]
)


def parts_of(word):
    return set(split(lemma(normal(word))).parts)


def test_required_parts_are_found():
    """The best of six tools measured for this project finds 91 % of such parts (shared notes)."""
    assert len(COMPOUNDS) >= 24
    wanted = [(word, part) for word, parts in COMPOUNDS.items() for part in parts.split()]
    missed = [(word, part) for word, part in wanted if terms_of(part)[0] not in terms_of(word)]
    assert 1 - len(missed) / len(wanted) >= 0.95, missed


def test_whole_words_stay_whole():
    assert len(WHOLE) >= 20
    assert [word for word in WHOLE if len(terms_of(word)) > 1] == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Nahwärmenetz", {"nahwärme", "wärmenetz", "nah", "wärme", "netz"}),
        ("Landratsamt", {"landrat", "land", "rat", "amt"}),
        ("Wochenende", {"woche", "ende"}),
        ("laufende", set()),
        ("zugreifen", set()),
        ("klimaneutral", {"klima", "neutral"}),
        ("Rat", set()),
        ("", set()),
        ("2030", set()),
    ],
)
def test_levels(word, parts):
    assert parts_of(word) == parts


def test_the_head_gets_its_basic_form():
    assert split("hausarztpraxen").word == "hausarztpraxis"
    assert split("seniorenbeiräten").word == "seniorenbeirat"


@given(st.lists(st.tuples(NOUN, JOIN), min_size=1, max_size=5))
def test_pieces_are_the_word(chain):
    word = "".join(normal(noun) + link for noun, link in chain)
    found = split(word)
    assert "".join(found.pieces) == word
    assert found.word not in found.parts
    assert len(set(found.parts)) == len(found.parts)
    assert bool(found.parts) == (len(found.pieces) > 1)


@given(st.text(st.characters(categories=["L", "Nd"]), max_size=64))
def test_any_word_can_be_tried(text):
    found = split(normal(text))
    assert "".join(found.pieces) == normal(text)


def test_parts_are_words():
    known = lexicon()
    for word in COMPOUNDS:
        for part in parts_of(word):
            assert part in known.nouns or part in known.verbs or part in known.adjectives or part in known.openers


def test_the_longest_words():
    word = normal("Grundstücksverkehrsgenehmigungszuständigkeitsverordnung")
    assert {"zuständigkeit", "verordnung", "grundstück", "verkehr"} <= set(split(word).parts)
