"""All practices as a few columns in memory, so that a list of 100,000 filters, counts and sorts in milliseconds.

Each web worker holds one shelf (some 4 MB at 100,000 practices). It follows the chronicle: before each use it asks for
the head and for the latest change, and reads again only what was touched since; after a change of the register, or
after very many changes, everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import Any, ClassVar

import numpy as np
from django.db.models import Count, Q
from numpy.typing import NDArray

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.places.models import SizeClass
from ideenschmiede.places.queries import land_names
from ideenschmiede.transfer.models import Adoption, Outcome, Practice

MANY = 500
BATCH = 5_000
OUTCOMES = [outcome.value for outcome in Outcome]
SIZES = [size.value for size in SizeClass]
NOWHERE = -1  # a practice without a place of the register has neither Land nor size class
UNDATED = 0

Column = NDArray[Any]
Ids = NDArray[np.int64]

_COLUMNS = (
    ("ids", np.int64),
    ("public", np.bool_),
    ("land", np.int16),
    ("size", np.int8),
    ("outcome", np.int8),
    ("year", np.int16),
    ("started", np.int32),
    ("changed", np.float64),
)


@dataclass(frozen=True)
class Shelf:
    """Columns of equal length in the order of `ids`; `topics` is a bit per topic, in the order of `topic_list`."""

    head: int
    latest: datetime | None
    topic_list: tuple[Topic, ...]
    lands: dict[str, str]
    columns: dict[str, Column] = field(repr=False)

    ORDERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "neu": ("changed",),
        "uebernahmen": ("adoptions", "changed"),
        "beginn": ("started", "changed"),
    }

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    @cached_property
    def orders(self) -> dict[str, Ids]:
        """For each sort the rows in their order, largest first; ties by the later id."""
        return {
            name: np.lexsort((-self["ids"], *(-self[key] for key in reversed(keys))))
            for name, keys in self.ORDERS.items()
        }

    def ids_where(self, mask: Column, sort: str) -> Ids:
        """The ids of the rows of `mask`, in the order of `sort`."""
        order = self.orders[sort]
        found: Ids = self["ids"][order[mask[order]]]
        return found


_lock = Lock()
_shelf: Shelf | None = None


def current_shelf() -> Shelf:
    """The shelf as of now: what is committed and was changed just now, and all that the chronicle has sealed."""
    global _shelf  # one per process, replaced as a whole
    head = chronicle.head()
    latest = Practice.objects.order_by("-changed_at", "-pk").values_list("changed_at", flat=True).first()
    shelf = _shelf
    if shelf is not None and (shelf.head, shelf.latest) == (head, latest):
        return shelf
    with _lock:
        _shelf = _follow(_shelf, head, latest)
        return _shelf


def forget_shelf() -> None:
    """Start over, as after a restart of the process."""
    global _shelf
    with _lock:
        _shelf = None


def _follow(shelf: Shelf | None, head: int, latest: datetime | None) -> Shelf:
    touched = _touched(shelf, head) if shelf is not None and shelf.latest is not None else None
    if shelf is None or touched is None:
        return _build(head, latest, None, {}, Q())
    keep = ~np.isin(shelf["ids"], np.fromiter(touched, np.int64, len(touched)))
    kept = {name: column[keep] for name, column in shelf.columns.items()}
    return _build(head, latest, shelf, kept, Q(pk__in=touched))


def _touched(shelf: Shelf, head: int) -> set[int] | None:
    """Ids of the practices that may have changed since; None where it is better to read everything."""
    if head < shelf.head or head - shelf.head > MANY:
        return None
    events = chronicle.sealed_after(shelf.head, MANY + 1)
    if any(event.subject_type.startswith(("places.", "base.topic")) for event in events):
        return None
    label = Practice._meta.label_lower
    touched = {event.subject_id for event in events if event.subject_type == label}
    # the latest of before is read again: another one may have been changed in the same instant
    touched |= set(Practice.objects.filter(changed_at__gte=shelf.latest).values_list("pk", flat=True)[: MANY + 1])
    return touched if len(touched) <= MANY else None


def _build(head: int, latest: datetime | None, before: Shelf | None, kept: dict[str, Column], wanted: Q) -> Shelf:
    topics = before.topic_list if before else tuple(Topic.objects.all())
    lands = before.lands if before else land_names()
    columns = _read(wanted, topics)
    if kept:
        columns = {name: np.concatenate([kept[name], column]) for name, column in columns.items()}
        order = np.argsort(columns["ids"], kind="stable")
        columns = {name: column[order] for name, column in columns.items()}
    return Shelf(head, latest, topics, lands, columns)


def _read(wanted: Q, topics: tuple[Topic, ...]) -> dict[str, Column]:
    rows = (
        Practice.objects.filter(wanted)
        .order_by("pk")
        .values_list("pk", "visibility", "place__key", "place__population", "outcome", "started_on", "changed_at")
    )
    pieces = [_columns([_row(*row) for row in batch]) for batch in _batches(rows.iterator(chunk_size=BATCH))]
    columns = {
        name: np.concatenate([_columns([])[name], *(piece[name] for piece in pieces)]) for name, _dtype in _COLUMNS
    }
    columns["topics"] = _topic_bits(wanted, topics, columns["ids"])
    columns["adoptions"] = _adoption_counts(wanted, columns["ids"])
    return columns


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """A hundred thousand tuples at once would take 100 MB for a moment."""
    while batch := list(islice(rows, BATCH)):
        yield batch


def _columns(rows: list[tuple[Any, ...]]) -> dict[str, Column]:
    by_column = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    return {name: np.array(by_column[i], dtype) for i, (name, dtype) in enumerate(_COLUMNS)}


def _row(
    pk: int, visibility: str, key: str | None, population: int | None, outcome: str, started: Any, changed: datetime
) -> tuple[Any, ...]:
    size = SizeClass.of(population)
    return (
        pk,
        visibility == Visibility.PUBLIC,
        int(key[:2]) if key else NOWHERE,
        SIZES.index(size.value) if size else NOWHERE,
        OUTCOMES.index(outcome),
        started.year if started else UNDATED,
        started.toordinal() if started else UNDATED,
        changed.timestamp(),
    )


def _topic_bits(wanted: Q, topics: tuple[Topic, ...], ids: Ids) -> Column:
    links = Practice.topics.through.objects.all()
    if wanted:
        links = links.filter(practice__in=Practice.objects.filter(wanted))
    bit = {topic.pk: 1 << number for number, topic in enumerate(topics[:64])}
    found = links.values_list("practice_id", "topic_id").iterator(chunk_size=BATCH)
    pairs = [(practice, bit[topic]) for practice, topic in found if topic in bit]
    bits = np.zeros(len(ids), np.uint64)
    rows, values = _aligned(ids, pairs, np.uint64)
    np.bitwise_or.at(bits, rows, values)
    return bits


def _adoption_counts(wanted: Q, ids: Ids) -> Column:
    live = Adoption.objects.filter(state__in=Adoption.LIVE)
    if wanted:
        live = live.filter(practice__in=Practice.objects.filter(wanted))
    column = np.zeros(len(ids), np.int32)
    rows, values = _aligned(ids, list(live.order_by().values_list("practice_id").annotate(Count("pk"))), np.int32)
    column[rows] = values
    return column


def _aligned(ids: Ids, pairs: list[tuple[int, int]], dtype: Any) -> tuple[Column, Column]:
    """(row, value) for pairs of (practice, value); a practice that came between two queries waits for next time."""
    if not pairs or not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, dtype)
    practices = np.fromiter((practice for practice, _value in pairs), np.int64, len(pairs))
    values = np.fromiter((value for _practice, value in pairs), dtype, len(pairs))
    rows = np.minimum(np.searchsorted(ids, practices), len(ids) - 1)
    there = ids[rows] == practices
    return rows[there], values[there]
