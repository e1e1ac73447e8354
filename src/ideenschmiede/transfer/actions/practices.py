"""Record a practice, change it, confirm whom to ask."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, Topic, Visibility, Who
from ideenschmiede.base.plain import plain
from ideenschmiede.base.rules import require
from ideenschmiede.transfer.models import Practice
from ideenschmiede.transfer.rules import may_change, may_confirm_contact, may_record

WRITABLE = frozenset(
    {
        "title", "summary", "problem", "done", "place", "place_text", "sdgs", "status", "started_on", "ended_on",
        "outcome", "results", "hard", "conditions", "lessons", "cost_once", "cost_yearly", "staff_hours_week",
        "partners", "sources", "contact_name", "contact_role", "contact_email", "contact_phone",
        "contact_confirmed_on", "visibility", "origin", "external_id",
    }
)  # fmt: skip


class PracticeError(ActionError):
    """The practice cannot be stored like this; the message names the fields."""


@transaction.atomic
def record_practice(*, values: Mapping[str, Any], topics: Iterable[Topic], by: Who | None, at: datetime) -> Practice:
    """Record what a place did. `values` are fields of `Practice` (`WRITABLE`).

    Raises `NotAllowed`, and `PracticeError` for values that do not fit.
    """
    require(may_record, by)
    practice = Practice(recorded_by=by if isinstance(by, Account) else None, created_at=at, changed_at=at)
    _fill(practice, values)
    practice.save()
    practice.topics.set(topics)
    _note("practice.recorded", practice, by, at)
    return practice


@transaction.atomic
def change_practice(
    *, practice: Practice, values: Mapping[str, Any], topics: Iterable[Topic], by: Who | None, at: datetime
) -> bool:
    """Change a practice; False where nothing differs, which is no event. Raises as `record_practice` does."""
    require(may_change, by, practice)
    current = Practice.objects.select_for_update().get(pk=practice.pk)
    before = {name: getattr(current, name) for name in values}
    wanted = list(topics)
    same_topics = {topic.pk for topic in wanted} == set(current.topics.values_list("pk", flat=True))
    _fill(current, values)
    if same_topics and all(getattr(current, name) == value for name, value in before.items()):
        return False
    current.changed_at = at
    current.save()
    current.topics.set(wanted)
    _note("practice.changed", current, by, at)
    return True


@transaction.atomic
def confirm_contact(*, practice: Practice, by: Who | None, at: datetime) -> date:
    """The contact person still answers: remember today. Returns the day."""
    require(may_confirm_contact, by, practice)
    if not (practice.contact_name or practice.contact_role):
        raise PracticeError(_("This solution has no contact person yet. Please add one first."))
    practice.contact_confirmed_on = localdate(at)
    practice.changed_at = at
    practice.save(update_fields=["contact_confirmed_on", "changed_at"])
    _note("practice.contact_confirmed", practice, by, at)
    return practice.contact_confirmed_on


def _fill(practice: Practice, values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - WRITABLE:
        raise TypeError(f"not for writing: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(practice, name, plain(value) if isinstance(value, str) else value)
    try:
        practice.full_clean(exclude=["recorded_by"])
    except ValidationError as error:
        raise PracticeError(_described(error)) from error


def _described(error: ValidationError) -> str:
    parts = []
    for name, messages in error.message_dict.items():
        label = getattr(Practice._meta.get_field(name), "verbose_name", "") if name in WRITABLE else ""
        parts.append(f"{label}: {' '.join(messages)}" if label else " ".join(messages))
    return " ".join(parts)


def _note(verb: str, practice: Practice, by: Who | None, at: datetime) -> None:
    record(verb=verb, subject=practice, by=by, at=at, visibility=Visibility(practice.visibility))
