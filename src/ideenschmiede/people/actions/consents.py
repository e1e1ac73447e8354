"""What a person agrees to, purpose by purpose, and takes back as easily."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.people.models import Consent, Person, Purpose
from ideenschmiede.people.rules import may_consent


@transaction.atomic
def give_consent(*, person: Person, purpose: Purpose, wording: str, by: Who | None, at: datetime) -> Consent:
    """The person agrees to `purpose`, as it was put to them (`wording`); once given, it stays as it is.

    `by` is the person, the office that has it in writing, or None for the signed link of an invitation.
    """
    require(may_consent, by, person)
    consent, created = Consent.objects.get_or_create(
        person=person, purpose=purpose, withdrawn_at=None, defaults={"given_at": at, "wording": wording}
    )
    if created:
        _show(person, purpose, Visibility.PUBLIC, at)
        _note("consent.given", person, purpose, by, at)
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: Purpose, by: Who | None, at: datetime) -> bool:
    """The person no longer agrees; False where they did not."""
    require(may_consent, by, person)
    if not Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(withdrawn_at=at):
        return False
    _show(person, purpose, Visibility.NETWORK, at)
    _note("consent.withdrawn", person, purpose, by, at)
    return True


def _show(person: Person, purpose: Purpose, visibility: Visibility, at: datetime) -> None:
    if purpose == Purpose.PUBLIC_PROFILE:
        person.visibility, person.changed_at = visibility, at
        person.save(update_fields=["visibility", "changed_at"])


def _note(verb: str, person: Person, purpose: Purpose, by: Who | None, at: datetime) -> None:
    record(
        verb=verb,
        subject=person,
        by=by,
        at=at,
        visibility=Visibility.GROUP,
        data={"purpose": Purpose(purpose).value},
    )
