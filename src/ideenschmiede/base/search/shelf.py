"""A snapshot of one shelf: consistent, read-only, safe to use from several threads and for as long as one likes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Query

from ideenschmiede.base.search import text as words
from ideenschmiede.base.search.filters import Mask
from ideenschmiede.base.search.rows import Rows, read_rows
from ideenschmiede.base.search.vectors import Vectors
from ideenschmiede.base.search.wording import Wording, worded
from ideenschmiede.cores.german import QueryTerm

ATTEMPTS = 5
DEPTH = 5000  # hits fetched from Tantivy at first
ENOUGH = 200  # of them that pass the filter; with fewer, and more to be had, more are fetched
REMEMBERED = 8  # scans; 0.4 MB each with 100,000 documents
FEW = 4096  # a filter that leaves so few rows is handed to Tantivy

Floats = NDArray[np.float32]
RowNumbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class Shelf:
    """Columns, words and vectors of one kind of document as of one commit. `engine` names the vectors' engine."""

    kind: str
    rows: Rows
    engine: str | None
    _searcher: tantivy.Searcher
    _vectors: Vectors | None
    _scans: dict[bytes, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many documents there are."""
        return int(self.rows.live.sum())

    @cached_property
    def embedded(self) -> Mask:
        """Rows whose meaning is known."""
        return self.rows.live & (self.rows.vector_count > 0)

    @cached_property
    def _owner(self) -> NDArray[np.int64]:
        """The row that each vector belongs to, -1 for vectors that nobody uses any more."""
        owners = np.full(self._vectors.count if self._vectors else 0, -1, dtype=np.int64)
        rows = np.flatnonzero(self.embedded)
        slots, place = self._slots_of(rows)
        owners[slots] = rows[place]
        return owners

    def _slots_of(self, rows: RowNumbers) -> tuple[RowNumbers, RowNumbers]:
        """The vectors of `rows`, and for each the place in `rows` that it belongs to."""
        counts = self.rows.vector_count[rows].astype(np.int64)
        place = np.repeat(np.arange(len(rows)), counts)
        offset = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.rows.first_vector[rows][place] + offset, place

    def wording(self, terms: Sequence[QueryTerm]) -> Wording:
        """The query for `terms` on this shelf."""
        return worded(self._searcher, terms)

    def lexical(self, query: Query | None, seen: Mask, keep: Mask) -> Floats:
        """BM25 over all rows; 0 where no term matched or where `seen` is False.

        Scores beyond the best `DEPTH` are cut to 0, but when few of these pass the filter `keep`, more
        are fetched: a filter never leaves a page empty that could be full.
        """
        scores = np.zeros(len(self.rows), dtype=np.float32)
        if query is None:
            return scores
        found, values = words.ranked(self._searcher, query, DEPTH)
        passed = seen[found]
        scores[found[passed]] = values[passed]
        if len(found) == DEPTH and keep[found].sum() < ENOUGH:
            found, values = self._deeper(query, keep)
            passed = keep[found]
            scores[found[passed]] = values[passed]
        return scores

    def meaning(self, query: Floats, seen: Mask) -> Floats:
        """Cosine of `query` (d,) with the nearest window of each row, to about 0.001.

        NaN where there is no vector and where `seen` is False.
        """
        scores = np.full(len(self.rows), np.nan, dtype=np.float32)
        if self._vectors is None or not self._vectors.count:
            return scores
        cosines = self._scanned(self._vectors, query)
        used = self._owner >= 0
        scores[self.embedded] = -1.0
        np.maximum.at(scores, self._owner[used], cosines[used])
        scores[~seen] = np.nan
        return scores

    def _scanned(self, vectors: Vectors, query: Floats) -> Floats:
        """The scan, remembered for the last few questions: who turns a page or sets a filter asks the same again."""
        mark = query.tobytes()
        known = self._scans.get(mark)
        if known is None:
            known = vectors.scan(query)
            if len(self._scans) >= REMEMBERED:
                self._scans.clear()
            self._scans[mark] = known
        return known

    def exact_meaning(self, query: Floats, rows: RowNumbers) -> Floats:
        """As `meaning`, for `rows` only and to about 0.00001."""
        if self._vectors is None or not len(rows):
            return np.full(len(rows), np.nan, dtype=np.float32)
        slots, place = self._slots_of(rows)
        scores = np.full(len(rows), np.nan, dtype=np.float32)
        scores[place] = -1.0
        np.maximum.at(scores, place, self._vectors.exact(query, slots))
        return scores

    def shown(self, row: int) -> words.Shown:
        """Title, gist and address of the document in `row`."""
        return words.read_shown(self._searcher, row)

    def term_scores(self, terms: Sequence[QueryTerm], rows: RowNumbers) -> dict[str, Floats]:
        """What each term adds to the lexical score of each of `rows`; terms that match none of them are left out."""
        place, among = {int(row): number for number, row in enumerate(rows)}, words.among_rows(rows)
        parts: dict[str, Floats] = {}
        for term in terms:
            query = self.wording([term]).query
            if query is None:
                continue
            found, values = words.ranked(self._searcher, words.both(query, among), max(len(rows), 1))
            if len(found):
                parts[term.term] = np.zeros(len(rows), dtype=np.float32)
                parts[term.term][[place[int(row)] for row in found]] = values
        return parts

    def _deeper(self, query: Query, keep: Mask) -> tuple[RowNumbers, Floats]:
        kept = np.flatnonzero(keep)
        if len(kept) <= FEW:
            return words.ranked(self._searcher, words.both(query, words.among_rows(kept)), max(len(kept), 1))
        depth = DEPTH
        while True:
            depth *= 4
            found, values = words.ranked(self._searcher, query, depth)
            if len(found) < depth or keep[found].sum() >= ENOUGH:
                return found, values


class ShelfSource:
    """Opens snapshots of the shelf in `directory`; the Tantivy index stays open between them.

    Raises FileNotFoundError where there is no shelf.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._index = words.open_index(directory / "text")

    def stamp(self) -> tuple[int, int]:
        """Changes with every commit; costs one stat."""
        facts = (self._directory / "text" / words.META).stat()
        return facts.st_ino, facts.st_mtime_ns

    def open(self) -> Shelf | None:
        """The newest commit; None before the first. Raises FileNotFoundError when the shelf was removed."""
        for attempt in range(ATTEMPTS):
            self._index.reload()
            searcher = self._index.searcher()
            state = words.read_state(searcher)
            if state is None:
                return None
            try:
                return self._with(searcher, state)
            except FileNotFoundError:  # a commit came between; its files replaced the ones we were about to open
                if attempt == ATTEMPTS - 1:
                    raise
        return None

    def _with(self, searcher: tantivy.Searcher, state: dict[str, object]) -> Shelf:
        rows = read_rows(self._directory / str(state["rows"]))
        engine = str(state["engine"]) if state["engine"] else None
        vectors = None
        if engine:
            path, count = self._directory / str(state["vectors_name"]), int(str(state["vectors"]))
            vectors = Vectors(path, int(str(state["dimensions"])), count)
        return Shelf(self._directory.name, rows, engine, searcher, vectors)
