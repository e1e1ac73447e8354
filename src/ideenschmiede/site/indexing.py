"""The search index as a reader of the chronicle: follows it event by event, and is rebuilt from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import structlog
from django.conf import settings

from ideenschmiede.base import chronicle
from ideenschmiede.base.finding import embedder
from ideenschmiede.base.models import Event
from ideenschmiede.base.search import Document, Writer
from ideenschmiede.site.documents import DOCUMENTS, Documents

log = structlog.get_logger("ideenschmiede.indexer")

BATCH = 500  # events or documents at a time
EMBED_AT_ONCE = 8  # texts of a slow engine between two looks at the chronicle
FAST = {"usem3"}  # engines that embed within the change itself

Progress = Callable[[int, int], None]


def request_file() -> Path:
    """Its presence asks the running indexer for a rebuild."""
    path: Path = settings.INDEX_DIR / "rebuild-wanted"
    return path


def open_writer() -> Writer:
    """The one writer of the index. Raises `WriterBusy` while another process writes."""
    return Writer(settings.INDEX_DIR, embedder=embedder(), eager=settings.EMBEDDINGS in FAST)


def rebuild(progress: Progress | None = None) -> None:
    """Build the index anew from the database. Raises `WriterBusy` while the indexer runs."""
    with open_writer() as writer:
        rebuild_with(writer, progress)


def rebuild_with(writer: Writer, progress: Progress | None = None) -> None:
    """Build everything anew; search answers from the old index until the new one is complete."""
    position = chronicle.head()  # before the documents are read: later changes are applied once more, which is harmless
    ids = [(documents, documents.all_ids()) for documents in DOCUMENTS]
    total = sum(len(found) for _documents, found in ids)

    told = -1

    def report(done: int) -> None:
        nonlocal told
        if progress and done != told:
            progress(done, total)
        told = done

    report(0)
    writer.rebuild(_all_documents(ids), position, report)
    report(total)


def _all_documents(ids: list[tuple[Documents, list[int]]]) -> Iterator[Document]:
    for documents, found in ids:
        rest = iter(found)
        while batch := list(islice(rest, BATCH)):
            yield from documents.build(batch)


@contextmanager
def open_follower() -> Iterator[Callable[[], int]]:
    """Yields `catch_up()`, which brings the next changes into the index and returns how many there were."""
    with open_writer() as writer:
        yield lambda: _telling_of_the_disk(writer)


def _telling_of_the_disk(writer: Writer) -> int:
    """`catch_up`; what Tantivy could not write is an `OSError`, which the caller tries again."""
    try:
        return catch_up(writer)
    except ValueError as error:
        if "io::Error" in str(error) or "IO error" in str(error):
            raise OSError(str(error)) from error
        raise


def catch_up(writer: Writer) -> int:
    """Apply the next sealed events; when there are none, embed some texts that still wait. Returns the work done."""
    if writer.outdated or writer.position > chronicle.head() or request_file().exists():
        request_file().unlink(missing_ok=True)
        log.info("rebuilding the index")
        rebuild_with(writer)
        return 1
    events = chronicle.sealed_after(writer.position, BATCH)
    if events:
        upserts, deletions = changes(events)
        position = events[-1].position
        assert position is not None, "sealed events have a position"
        writer.apply(upserts, deletions, position)
        return len(events)
    if settings.EMBEDDINGS not in {*FAST, "none"} and writer.pending(1):
        writer.embed_pending(EMBED_AT_ONCE)
        return 1
    return 0


def changes(events: list[Event]) -> tuple[list[Document], list[tuple[str, str]]]:
    """The documents that these events made or changed, and the (kind, key) of those that are gone."""
    upserts: list[Document] = []
    deletions: list[tuple[str, str]] = []
    for documents in DOCUMENTS:
        ids = _touched(documents, events)
        built = {document.key: document for document in _all_documents([(documents, sorted(ids))])}
        upserts.extend(built.values())
        deletions.extend((documents.kind, str(key)) for key in ids if str(key) not in built)
    return upserts, deletions


def _touched(documents: Documents, events: list[Event]) -> set[int]:
    ids: set[int] = set()
    for event in events:
        touched = documents.touched_by(event)
        if touched is None:
            return set(documents.all_ids())
        ids.update(touched)
    return ids
