"""Columns: what is written is read, rows keep their numbers, and an old view stays as it was."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideenschmiede.base.search import Document
from ideenschmiede.base.search.rows import empty_rows, read_rows, with_documents, with_vectors, write_rows


def document(key: str, facets=(), visibility="public", **numbers) -> Document:
    return Document(kind="x", key=key, title="", text="", facets=tuple(facets), visibility=visibility, numbers=numbers)


def facts(rows) -> dict[str, tuple]:
    """Everything that the columns say of each live document."""
    found = {}
    for row in np.flatnonzero(rows.live):
        labels = {rows.facet_names[label - 1] for label in rows.facets[:, row] if label}
        numbers = {name: rows.number(name)[row] for name in rows.number_names if not np.isnan(rows.number(name)[row])}
        found[rows.key_of(row)] = (labels, numbers, rows.visibility_names[rows.visibility[row]])
    return found


def test_columns_grow_by_what_documents_bring():
    rows = with_documents(empty_rows(), {0: document("a", ["topic:it"], cost=5)}, ())
    rows = with_documents(rows, {1: document("ein-längerer-schlüssel", ["topic:it", "land:05"], "network", year=2)}, ())
    assert facts(rows) == {
        "a": ({"topic:it"}, {"cost": 5.0}, "public"),
        "ein-längerer-schlüssel": ({"topic:it", "land:05"}, {"year": 2.0}, "network"),
    }


def test_a_replaced_document_keeps_nothing_of_the_old_one():
    rows = with_documents(empty_rows(), {0: document("a", ["t:1", "t:2"], cost=5), 1: document("b", cost=7)}, ())
    rows = with_documents(rows, {0: document("a", ["t:3"], "group", year=1)}, ())
    assert facts(rows) == {"a": ({"t:3"}, {"year": 1.0}, "group"), "b": (set(), {"cost": 7.0}, "public")}


def test_removed_rows_are_dead_and_have_no_vectors():
    rows = with_documents(empty_rows(), {0: document("a"), 1: document("b")}, ())
    rows = with_vectors(rows, {0: (0, 2), 1: (2, 1)})
    gone = with_documents(rows, {}, [1])
    assert gone.live.tolist() == [True, False]
    assert gone.vector_count.tolist() == [2, 0]
    assert rows.live.tolist() == [True, True]
    assert rows.vector_count.tolist() == [2, 1]


def test_a_number_that_nobody_has_is_unknown():
    rows = with_documents(empty_rows(), {0: document("a")}, ())
    assert np.isnan(rows.number("cost")).tolist() == [True]


def test_a_mapped_file_may_be_replaced(tmp_path):
    path = tmp_path / "rows.bin"
    write_rows(path, with_documents(empty_rows(), {0: document("alt")}, ()))
    view = read_rows(path)
    write_rows(path, with_documents(empty_rows(), {0: document("neu"), 1: document("mehr")}, ()))
    assert view.key_of(0) == "alt"
    assert read_rows(path).key_of(1) == "mehr"
    path.unlink()
    assert view.key_of(0) == "alt"


def test_mapped_columns_cannot_be_changed(tmp_path):
    write_rows(tmp_path / "rows.bin", with_documents(empty_rows(), {0: document("a")}, ()))
    with pytest.raises(ValueError, match="read-only"):
        read_rows(tmp_path / "rows.bin").live[0] = False


documents = st.builds(
    document,
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    st.lists(st.sampled_from(["t:1", "t:2", "land:05", "größe:klein"]), unique=True),
    st.sampled_from(["public", "network", "group"]),
    cost=st.floats(-1e9, 1e9),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(documents, unique_by=lambda one: one.key), st.data())
def test_what_is_written_is_read(tmp_path_factory, made, data):
    rows = with_documents(empty_rows(), dict(enumerate(made)), ())
    gone = data.draw(st.sets(st.sampled_from(range(len(made)))) if made else st.just(set()))
    rows = with_documents(rows, {}, gone)
    path = tmp_path_factory.mktemp("rows") / "rows.bin"
    write_rows(path, rows)
    again = read_rows(path)
    assert facts(again) == facts(rows)
    alive = {one.key for place, one in enumerate(made) if place not in gone}
    assert set(facts(again)) == alive
    assert len(again) == len(made)
