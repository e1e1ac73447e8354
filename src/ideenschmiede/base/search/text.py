"""The words of a shelf: a Tantivy index that is fed with the terms of our own German analysis.

The text of an entry begins with its title, and the title is a second, lighter field: so a word that is rare in
texts stays rare, and still counts more where it is in the title. Two fields that share the words between them
lost .05 nDCG where titles are long, and won nothing where they are short. A shelf
has an index of its own for the same reason: 10,000 short places would spoil the statistics of 120 practices.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Occur, Query

from ideenschmiede.base.search.documents import Document, IndexMissing

SPLIT = "split"  # our terms come joined by blanks; Tantivy only has to cut them
HEAP = 64_000_000  # bytes the writer collects before it writes a segment
FORMAT = 2  # raise it with every change of what lies on disk, the analysis of German included
STATE = "state"
META = "meta.json"  # what Tantivy replaces at every commit
MADE_BY_ANOTHER = "The search index was made by another version of this software; build it anew."
A_FEW = 1000  # rows


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=SPLIT, index_option="freq")
    builder.add_text_field("text", tokenizer_name=SPLIT, index_option="freq")
    builder.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("show", stored=True)
    return builder.build()


SCHEMA = _schema()


@dataclass(frozen=True)
class Shown:
    """What a list needs to show a hit without asking the database."""

    key: str
    title: str
    meaning: str
    url: str


def create_index(directory: Path) -> tantivy.Index:
    """Open the index in `directory`, or begin one. Raises `IndexMissing` where another version left one."""
    directory.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(tantivy.Index(SCHEMA, path=str(directory)))
    except ValueError as error:  # Tantivy: the schema differs
        raise IndexMissing(MADE_BY_ANOTHER) from error


def open_index(directory: Path) -> tantivy.Index:
    """Open the index in `directory`, for reading; creates nothing.

    Raises FileNotFoundError where there is none that can be read, `IndexMissing` where another version left one.
    """
    if not (directory / META).exists():
        raise FileNotFoundError(directory / META)
    try:
        index = tantivy.Index.open(str(directory))
    except ValueError as error:  # cut short, or removed since the line above
        raise FileNotFoundError(directory / META) from error
    if index.schema != SCHEMA:  # fields go by number: a search in it would ask another field, and find nothing
        raise IndexMissing(MADE_BY_ANOTHER)
    return _prepared(index)


def _prepared(index: tantivy.Index) -> tantivy.Index:
    """Tantivy forgets its tokenizers at every opening."""
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(SPLIT, splitter)
    index.config_reader("manual")
    return index


def as_entry(document: Document, row: int, title: Sequence[str], text: Sequence[str]) -> tantivy.Document:
    """The Tantivy entry of `document`, whose title and text were analysed into the terms given."""
    entry = tantivy.Document()
    entry.add_text("key", document.key)
    entry.add_unsigned("row", row)
    entry.add_text("title", _encodable(" ".join(title)))
    entry.add_text("text", _encodable(" ".join((*title, *text))))
    shown = [document.key, document.title, document.meaning, document.url]
    entry.add_bytes("show", json.dumps(shown).encode("utf-8", "replace"))
    return entry


def _encodable(text: str) -> str:
    """Lone surrogates, which come out of broken files, cannot be written; a question mark stands for each."""
    return text.encode("utf-8", "replace").decode("utf-8")


def as_state(state: dict[str, Any]) -> tantivy.Document:
    """The one entry that says which other files belong to a commit."""
    entry = tantivy.Document()
    entry.add_text("mark", STATE)
    entry.add_bytes("show", json.dumps({**state, "format": FORMAT}).encode("utf-8"))
    return entry


def read_state(searcher: tantivy.Searcher) -> dict[str, Any] | None:
    """What `as_state` wrote in the commit that `searcher` sees; None in an index without commits.

    Raises `IndexMissing` for an index that another version of this software made.
    """
    hits = searcher.search(Query.term_query(SCHEMA, "mark", STATE, "basic"), limit=1, count=False).hits
    if not hits:
        return None
    content: dict[str, Any] = json.loads(bytes(searcher.doc(hits[0][1])["show"][0]))
    if content.get("format") != FORMAT:
        raise IndexMissing(MADE_BY_ANOTHER)
    return content


def read_shown(searcher: tantivy.Searcher, row: int) -> Shown:
    """What to show for `row`; raises KeyError when no document is there."""
    hits = searcher.search(Query.term_query(SCHEMA, "row", row), limit=1, count=False).hits
    if not hits:
        raise KeyError(row)
    return Shown(*json.loads(bytes(searcher.doc(hits[0][1])["show"][0])))


def ranked(searcher: tantivy.Searcher, query: Query, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Rows and scores of the best `limit` hits, best first."""
    hits = searcher.search(query, limit=limit, count=False).hits
    rows = searcher.fast_field_values("row", [address for _, address in hits])
    scores = np.fromiter((score for score, _ in hits), dtype=np.float32, count=len(hits))
    return np.array(rows, dtype=np.int64), scores


def among_rows(rows: NDArray[np.int64]) -> Query:
    """All that is in `rows`, without a score of its own: added to a query, it changes none."""
    numbers = rows.tolist()
    if len(numbers) <= A_FEW:  # looking up each is two to four times faster than a set
        among = Query.boolean_query([(Occur.Should, Query.term_query(SCHEMA, "row", row)) for row in numbers])
    else:
        among = Query.term_set_query(SCHEMA, "row", numbers)
    return Query.const_score_query(among, 0.0)


def both(query: Query, among: Query) -> Query:
    """What both find."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, among)])
