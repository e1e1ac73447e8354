"""The text index: words for typing, states that name their files, scores that a restriction does not change."""

import numpy as np
import pytest
from tantivy import Index, Query, SchemaBuilder

from ideenschmiede.base.search import IndexMissing, text

from .conftest import practice


@pytest.fixture
def searcher(tmp_path):
    """An index of a few titles, each its own row."""
    titles = ("Rufbus im Landkreis", "Bürgerbus", "Freibad Münster", "Straße am Fluß", "Łódź-Platz 3b")
    index = text.create_index(tmp_path / "text")
    writer = index.writer(text.HEAP, 1)
    for row, title in enumerate(titles):
        terms = title.lower().split()
        writer.add_document(text.as_entry(practice(str(row), title), row, terms, terms))
    writer.add_document(text.as_state({"serial": 7, "rows": "rows-7.bin"}))
    writer.commit()
    index.reload()
    yield index.searcher()
    writer.wait_merging_threads()


def rows(searcher, query) -> list[int]:
    return [] if query is None else sorted(text.ranked(searcher, query, 100)[0].tolist())


def test_reads_what_belongs_to_a_commit(searcher):
    state = text.read_state(searcher)
    assert (state["serial"], state["rows"]) == (7, "rows-7.bin")


def test_an_index_without_a_commit_has_no_state(tmp_path):
    assert text.read_state(text.create_index(tmp_path / "new").searcher()) is None


def test_shows_a_row_and_knows_no_other(searcher):
    assert text.read_shown(searcher, 1).title == "Bürgerbus"
    with pytest.raises(KeyError):
        text.read_shown(searcher, 99)


@pytest.mark.parametrize("page", [0, 100])
def test_a_restriction_leaves_scores_as_they_are(searcher, monkeypatch, page):
    monkeypatch.setattr(text, "A_FEW", page)
    query = Query.boolean_query(
        [
            (text.Occur.Should, Query.term_query(text.SCHEMA, "text", word, "freq"))
            for word in ("rufbus", "im", "bürgerbus")
        ]
    )
    found, scores = text.ranked(searcher, query, 10)
    everything = dict(zip(found.tolist(), scores.tolist(), strict=True))
    for some in ([0], [1, 2], [0, 1, 3], []):
        found, scores = text.ranked(searcher, text.both(query, text.among_rows(np.array(some, dtype=np.int64))), 10)
        kept = dict(zip(found.tolist(), scores.tolist(), strict=True))
        assert kept == pytest.approx({row: everything[row] for row in some if row in everything})


def test_opening_for_reading_creates_nothing(tmp_path):
    with pytest.raises(FileNotFoundError):
        text.open_index(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("opening", [text.create_index, text.open_index])
def test_another_schema_must_be_built_anew(tmp_path, opening):
    other = SchemaBuilder().add_text_field("something").build()
    Index(other, path=str(tmp_path))
    with pytest.raises(IndexMissing, match="build it anew"):
        opening(tmp_path)


def test_its_own_schema_is_opened(tmp_path):
    text.create_index(tmp_path)
    assert text.read_state(text.open_index(tmp_path).searcher()) is None


def test_lone_surrogates_can_be_stored(tmp_path):
    index = text.create_index(tmp_path / "text")
    writer = index.writer(text.HEAP, 1)
    writer.add_document(text.as_entry(practice("1", "kaputt \ud800"), 0, ["kaputt"], ["kaputt"]))
    writer.commit()
    index.reload()
    assert text.read_shown(index.searcher(), 0).title.startswith("kaputt")
    writer.wait_merging_threads()
