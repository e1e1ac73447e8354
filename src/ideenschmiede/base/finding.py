"""The one reader of the search index in this process.

It is opened at the first question, not at import: a web worker must load the engine of meaning after the server forked.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from django.conf import settings

from ideenschmiede.base.search import Reader
from ideenschmiede.cores import german

_lock = Lock()
_opened: tuple[tuple[Path, str], Reader] | None = None


def embedder() -> german.Embedder | None:
    """The engine of meaning that the operator chose, or None where there is none."""
    return german.load_embedder(settings.EMBEDDINGS) if settings.EMBEDDINGS != "none" else None


def reader() -> Reader:
    """The reader of the index in `INDEX_DIR`, which all threads share; cheap after the first call."""
    global _opened
    where = (settings.INDEX_DIR, settings.EMBEDDINGS)
    with _lock:
        if _opened is None or _opened[0] != where:
            _opened = (where, Reader(settings.INDEX_DIR, embedder=embedder()))
        return _opened[1]


def close() -> None:
    """Let go of the reader; the next question opens one anew."""
    global _opened
    with _lock:
        _opened = None


def warm() -> None:
    """Load the engine of meaning and the German word lists now, so that the first visitor need not wait for them."""
    reader().question("Hausarzt")
