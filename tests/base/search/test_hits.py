"""Hits: filters come before every cut, counts fit the lists that they announce, exact scores decide the order."""

import numpy as np
import pytest

from ideenschmiede.base.search import Document, Where, shelf
from ideenschmiede.cores.ranking import fuse

from .conftest import practice

PUBLIC = {"public"}
TOPICS = ("verkehr", "energie", "bildung")


def many(count: int) -> list[Document]:
    """Documents that all match "Rufbus", those with a high number in ever longer texts, so ever less."""
    return [
        practice(
            str(number),
            f"Vorhaben {number}",
            "Rufbus " + "Haltestelle " * (1 + number // 40),
            facets=(f"topic:{TOPICS[number % 3]}", f"land:{number % 16:02d}"),
            numbers={"n": number},
        )
        for number in range(count)
    ]


def test_counts_announce_what_a_choice_would_give(indexed):
    reader = indexed(*many(120))
    where = Where(labels={"topic": {"verkehr"}, "land": {"03"}})
    hits = reader.search("practice", "Rufbus", visible=PUBLIC, where=where)
    for topic, count in hits.counts("topic").items():
        chosen = Where(labels={"topic": {topic}, "land": {"03"}})
        assert len(reader.search("practice", "Rufbus", visible=PUBLIC, where=chosen)) == count
    for land, count in hits.counts("land").items():
        chosen = Where(labels={"topic": {"verkehr"}, "land": {land}})
        assert len(reader.search("practice", "Rufbus", visible=PUBLIC, where=chosen)) == count
    assert hits.total == 120


@pytest.mark.parametrize("few", [5, 0])
def test_a_filter_finds_what_lies_beyond_the_depth(indexed, monkeypatch, few):
    """With `few` rows the filter is handed to Tantivy; with none so few, deeper lists are fetched."""
    monkeypatch.setattr(shelf, "DEPTH", 20)
    monkeypatch.setattr(shelf, "ENOUGH", 10)
    monkeypatch.setattr(shelf, "FEW", few)
    reader = indexed(*many(600), engine=None)
    last = Where(between={"n": (595, None)})
    hits = reader.search("practice", "Rufbus", visible=PUBLIC, where=last, answers_only=False)
    assert sorted(hits.keys()) == ["595", "596", "597", "598", "599"]
    assert (hits.lexical > 0).all()


def test_numbers_and_keys_are_those_of_the_hits(indexed):
    hits = indexed(*many(30)).search("practice", "Rufbus", visible=PUBLIC)
    assert hits.number("n").astype(int).tolist() == list(map(int, hits.keys()))
    assert hits.keys([0, 2]) == [hits.keys()[0], hits.keys()[2]]
    assert np.isnan(hits.number("unknown")).all()


def test_relevance_is_the_fusion_of_the_exact_scores(indexed, embedder):
    reader = indexed(practice("1", "Rufbus auf Abruf"), practice("2", "Rufbus"), practice("3", "Freibad im Ort"))
    hits = reader.search("practice", "Rufbus auf Abruf", visible=PUBLIC, answers_only=False)
    question = embedder.queries(["Rufbus auf Abruf"])[0]
    titles = {"1": "Rufbus auf Abruf", "2": "Rufbus", "3": "Freibad im Ort"}
    found = hits.keys()
    true = [float(embedder.queries([titles[key]])[0] @ question) for key in found]
    assert hits.meaning == pytest.approx(true, abs=1e-4)
    assert hits.relevance == pytest.approx(fuse(hits.lexical, np.array(true), hits.scale), abs=1e-3)
    assert sum(hits.shares()) == pytest.approx(hits.relevance, abs=1e-6)
    assert (np.diff(hits.relevance) <= 0).all()
    assert hits.keys()[0] == "1"


def test_term_scores_add_up_to_the_lexical_score(indexed):
    reader = indexed(practice("1", "Rufbus und Freibad"), practice("2", "Rufbus"), practice("3", "Bibliothek"))
    hits = reader.search("practice", "Rufbus Freibad Sternwarte", visible=PUBLIC)
    parts = hits.term_scores(range(len(hits)))
    assert "sternwart" not in parts
    assert sum(parts.values()) == pytest.approx(hits.lexical, rel=1e-5)


def test_without_vectors_words_decide_and_the_result_says_so(indexed, embedder, root):
    reader = indexed(practice("1", "Rufbus"), engine=None)
    hits = reader.search("practice", "Rufbus", visible=PUBLIC)
    assert (hits.engine, hits.embedded) == (None, 0.0)
    assert hits.relevance.tolist() == [1.0]
    assert np.isnan(hits.meaning).all()


def test_meaning_finds_what_no_word_does(indexed):
    """Title and text share no word with the question, only what was embedded does."""
    text = "haltestelle am dorfrand fuer alle leute"
    reader = indexed(
        Document(kind="practice", key="1", title="Rufbus", text="Rufbus", meaning=text), practice("2", "Freibad")
    )
    hits = reader.search("practice", "haltestelle am dorfrand", visible=PUBLIC)
    assert hits.keys() == ["1"]
    assert hits.lexical.tolist() == [0.0]
    assert hits.meaning[0] > 0.5


def test_a_long_text_is_found_by_one_of_its_parts(indexed, embedder):
    needle = "photovoltaik auf dem dach der turnhalle " * 12
    hay = " ".join(f"wort{number}" for number in range(600))
    long = Document(kind="practice", key="lang", title="Bericht", text="Bericht", meaning=f"{hay} {needle} {hay}")
    reader = indexed(long, practice("kurz", "Freibad"))
    kept = reader.shelf("practice")
    assert kept.rows.vector_count.max() > 1
    hits = reader.search("practice", needle, visible=PUBLIC)
    assert hits.keys() == ["lang"]
    whole = embedder.queries([long.meaning])[0] @ embedder.queries([needle])[0]
    assert hits.meaning[0] > whole


def test_an_empty_shelf_answers_with_nothing(indexed):
    reader = indexed(practice("1", "Rufbus", visibility="network"))
    hits = reader.search("practice", "Rufbus", visible=PUBLIC)
    assert (len(hits), hits.total, hits.embedded, hits.keys()) == (0, 0, 0.0, [])
    assert hits.counts("topic") == {}


def test_asking_again_scans_nothing_and_gives_the_same(indexed, embedder):
    reader = indexed(*many(40))
    kept = reader.shelf("practice")
    texts = [f"Rufbus Haltestelle {number}" for number in range(12)]
    first = [reader.search("practice", text, visible=PUBLIC).relevance.tolist() for text in texts]
    assert first == [reader.search("practice", text, visible=PUBLIC).relevance.tolist() for text in texts]
    question = embedder.queries(["Rufbus"])[0]
    once, again = (kept.meaning(question, kept.rows.live) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    once[:] = 0
    assert kept.meaning(question, kept.rows.live).any()
