"""All that is stored about a person, for the person and the office (GDPR, article 15)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models

from ideenschmiede.base.models import Account, Event
from ideenschmiede.people.models import Appointment, Person

Row = dict[str, Any]
# with these, whoever reads it could sign in as the person
SECRET: dict[type[models.Model], frozenset[str]] = {
    Account: frozenset({"password"}),
    Authenticator: frozenset({"data"}),
    UserSession: frozenset({"session_key", "data"}),
}
FOLLOWED = (Person, Account, Appointment)  # what hangs on these tells of the person, too


def stored_about(person: Person) -> dict[str, Any]:
    """Kind of thing → its rows, each field → value as JSON writes it; of all apps, also of those that come later.

    Follows whatever points to the person, to the account and to the appointments; files are named, not contained.
    """
    found: dict[str, list[Row]] = {}
    _collect(person, found, set())
    events = Event.objects.filter(subject_type=Person._meta.label_lower, subject_id=person.pk).order_by("pk")
    found["chronicle"] = [{"time": str(event.time), "verb": event.verb, "data": event.data} for event in events]
    return found


def _collect(thing: models.Model, found: dict[str, list[Row]], seen: set[models.Model]) -> None:
    if thing in seen:
        return
    seen.add(thing)
    found.setdefault(str(thing._meta.verbose_name), []).append(_row(thing))
    if not isinstance(thing, FOLLOWED):
        return
    for relation in thing._meta.related_objects:
        if relation.related_name == "+" or relation.many_to_many:
            continue
        for other in relation.related_model._base_manager.filter(**{relation.field.name: thing}):
            _collect(other, found, seen)
    account = getattr(thing, "account", None)
    if isinstance(account, Account):
        _collect(account, found, seen)


def _row(thing: models.Model) -> Row:
    """Fields with a value, under the names that forms give them; what points elsewhere as its words."""
    row: Row = {}
    for field in (*thing._meta.fields, *thing._meta.many_to_many):
        value: Any = None
        if field.many_to_many:
            value = [str(one) for one in getattr(thing, field.name).all()]
        elif field.name not in SECRET.get(type(thing), ()):
            value = _plain(getattr(thing, field.name))
        if value not in (None, "", []):
            row[str(getattr(field, "verbose_name", field.name))] = value
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, Account):  # who of the office recorded it is not for others to know
        return value.pk
    return value if isinstance(value, bool | int | float | list | dict | None) else str(value)
