"""What a group is to do and how it works together, and who may know of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Topic, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.groups.actions.noting import GroupError, locked, tell, text
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.groups.rules import may_run, may_set_visibility
from ideenschmiede.people.actions.appointments import set_discretion


@transaction.atomic
def set_mandate(
    *,
    group: WorkingGroup,
    aim: str,
    owes: str,
    until: date | None,
    topics: Iterable[Topic] = (),
    by: Who | None,
    at: datetime,
) -> None:
    """Aim, topics, until when, what it owes and to whom. Raises `GroupError` without an aim."""
    require(may_run, by, group)
    current = locked(group)
    current.aim, current.owes, current.until = text(aim, 2_000, "aim"), text(owes, 2_000, "owes"), until
    if not current.aim:
        raise GroupError(_("Please say what the group is for."), "aim")
    current.changed_at = at
    current.save()
    current.topics.set(topics)
    tell("group.mandate_set", current, by, at, openly=True)


@transaction.atomic
def write_charter(*, group: WorkingGroup, charter: str, by: Who | None, at: datetime) -> None:
    """How the group works together: meetings, manners, how it decides."""
    require(may_run, by, group)
    current = locked(group)
    current.charter, current.changed_at = text(charter, 20_000, "charter"), at
    current.save(update_fields=["charter", "changed_at"])
    tell("group.charter_written", current, by, at)


@transaction.atomic
def set_visibility(*, group: WorkingGroup, visibility: str, is_known: bool, by: Who | None, at: datetime) -> None:
    """Who sees the group. Of a confidential one others learn neither that it is there, unless `is_known`, nor who is in
    it, wherever persons are shown."""
    require(may_set_visibility, by)
    current = locked(group)
    current.visibility = Visibility(visibility)
    current.is_known = is_known and current.visibility == Visibility.CONFIDENTIAL
    current.changed_at = at
    current.save(update_fields=["visibility", "is_known", "changed_at"])
    is_discreet = current.visibility == Visibility.CONFIDENTIAL
    set_discretion(body=current.body, is_discreet=is_discreet, by=by, at=at)
    tell("group.visibility_set", current, by, at)
