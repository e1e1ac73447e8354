"""A small engine of meaning for tests: texts that share words are near, without loading a model."""

from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from ideenschmiede.base.search import Document, Reader, Writer

DIMENSION = 512


class WordHash:
    """Each word points somewhere; a text is the sum of its words. Counts what it is asked for."""

    dimension = DIMENSION

    def __init__(self, name: str = "usem3") -> None:
        self.name = name
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += texts
        return self.queries(texts)

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        sums = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for place, text in enumerate(texts):
            for word in text.lower().split():
                sums[place] += np.random.default_rng(crc32(word.encode("utf-8", "replace"))).standard_normal(DIMENSION)
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def practice(key: str, title: str, text: str = "", **more) -> Document:
    return Document(kind="practice", key=key, title=title, text=text or title, meaning=title, **more)


@pytest.fixture
def embedder() -> WordHash:
    return WordHash()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def indexed(root: Path, embedder: WordHash) -> Callable[..., Reader]:
    """Index the documents given and return a reader that looks for news at every call."""

    def build(*documents: Document, engine: WordHash | None = embedder) -> Reader:
        with Writer(root, embedder=engine) as writer:
            writer.apply(documents, [], 1)
        return Reader(root, embedder=engine, patience=0)

    return build
