"""All rows of a table against what is there already: what an import would do. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ideenschmiede.base.importing import Flaw
from ideenschmiede.base.models import Topic
from ideenschmiede.base.tables import Table
from ideenschmiede.places.models import fold
from ideenschmiede.places.queries import directory
from ideenschmiede.transfer.actions.importing.rows import Draft, Reader
from ideenschmiede.transfer.actions.importing.targets import check_mapping
from ideenschmiede.transfer.actions.importing.words import topic_words
from ideenschmiede.transfer.models import Practice

Twin = tuple[str, object]


@dataclass(frozen=True)
class Order:
    """What the office decided: which column feeds which field, what unknown words mean, where the table comes from."""

    mapping: Mapping[str, str]
    origin: str
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class Plan:
    """What would be done. `left_out` names each row that is not used, `remarks` each value that was not understood."""

    new: list[Draft] = field(default_factory=list)
    changed: list[tuple[int, Draft]] = field(default_factory=list)
    unchanged: int = 0
    left_out: list[Flaw] = field(default_factory=list)
    remarks: list[Flaw] = field(default_factory=list)

    @property
    def duplicates(self) -> int:
        return sum(flaw.code in ("duplicate", "double_key") for flaw in self.left_out)

    @property
    def drafts(self) -> list[Draft]:
        """What would be new or changed, in the order of the table."""
        return sorted([*self.new, *(draft for _pk, draft in self.changed)], key=lambda draft: draft.row)


@dataclass
class Stock:
    """What is there: practices by their key in the same source, and by title and place."""

    by_key: dict[str, int]
    twins: dict[Twin, int]

    @classmethod
    def load(cls, origin: str) -> Stock:
        """One query."""
        by_key: dict[str, int] = {}
        twins: dict[Twin, int] = {}
        rows = Practice.objects.values_list("pk", "origin", "external_id", "title", "place_id", "place_text")
        for pk, source, key, title, place, place_text in rows.iterator(chunk_size=10_000):
            if key and source == origin:
                by_key[key] = pk
            twins[twin_of(title, place, place_text)] = pk
        return cls(by_key, twins)


def twin_of(title: str, place: int | None, place_text: str) -> Twin:
    """Two practices with the same of this are one: title and place, without regard to case, accents and signs."""
    return fold(title) or title, place or fold(place_text)


def plan_import(*, table: Table, order: Order, today: date) -> Plan:
    """What an import of `table` would do. Raises `MappingError` where the mapping makes no sense."""
    check_mapping(order.mapping, table.columns)
    plan = Plan()
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    reader = Reader(
        columns={name: table.columns.index(column) for name, column in order.mapping.items()},
        names=order.mapping,
        places=directory(),
        topics=topics,
        known_topics=topic_words(topics.values()),
        today=today,
        words=order.words,
        remarks=plan.remarks,
    )
    stock = Stock.load(order.origin)
    keyed: list[tuple[int, Draft]] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        found = reader.read(row)
        if isinstance(found, Flaw):
            plan.left_out.append(found)
            continue
        _sort(found, stock, seen, keyed, plan, order.mapping)
    _compare(keyed, plan, order.mapping)
    plan.left_out.sort(key=lambda flaw: flaw.row)
    return plan


def _sort(
    draft: Draft,
    stock: Stock,
    seen: dict[str, int],
    keyed: list[tuple[int, Draft]],
    plan: Plan,
    names: Mapping[str, str],
) -> None:
    """Put a draft where it belongs: known by its key, a duplicate, or new."""
    values = draft.values
    key = values.get("external_id", "")
    if key and key in seen:
        plan.left_out.append(Flaw(draft.row, names["external_id"], "double_key", key))
        return
    if key:
        seen[key] = draft.row
        if key in stock.by_key:
            keyed.append((stock.by_key[key], draft))
            return
    twin = twin_of(values["title"], values.get("place_id"), values.get("place_text", ""))
    if twin in stock.twins:
        plan.left_out.append(Flaw(draft.row, names["title"], "duplicate", values["title"][:120]))
        return
    stock.twins[twin] = 0
    plan.new.append(draft)


def _compare(keyed: list[tuple[int, Draft]], plan: Plan, names: Mapping[str, str]) -> None:
    """Known practices change only where the table says something else."""
    found = Practice.objects.prefetch_related("topics").in_bulk([pk for pk, _draft in keyed])
    for pk, draft in keyed:
        changes = differences(found[pk], draft)
        started = changes.get("started_on", found[pk].started_on)
        ended = changes.get("ended_on", found[pk].ended_on)
        if started and ended and ended < started:  # one of the two is what was stored before
            column = names.get("ended_on", names.get("started_on", ""))
            plan.left_out.append(Flaw(draft.row, column, "order", f"{ended.isoformat()} < {started.isoformat()}"))
        elif changes:
            plan.changed.append((pk, draft))
        else:
            plan.unchanged += 1


def differences(practice: Practice, draft: Draft) -> dict[str, Any]:
    """Fields that the table speaks about and that differ, with their new values."""
    wanted = {name: value for name, value in draft.values.items() if name in draft.given}
    if "place_id" in wanted:
        wanted["place_text"] = ""
    elif "place_text" in wanted:
        wanted["place_id"] = None
    changes = {name: value for name, value in wanted.items() if getattr(practice, name) != value}
    if "topics" in draft.given and draft.topics != {topic.slug for topic in practice.topics.all()}:
        changes["topics"] = draft.topics
    return changes
