"""Public offices and memberships of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.filling import PersonError, fill
from ideenschmiede.people.actions.persons import note_change
from ideenschmiede.people.models import Membership, Person, PublicOffice
from ideenschmiede.people.rules import may_change_person

OFFICE = frozenset({"kind", "title", "place", "since", "until"})
MEMBERSHIP = frozenset({"organisation", "function", "since", "until"})
Held = TypeVar("Held", PublicOffice, Membership)


@transaction.atomic
def add_office(*, person: Person, values: Mapping[str, Any], by: Who | None, at: datetime) -> PublicOffice:
    """The person holds or held an office (`OFFICE`: kind, title, place, since, until).

    Raises `PersonError` for an office that ends before it begins or has no title.
    """
    return _add(PublicOffice(person=person), values, by, at)


@transaction.atomic
def change_office(*, office: PublicOffice, values: Mapping[str, Any], by: Who | None, at: datetime) -> bool:
    """False where nothing differs. Raises as `add_office` does."""
    return _change(office, values, by, at)


@transaction.atomic
def remove_office(*, office: PublicOffice, by: Who | None, at: datetime) -> None:
    """It was noted by mistake; an office that is over gets an end."""
    _remove(office, by, at)


@transaction.atomic
def add_membership(*, person: Person, values: Mapping[str, Any], by: Who | None, at: datetime) -> Membership:
    """The person belongs or belonged to an organisation (`MEMBERSHIP`: organisation, function, since, until)."""
    return _add(Membership(person=person), values, by, at)


@transaction.atomic
def change_membership(*, membership: Membership, values: Mapping[str, Any], by: Who | None, at: datetime) -> bool:
    """False where nothing differs."""
    return _change(membership, values, by, at)


@transaction.atomic
def remove_membership(*, membership: Membership, by: Who | None, at: datetime) -> None:
    """It was noted by mistake; a membership that is over gets an end."""
    _remove(membership, by, at)


def _add(row: Held, values: Mapping[str, Any], by: Who | None, at: datetime) -> Held:
    require(may_change_person, by, row.person)
    _fill(row, values)
    row.save()
    note_change(row.person, [_name(row)], by, at)
    return row


def _change(row: Held, values: Mapping[str, Any], by: Who | None, at: datetime) -> bool:
    require(may_change_person, by, row.person)
    before = {name: getattr(row, name) for name in values}
    _fill(row, values)
    if all(getattr(row, name) == value for name, value in before.items()):
        return False
    row.save()
    note_change(row.person, [_name(row)], by, at)
    return True


def _remove(row: Held, by: Who | None, at: datetime) -> None:
    require(may_change_person, by, row.person)
    row.delete()
    note_change(row.person, [_name(row)], by, at)


def _fill(row: PublicOffice | Membership, values: Mapping[str, Any]) -> None:
    since, until = values.get("since", row.since), values.get("until", row.until)
    if since and until and until < since:
        raise PersonError(_("The end is before the start."))
    fill(row, values, OFFICE if isinstance(row, PublicOffice) else MEMBERSHIP)


def _name(row: PublicOffice | Membership) -> str:
    return "offices" if isinstance(row, PublicOffice) else "memberships"
