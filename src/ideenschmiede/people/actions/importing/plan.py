"""All rows of a table against who is there already: what an import would do. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ideenschmiede.base.importing import SHOWN, Flaw
from ideenschmiede.base.models import Topic
from ideenschmiede.base.tables import Table
from ideenschmiede.people.actions.importing.fields import check_mapping
from ideenschmiede.people.actions.importing.known import Known
from ideenschmiede.people.actions.importing.rows import Draft, Reader
from ideenschmiede.people.actions.importing.stored import Part, Stored
from ideenschmiede.people.models.names import fold_name
from ideenschmiede.places.models import fold
from ideenschmiede.places.queries import directory


@dataclass(frozen=True)
class Order:
    """What the office decided: which column feeds which field, and what happens to a name that is known elsewhere."""

    mapping: Mapping[str, str]
    namesakes: bool = False  # store them as persons of their own; else their rows are left out


@dataclass(frozen=True)
class Change:
    """A person who is there, and what the row tells anew."""

    person: int
    draft: Draft
    parts: frozenset[Part]


@dataclass
class Plan:
    """What would be done. `left_out` names each row that is not used, `remarks` each value that was not understood."""

    new: list[Draft] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    left_out: list[Flaw] = field(default_factory=list)
    remarks: list[Flaw] = field(default_factory=list)

    @property
    def duplicates(self) -> int:
        return sum(flaw.code in ("namesake", "twice", "email_taken") for flaw in self.left_out)

    @property
    def drafts(self) -> list[Draft]:
        """What would be new or changed, in the order of the table."""
        return sorted([*self.new, *(change.draft for change in self.changed)], key=lambda draft: draft.row)


def plan_import(*, table: Table, order: Order, today: date) -> Plan:
    """What an import of `table` would do. Raises `MappingError` where the mapping makes no sense."""
    check_mapping(order.mapping, table.columns)
    plan, known = Plan(), Known.load()
    topics = {
        fold(name): topic.slug for topic in Topic.objects.all() for name in (topic.slug, topic.name_de, topic.name_en)
    }
    reader = Reader(
        mapping=order.mapping,
        at={name: table.columns.index(column) for name, column in order.mapping.items()},
        places=directory(),
        topics=topics,
        organisations=frozenset(known.organisations),
        today=today,
        remarks=plan.remarks,
    )
    matched: dict[int, Draft] = {}
    seen: set[tuple[str, object]] = set()
    for row in table.rows:
        found = reader.read(row)
        flaw = found if isinstance(found, Flaw) else _sort(found, known, order, seen, matched, plan)
        if flaw is not None:
            plan.left_out.append(flaw)
    stored = Stored.load(list(matched))
    for person, draft in matched.items():
        parts = stored.differs(person, draft, today)
        if parts:
            plan.changed.append(Change(person, draft, parts))
        else:
            plan.unchanged += 1
    plan.left_out.sort(key=lambda one: one.row)
    plan.remarks.sort(key=lambda one: one.row)
    return plan


def _sort(
    draft: Draft,
    known: Known,
    order: Order,
    seen: set[tuple[str, object]],
    matched: dict[int, Draft],
    plan: Plan,
) -> Flaw | None:
    """Put a draft where it belongs: known, new, or a flaw where that cannot be told."""
    name = order.mapping.get("name", order.mapping.get("family_name", ""))
    folded = fold_name(draft.person.get("given_name", ""), draft.person["family_name"])
    email = draft.contacts.get("email", "").casefold()
    keys: set[tuple[str, object]] = {(folded, draft.place or fold(draft.organisation) or email)}
    keys |= {("", email)} if email else set()
    if keys & seen:
        return Flaw(draft.row, name, "twice", draft.name[:SHOWN])
    seen |= keys
    if draft.place and not draft.office and not draft.organisation:
        plan.remarks.append(Flaw(draft.row, order.mapping["place"], "place_unused"))
    owner = known.by_email.get(email) if email else None
    if owner is not None:
        if known.families.get(owner) != fold(draft.person["family_name"]):
            return Flaw(draft.row, order.mapping["email"], "email_taken", email[:SHOWN])
        return _match(owner, draft, matched, name)
    candidates = known.by_name.get(folded, [])
    same = [pk for pk in candidates if known.works_at(pk, draft)]
    if len(same) == 1:
        return _match(same[0], draft, matched, name)
    if candidates and not order.namesakes:
        return Flaw(draft.row, name, "namesake", draft.name[:SHOWN])
    plan.new.append(draft)
    return None


def _match(person: int, draft: Draft, matched: dict[int, Draft], column: str) -> Flaw | None:
    """The row is about this person; one row may say the address and another the place, and both mean the same."""
    if person in matched:
        return Flaw(draft.row, column, "twice", draft.name[:SHOWN])
    matched[person] = draft
    return None
