import gzip
import json
import re
import threading

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.german.gold import APART, INFLECTIONS

from ideenschmiede.cores.german.analysis import terms_of
from ideenschmiede.cores.german.lemmas import adjective_of, is_listed, lemma, noun_of, stem
from ideenschmiede.cores.german.lexicon import lexicon
from ideenschmiede.cores.german.tokens import normal


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("häuser", "haus"),
        ("häusern", "haus"),
        ("städten", "stadt"),
        ("kitas", "kita"),
        ("raten", "rate"),
        ("zeiten", "zeit"),
        ("museen", "museum"),
        ("praktika", "praktikum"),
        ("kenntnissen", "kenntnis"),
        ("gärten", "garten"),
        ("haus", "haus"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_nouns(form, expected):
    assert noun_of(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("saniert", "sanieren"),
        ("sanierten", "sanieren"),
        ("gefördert", "fördern"),
        ("ausgebaut", "ausbauen"),
        ("einzureichen", "einreichen"),
        ("gegangen", "gehen"),
        ("aufgenommen", "aufnehmen"),
        ("verglichen", "vergleichen"),
        ("enthält", "enthalten"),
        ("kamen", "kommen"),
        ("leitet", "leiten"),
        ("wohnt", "wohnen"),
        ("gefahren", "gefahr"),
        ("geräte", "gerät"),
        ("ausnahmen", "ausnahme"),
        ("ärztinnen", "arzt"),
        ("bürgermeisterin", "bürgermeister"),
        ("termin", "termin"),
        ("besser", "gut"),
        ("busse", "bus"),
        ("buddhistischen", "buddhistisch"),
        ("unbekanntes wort", "unbekanntes wort"),
    ],
)
def test_basic_forms(form, expected):
    assert lemma(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("digitalen", "digital"), ("stärkste", "stark"), ("größer", None), ("ländliche", "ländlich"), ("haus", None)],
)
def test_adjectives(form, expected):
    assert adjective_of(form) == expected


def test_inflected_forms_meet():
    assert len(INFLECTIONS) >= 25
    missed = [pair for pair in INFLECTIONS if terms_of(pair[0])[0] != terms_of(pair[1])[0]]
    assert len(missed) <= len(INFLECTIONS) // 25, missed


def test_other_words_stay_apart():
    assert len(APART) >= 15
    merged = [pair for pair in APART if terms_of(pair[0])[0] == terms_of(pair[1])[0]]
    assert len(merged) <= len(APART) // 15, merged


def test_stems_have_one_spelling_for_verbs_and_their_nouns():
    assert stem("sanieren") == stem("sanierung") == "sanier"
    assert stem("fördern") == stem("förderung") != stem("fordern")


@given(st.text(st.characters(categories=["L", "Nd"]), max_size=40))
def test_any_word_has_a_lemma_and_a_stem(text):
    word = lemma(normal(text))
    assert isinstance(word, str)
    assert not any(c.isspace() for c in stem(word))
    assert stem(word) == stem(word)


def test_listed_words():
    assert is_listed("gemeinde")
    assert not is_listed("gemeinden")


def test_threads_do_not_disturb_each_other():
    wanted = {word: stem.__wrapped__(word) for word in ("kommunen", "verwaltungen", "bibliotheken", "städtebau")}
    wrong = []

    def check():
        for _ in range(200):
            wrong.extend(word for word, term in wanted.items() if stem.__wrapped__(word) != term)

    threads = [threading.Thread(target=check) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.shared
@pytest.mark.slow
def test_a_dictionary_agrees(shared_data):
    """Where simplemma names a basic form, ours has the same stem; it errs as well, so that not all can agree."""
    with gzip.open(shared_data / "retrieval/xquad.de.json.gz", "rt", encoding="utf-8") as file:
        text = " ".join(p["context"] for article in json.load(file)["data"] for p in article["paragraphs"])
    nouns = set(re.findall(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{3,}\b", text))
    others = set(re.findall(r"\b[a-zäöüß]{4,}\b", text))
    for words, least in ((nouns, 0.97), (others, 0.92)):
        lemmas = {word: simplemma.lemmatize(word, lang="de") for word in words}
        pairs = [(terms_of(word), terms_of(basic)) for word, basic in lemmas.items() if basic.lower() != word.lower()]
        changed = [(ours, theirs) for ours, theirs in pairs if ours and theirs]
        assert sum(ours[0] == theirs[0] for ours, theirs in changed) / len(changed) >= least


def test_every_verb_and_adjective_on_record_has_a_stem():
    known = lexicon()
    assert all(stem(word) for word in known.verbs | known.adjectives)
