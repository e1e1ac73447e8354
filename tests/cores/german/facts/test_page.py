"""The text made ready: sentences, quotations, credits; offices in all forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.german.facts.offices import Office, office_of
from ideenschmiede.cores.german.facts.page import Page, Spans


def opening(text):
    return [word.text for word in Page(text).words if word.opens]


def hidden(text):
    return [word.text for word in Page(text).words if word.hidden]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eins zwei. Drei vier! Fünf", ["Eins", "Drei", "Fünf"]),
        ("Dr. Eins kam am 3. Mai z. B. nach St. Peter.", ["Dr"]),
        ("Eins\nzwei\n\ndrei", ["Eins", "drei"]),
        ("Er sagte: „Gut.“ Sie ging.", ["Er", "Gut", "Sie"]),
    ],
)
def test_sentences_begin(text, words):
    assert opening(text) == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Im „Innovators Club“ (IC).", ["Innovators Club"]),
        ('Im "Innovators Club" und »Forum«.', ["Innovators Club", "Forum"]),
        ("„Nachhaltigkeit“ und „Digitales“", ["Nachhaltigkeit", "Digitales"]),
        ("„Das geht so nicht. Wir warten“, sagte sie.", []),
        ("„und so weiter“", []),
        ("O'Brien und D’Angelo", []),
        ("„Klimaschutz e. V.“", ["Klimaschutz e. V."]),
    ],
)
def test_names_in_quotation_marks(text, names):
    assert [one.text for one in Page(text).quotations] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Text hier.\nFoto: M. Hecker", ["Foto", "M", "Hecker"]),
        ("Fotos: Gem. KA / M. Hecker", ["Fotos", "Gem", "KA", "M", "Hecker"]),
        ("Alle da (Foto: Stadt Hof) heute.", ["Foto", "Stadt", "Hof"]),
        ("Von Eva Feder\nText", ["Von", "Eva", "Feder"]),
        ("Von unserem Redakteur Jan Feder\nText", ["Von", "unserem", "Redakteur", "Jan", "Feder"]),
        ("Das Gespräch führte Eva Feder.", ["Das", "Gespräch", "führte", "Eva", "Feder"]),
        ("Hof (dpa) – Text", ["dpa"]),
        ("Von Kalletal nach Lemgo fährt ein Bus.", []),
        ("Das Foto zeigt Eva.", []),
    ],
)
def test_credits_and_bylines_are_hidden(text, words):
    assert hidden(text) == words


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    page = Page(text)
    for index, word in enumerate(page.words):
        assert text[word.start : word.end] == word.text
        assert page.at(word.start) == index
        first, last = page.sentence(index)
        assert first <= index < last


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9))), st.integers(0, 60), st.integers(1, 9))
def test_spans_know_whether_they_are_touched(spans, start, length):
    taken = Spans()
    stretches = [(begin, begin + size) for begin, size in spans]
    taken.add(stretches[::2])
    taken.add(stretches[1::2])
    end = start + length
    assert taken.touch(start, end) == any(begin < end and start < stop for begin, stop in stretches)


@pytest.mark.parametrize(
    ("word", "office"),
    [
        ("Bürgermeisters", Office("Bürgermeister", False, True)),
        ("Oberbürgermeisterin", Office("Oberbürgermeisterin", False, True)),
        ("Landrätinnen", Office("Landrätin", True, True)),
        ("Landrates", Office("Landrat", False, True)),
        ("Vize-Landrat", Office("Vize-Landrat", False, True)),
        ("Verwaltungschef", Office("Verwaltungschef", False, True)),
        ("Kämmerin", Office("Kämmerin", False, True)),
        ("Staatssekretärin", Office("Staatssekretärin", False, False)),
        ("Vorsitzende", Office("Vorsitzende", False, False)),
        ("Präsidentinnen", Office("Präsidentin", True, False)),
    ],
)
def test_offices(word, office):
    assert office_of(word) == office


@pytest.mark.parametrize("word", ["Begleiter", "Stadt", "Meister", "a", "", "Rat", "x" * 100])
def test_no_offices(word):
    assert office_of(word) is None
