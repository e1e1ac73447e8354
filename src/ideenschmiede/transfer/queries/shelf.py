"""All practices as columns in memory (see `base.columns`): some 4 MB at 100,000 practices in each web worker.

Followed is the latest change of a practice; after a change of the register or of the topics everything is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar

import numpy as np
from django.db.models import Count, Q

from ideenschmiede.base.columns import MANY, Column, Ids, Keeper, Mask, Shelf, aligned, bits
from ideenschmiede.base.models import Event, Topic, Visibility
from ideenschmiede.places.models import SizeClass
from ideenschmiede.places.queries import land_names
from ideenschmiede.transfer.models import Adoption, Outcome, Practice

BATCH = 5_000
OUTCOMES = [outcome.value for outcome in Outcome]
SIZES = [size.value for size in SizeClass]
NOWHERE = -1  # a practice without a place of the register has neither Land nor size class
UNDATED = 0

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
class Vocabulary:
    """What the codes of the columns mean: `topics` in the order of their bits, names of the Länder by their keys."""

    topics: tuple[Topic, ...]
    lands: dict[str, str]


class Practices(Shelf[Vocabulary]):
    """The columns of all practices; `topics` is a bit per topic."""

    ORDERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "neu": ("changed",),
        "uebernahmen": ("adoptions", "changed"),
        "beginn": ("started", "changed"),
    }

    @cached_property
    def orders(self) -> dict[str, Ids]:
        """For each sort the rows in their order, largest first; ties by the later id."""
        return {
            name: np.lexsort((-self["ids"], *(-self[key] for key in reversed(keys))))
            for name, keys in self.ORDERS.items()
        }

    def ids_where(self, mask: Mask, sort: str) -> Ids:
        """The ids of the rows of `mask`, in the order of `sort`."""
        order = self.orders[sort]
        found: Ids = self["ids"][order[mask[order]]]
        return found


def _latest() -> datetime | None:
    return Practice.objects.order_by("-changed_at", "-pk").values_list("changed_at", flat=True).first()


def _touched(shelf: Practices, events: Sequence[Event]) -> set[int] | None:
    """Ids of the practices that may have changed since; None where it is better to read everything."""
    if shelf.stamp is None or any(event.subject_type.startswith(("places.", "base.topic")) for event in events):
        return None
    label = Practice._meta.label_lower
    touched = {event.subject_id for event in events if event.subject_type == label}
    # the latest of before is read again: another one may have been changed in the same instant
    changed = Practice.objects.filter(changed_at__gte=shelf.stamp)
    return touched | set(changed.values_list("pk", flat=True)[: MANY + 1])


def _fill(ids: set[int] | None, before: Practices | None) -> tuple[Vocabulary, dict[str, Column]]:
    about = before.about if before else Vocabulary(tuple(Topic.objects.all()), land_names())
    return about, _read(Q() if ids is None else Q(pk__in=ids), about.topics)


_keeper = Keeper(stamp=_latest, touched=_touched, read=_fill, make=Practices)
current_shelf = _keeper.current
forget_shelf = _keeper.forget


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
    codes = {topic.pk: number for number, topic in enumerate(topics[:64])}
    return bits(ids, links.values_list("practice_id", "topic_id").iterator(chunk_size=BATCH), codes)


def _adoption_counts(wanted: Q, ids: Ids) -> Column:
    live = Adoption.objects.filter(state__in=Adoption.LIVE)
    if wanted:
        live = live.filter(practice__in=Practice.objects.filter(wanted))
    column = np.zeros(len(ids), np.int32)
    rows, values = aligned(ids, list(live.order_by().values_list("practice_id").annotate(Count("pk"))), np.int32)
    column[rows] = values
    return column
