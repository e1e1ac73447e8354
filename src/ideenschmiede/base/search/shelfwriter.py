"""Writing one shelf: the documents of one kind.

A change becomes visible, and durable, by Tantivy's commit and by nothing else. Vectors and columns are on
disk before it, under names and lengths that only the commit makes valid; so a writer may be killed at any
moment, and what readers find is the state of the last commit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search import text as words
from ideenschmiede.base.search.documents import Document
from ideenschmiede.base.search.rows import empty_rows, read_rows, with_documents, with_vectors, write_rows
from ideenschmiede.base.search.vectors import VectorLog, digest
from ideenschmiede.base.search.windows import windows
from ideenschmiede.cores.german import Embedder

NOTHING_TO_EMBED = -1
PENDING = -2
BATCH = 64


def embed_all(texts: Sequence[str], embed: Embedder) -> NDArray[np.float32]:
    """Vectors of `texts` in their order; texts of like length go together, so that a batch has little padding."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    vectors = np.empty((len(texts), embed.dimension), dtype=np.float32)
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        vectors[part] = embed.passages([texts[place] for place in part])
    return vectors


Analyse = Callable[[str], Sequence[str]]
"""A text to its terms, as `ideenschmiede.cores.german.terms` does."""


class ShelfWriter:
    """The documents of one kind in `directory`, under the engine of meaning `engine` (or none)."""

    def __init__(self, directory: Path, *, analyse: Analyse, engine: str | None, dimensions: int) -> None:
        self.directory, self._analyse, self._engine, self._dimensions = directory, analyse, engine, dimensions
        index = words.create_index(directory / "text")
        index.reload()
        state = words.read_state(index.searcher()) or {}
        self._index, self._writer = index, index.writer(words.HEAP, 1)
        self._serial = int(state.get("serial", 0))
        self.rows = read_rows(directory / str(state["rows"])) if state else empty_rows()
        same = bool(state) and state["engine"] == engine
        kept = int(state["vectors"]) if same else 0
        self._vectors = str(state["vectors_name"]) if same else f"vectors-{self._serial + 1:09d}"
        self._log = VectorLog(directory / self._vectors, dimensions, kept) if engine else None
        self._row_of = {bytes(self.rows.keys[row]).decode(): int(row) for row in np.flatnonzero(self.rows.live)}
        self._free = np.flatnonzero(~self.rows.live).tolist()
        self._next_row = len(self.rows)
        self.changed, self._closed = not same, False
        if not same:
            self._forget_vectors()

    def put(self, documents: Sequence[Document], embed: Embedder | None, previous: "ShelfWriter | None" = None) -> None:
        """Add or replace documents. Vectors come from this shelf, from `previous` or from `embed`; else later."""
        self.changed = True
        latest = {document.key: document for document in documents}
        placed: dict[int, Document] = {}
        for key, document in latest.items():
            row = self._row_for(key)
            placed[row] = document
            self._writer.add_document(
                words.as_entry(document, row, self._analyse(document.title), self._analyse(document.text))
            )
        self.rows = with_documents(self.rows, placed, ())
        self.rows = with_vectors(self.rows, self._addresses(placed, embed, previous))

    def remove(self, keys: Iterable[str]) -> None:
        """Take documents out; keys that are not there are fine (a change may be applied twice)."""
        self.changed = True
        gone = [self._row_of.pop(key) for key in dict.fromkeys(keys) if key in self._row_of]
        for row in gone:
            self._writer.delete_documents_by_term("key", self.rows.key_of(row))
        self._free.extend(gone)
        self.rows = with_documents(self.rows, {}, gone)

    def commit(self) -> None:
        """Make everything since the last commit visible and durable, at once."""
        if self._log:
            self._log.flush()
        self._serial += 1
        name = f"rows-{self._serial:09d}.bin"
        write_rows(self.directory / name, self.rows)
        state = {
            "serial": self._serial,
            "rows": name,
            "engine": self._engine,
            "vectors": self._log.count if self._log else 0,
            "vectors_name": self._vectors,
            "dimensions": self._dimensions,
        }
        self._writer.delete_documents_by_term("mark", words.STATE)
        self._writer.add_document(words.as_state(state))
        self._writer.commit()
        self.changed = False
        for old in sorted(self.directory.glob("rows-*.bin"))[:-2]:  # a reader may just be opening the last but one
            old.unlink(missing_ok=True)
        for other in self.directory.glob("vectors-*"):
            if other.stem != self._vectors:  # of another engine; whoever has it mapped keeps it
                other.unlink(missing_ok=True)

    def pending(self, limit: int) -> dict[str, str]:
        """Keys and texts of up to `limit` documents that wait for their vectors."""
        self._index.reload()
        searcher = self._index.searcher()
        waiting = np.flatnonzero(self.rows.live & (self.rows.first_vector == PENDING))[:limit]
        shown = (words.read_shown(searcher, int(row)) for row in waiting)
        return {entry.key: entry.meaning for entry in shown}

    def add_vectors(self, vectors: Mapping[str, tuple[str, NDArray[np.float32]]]) -> None:
        """Vectors for documents, by key: the text that was embedded and one row a window.

        A document that is gone, or waits for the vectors of another text by now, is left alone.
        """
        self.changed = True
        self._index.reload()
        searcher = self._index.searcher()
        addresses = {}
        for key, (text, array) in vectors.items():
            row = self._row_of.get(key)
            if row is None or not self._log or self.rows.first_vector[row] != PENDING:
                continue
            if words.read_shown(searcher, row).meaning == text:
                addresses[row] = (self._log.append(self._digests(windows(text)), array), len(array))
        self.rows = with_vectors(self.rows, addresses)

    def close(self) -> None:
        """Let background merges end, then let go; once is enough. Changes since the last commit are dropped."""
        if self._closed:
            return
        self._closed = True
        self._writer.rollback()
        self._writer.wait_merging_threads()
        if self._log:
            self._log.close()

    def _row_for(self, key: str) -> int:
        if key in self._row_of:
            self._writer.delete_documents_by_term("key", key)
            return self._row_of[key]
        if self._free:
            row = self._free.pop()
        else:
            row, self._next_row = self._next_row, self._next_row + 1
        self._row_of[key] = row
        return row

    def _forget_vectors(self) -> None:
        waiting = PENDING if self._engine else NOTHING_TO_EMBED
        self.rows = with_vectors(self.rows, dict.fromkeys(self._row_of.values(), (waiting, 0)))

    def _addresses(
        self, placed: Mapping[int, Document], embed: Embedder | None, previous: "ShelfWriter | None"
    ) -> dict[int, tuple[int, int]]:
        """Where the vectors of each placed row are: kept, copied by digest, embedded now, or pending."""
        addresses: dict[int, tuple[int, int]] = {}
        unknown: dict[int, list[str]] = {}
        for row, document in placed.items():
            texts = windows(document.meaning) if self._log else []
            if not texts:
                addresses[row] = (NOTHING_TO_EMBED, 0)
            elif (known := self._known(row, texts, previous)) is not None:
                addresses[row] = known
            else:
                addresses[row] = (PENDING, 0)
                unknown[row] = texts
        if embed and unknown:
            addresses.update(self._embedded(unknown, embed))
        return addresses

    def _known(self, row: int, texts: Sequence[str], previous: "ShelfWriter | None") -> tuple[int, int] | None:
        assert self._log
        marks = self._digests(texts)
        slots = self._log.find(marks)
        first = int(self.rows.first_vector[row])
        if slots and slots == list(range(first, first + len(slots))):
            return first, len(slots)
        source = self._log if slots else previous._log if previous else None
        slots = slots or (source.find(marks) if source else None)
        if not slots or not source:
            return None
        return self._log.append(marks, source.read(slots)), len(slots)

    def _embedded(self, texts: Mapping[int, list[str]], embed: Embedder) -> dict[int, tuple[int, int]]:
        assert self._log
        flat = [window for row_texts in texts.values() for window in row_texts]
        first = self._log.append(self._digests(flat), embed_all(flat, embed))
        addresses = {}
        for row, row_texts in texts.items():
            addresses[row] = (first, len(row_texts))
            first += len(row_texts)
        return addresses

    def _digests(self, texts: Sequence[str]) -> list[bytes]:
        return [digest(self._engine or "", window) for window in texts]

    @property
    def waiting(self) -> int:
        """How many documents wait for their vectors."""
        return int((self.rows.live & (self.rows.first_vector == PENDING)).sum())
