"""Record a person, change what is known, say how to reach them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Topic, Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.filling import PersonError, fill
from ideenschmiede.people.models import Contact, Person
from ideenschmiede.people.rules import may_change_person, may_record_person

WRITABLE = frozenset(
    {"form_of_address", "title", "given_name", "family_name", "headline", "about", "languages", "is_example"}
)
CHECKS: dict[Contact.Kind, Callable[[Any], None]] = {
    Contact.Kind.EMAIL: validate_email,
    Contact.Kind.WEBSITE: URLValidator(["http", "https"]),
}
NUMBERS = (Contact.Kind.PHONE, Contact.Kind.MOBILE)
NO_NUMBER = re.compile(r"\D*")


@transaction.atomic
def record_person(*, values: Mapping[str, Any], topics: Iterable[Topic] = (), by: Who | None, at: datetime) -> Person:
    """Note somebody. `values` are fields of `Person` (`WRITABLE`). Nobody but the office sees them before they are
    appointed. Raises `NotAllowed`, and `PersonError` for values that do not fit."""
    require(may_record_person, by)
    person = Person(created_at=at, changed_at=at)
    fill(person, values, WRITABLE)
    person.save()
    person.topics.set(topics)
    record(verb="person.recorded", subject=person, by=by, at=at, visibility=Visibility.GROUP)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    values: Mapping[str, Any],
    topics: Iterable[Topic] | None = None,
    by: Who | None,
    at: datetime,
) -> list[str]:
    """Change what is given and leave the rest (`topics=None` leaves these). Returns the names of the fields that
    differ: where there is none, there is no event. Raises as `record_person` does."""
    require(may_change_person, by, person)
    current = Person.objects.select_for_update().get(pk=person.pk)
    before = {name: getattr(current, name) for name in values}
    fill(current, values, WRITABLE)
    changed = [name for name, value in before.items() if getattr(current, name) != value]
    if topics is not None:
        wanted = list(topics)
        if {topic.pk for topic in wanted} != set(current.topics.values_list("pk", flat=True)):
            current.topics.set(wanted)
            changed.append("topics")
    if changed:
        current.save(update_fields=list(before))
        note_change(current, changed, by, at)
    return changed


@transaction.atomic
def set_contacts(*, person: Person, contacts: Mapping[str, tuple[str, str]], by: Who | None, at: datetime) -> list[str]:
    """Kind (`Contact.Kind`) → (value, `Contact.Reach`); an empty value takes the contact away, a kind that is not given
    stays. Returns the kinds that differ. Raises `PersonError` for an address or a number that is none."""
    require(may_change_person, by, person)
    there = {contact.kind: contact for contact in person.contacts.select_for_update()}
    changed = []
    for kind, (value, reach) in contacts.items():
        written = plain(value) if kind == Contact.Kind.POST else one_line(value)
        old = there.get(kind)
        if (written, reach) == ((old.value, old.reach) if old else ("", reach)):
            continue
        changed.append(str(kind))
        if not written:
            person.contacts.filter(kind=kind).delete()
            continue
        contact = old or Contact(person=person, kind=Contact.Kind(kind))
        contact.value, contact.reach = written, Contact.Reach(reach)
        _check(contact)
        contact.save()
    if changed:
        note_change(person, changed, by, at)
    return changed


def note_change(person: Person, fields: Iterable[str], by: Who | None, at: datetime) -> None:
    """Names of fields, never their values."""
    Person.objects.filter(pk=person.pk).update(changed_at=at)
    record(
        verb="person.changed",
        subject=person,
        by=by,
        at=at,
        visibility=Visibility.GROUP,
        data={"fields": [*sorted(fields)]},
    )


def _check(contact: Contact) -> None:
    messages = {
        Contact.Kind.EMAIL: _("“%(value)s” is not an e-mail address."),
        Contact.Kind.WEBSITE: _("“%(value)s” is not a web address. It must begin with https:// or http://."),
    }
    number = _("“%(value)s” is not a telephone number.")
    try:
        if check := CHECKS.get(Contact.Kind(contact.kind)):
            check(contact.value)
        contact.full_clean(exclude=["person"])
    except ValidationError as error:
        message = messages.get(Contact.Kind(contact.kind), " ".join(error.messages))
        raise PersonError(message % {"value": contact.value[:100]}) from error
    if contact.kind in NUMBERS and NO_NUMBER.fullmatch(contact.value):
        raise PersonError(number % {"value": contact.value[:100]})
