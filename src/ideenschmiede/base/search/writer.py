"""The one writer of an index: follows the chronicle, rebuilds, brings in vectors that come later."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search import layout
from ideenschmiede.base.search.documents import Document, IndexMissing, SearchError
from ideenschmiede.base.search.shelfwriter import Analyse, ShelfWriter, embed_all
from ideenschmiede.base.search.windows import windows
from ideenschmiede.cores import german

BATCH = 2000  # documents between two calls of `progress`

Progress = Callable[[int], None]


class Writer:
    """Opens the index in `root` for writing; creates an empty one where there is none. Raises `WriterBusy`.

    `embedder` is the engine of meaning, or None to index words only. With `eager` its vectors are made within
    `apply` and `rebuild` (right for a fast engine); without, documents are found by their words at once and
    by their meaning after `embed_pending`. Use it as a context manager, and from one thread.
    """

    def __init__(
        self,
        root: Path,
        *,
        embedder: german.Embedder | None,
        eager: bool = True,
        analyse: Analyse = german.terms,
    ) -> None:
        self._root, self._embedder, self._analyse = root, embedder, analyse
        self._now = embedder if eager else None
        self._lock = layout.lock_for_writing(root)
        self._shelves: dict[str, ShelfWriter] = {}
        current = None
        with suppress(IndexMissing):  # a broken pointer must not keep anybody from building anew
            current = layout.current_generation(root)
        if current is None:
            fresh = layout.next_generation(root)
            _write_position(fresh, 0)
            layout.switch_to(root, fresh)
        layout.sweep(root)

    @property
    def position(self) -> int:
        """All changes of the chronicle up to here are in the index. Some later ones may be in as well, after a
        kill between two shelves; applying a change again does no harm."""
        return int((self._generation / layout.POSITION).read_text(encoding="ascii"))

    @property
    def outdated(self) -> bool:
        """Whether the index is damaged or of another version of this software, so that only `rebuild` can go on."""
        return len(self._all_readable()) < len(layout.kinds_in(self._generation))

    def apply(self, upserts: Iterable[Document], deletions: Iterable[tuple[str, str]], position: int) -> None:
        """Bring documents in, take (kind, key) pairs out, and note the chronicle's `position`, durably."""
        try:
            for kind, documents in _by_kind(upserts).items():
                self._shelf(kind).put(documents, self._now)
            for kind, key in deletions:
                self._shelf(kind).remove([key])
            self._commit(position)
        except BaseException:
            self._abandon()  # half a change must not become part of the next one
            raise

    def rebuild(self, documents: Iterable[Document], position: int, progress: Progress | None = None) -> None:
        """Build everything anew and then switch; readers answer from the old generation until the last moment.

        `position` is the chronicle's position from before `documents` was read. Vectors of texts that the old
        generation knows are taken over. `progress` gets the number of documents done, now and then.
        """
        old = self._all_readable()
        fresh = layout.next_generation(self._root)
        new: dict[str, ShelfWriter] = {}
        try:
            self._fill(new, fresh, documents, old, progress)
        except BaseException:
            _close_all(new)
            layout.sweep(self._root)
            raise
        _write_position(fresh, position)
        layout.switch_to(self._root, fresh)
        self._shelves = new
        _close_all(old)

    def pending(self, limit: int = 64) -> dict[tuple[str, str], str]:
        """(kind, key) and text of up to `limit` documents that wait for their vectors."""
        found: dict[tuple[str, str], str] = {}
        for kind in layout.kinds_in(self._generation):
            for key, text in self._shelf(kind).pending(limit - len(found)).items():
                found[kind, key] = text
        return found

    def embed_pending(self, limit: int = 64) -> int:
        """Embed up to `limit` waiting documents and commit; returns how many still wait."""
        if self._embedder is None:
            raise SearchError("This index was opened without an engine of meaning.")
        texts = self.pending(limit)
        self.add_vectors({place: (text, embed_all(windows(text), self._embedder)) for place, text in texts.items()})
        return sum(self._shelf(kind).waiting for kind in layout.kinds_in(self._generation))

    def add_vectors(self, vectors: Mapping[tuple[str, str], tuple[str, NDArray[np.float32]]]) -> None:
        """Bring in vectors that were made elsewhere, by (kind, key): the text embedded, one row a window of it.

        Vectors of a text that the document no longer has are dropped.
        """
        for kind in {kind for kind, _ in vectors}:
            self._shelf(kind).add_vectors({key: made for (of, key), made in vectors.items() if of == kind})
        self._commit(self.position)

    def close(self) -> None:
        """End background work and let the next writer in."""
        self._abandon()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _abandon(self) -> None:
        shelves, self._shelves = self._shelves, {}
        _close_all(shelves)

    @property
    def _generation(self) -> Path:
        generation = layout.current_generation(self._root)
        assert generation, "the constructor made one"
        return generation

    def _all_readable(self) -> dict[str, ShelfWriter]:
        """The shelves whose vectors can be taken over; damaged ones and those of another version cannot."""
        readable = {}
        for kind in layout.kinds_in(self._generation):
            with suppress(IndexMissing, FileNotFoundError, ValueError):  # ValueError: cut short, or not Tantivy's
                readable[kind] = self._shelf(kind)
        return readable

    def _fill(
        self,
        new: dict[str, ShelfWriter],
        fresh: Path,
        documents: Iterable[Document],
        old: Mapping[str, ShelfWriter],
        progress: Progress | None,
    ) -> None:
        done = 0
        for batch in _batches(documents, BATCH):
            for kind, some in _by_kind(batch).items():
                if kind not in new:
                    new[kind] = self._opened(fresh, kind)
                new[kind].put(some, self._now, old.get(kind))
            done += len(batch)
            if progress:
                progress(done)
        for shelf in new.values():
            shelf.commit()

    def _commit(self, position: int) -> None:
        for shelf in self._shelves.values():
            if shelf.changed:
                shelf.commit()
        _write_position(self._generation, position)

    def _shelf(self, kind: str) -> ShelfWriter:
        if kind not in self._shelves:
            self._shelves[kind] = self._opened(self._generation, kind)
        return self._shelves[kind]

    def _opened(self, generation: Path, kind: str) -> ShelfWriter:
        if not layout.KIND.fullmatch(kind):
            raise SearchError(f"A kind of document is a short word in lower-case letters, not {kind!r}.")
        engine, dimensions = (self._embedder.name, self._embedder.dimension) if self._embedder else (None, 0)
        return ShelfWriter(generation / kind, analyse=self._analyse, engine=engine, dimensions=dimensions)


def _close_all(shelves: Mapping[str, ShelfWriter]) -> None:
    for shelf in shelves.values():
        shelf.close()


def _write_position(generation: Path, position: int) -> None:
    layout.write_durably(generation / layout.POSITION, str(position).encode("ascii"))


def _by_kind(documents: Iterable[Document]) -> dict[str, list[Document]]:
    sorted_out: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        sorted_out[document.kind].append(document)
    return sorted_out


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, size)):
        yield batch
