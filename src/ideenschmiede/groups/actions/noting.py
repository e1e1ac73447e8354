"""What all actions of this app share: their error, that the group is open, and how they write down what happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.groups.models import WorkingGroup


class GroupError(ActionError):
    """It cannot be done like this; `field` names what is wrong ("" where it is no single thing)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def locked(group: WorkingGroup, *, even_closed: bool = False) -> WorkingGroup:
    """The group as it is now, locked until the transaction ends. Raises `GroupError` for a closed one."""
    rows = WorkingGroup.objects.select_for_update(of=("self",)).select_related("body")
    found = rows.get(pk=group.pk)
    if not found.is_open and not even_closed:
        raise GroupError(
            _("This working group is closed. What it has done can be read; nothing can be changed any more.")
        )
    return found


def tell(
    verb: str,
    group: WorkingGroup,
    by: Who | None,
    at: datetime,
    *,
    openly: bool = False,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Into the chronicle. What a public group does is public where it is done `openly`, else for the network."""
    seen = Visibility(group.visibility)
    if seen == Visibility.PUBLIC and not openly:
        seen = Visibility.NETWORK
    record(verb=verb, subject=group, by=by, at=at, visibility=seen, data=data)


def line(text: str, longest: int, field: str) -> str:
    return _within(one_line(text), longest, field)


def text(written: str, longest: int, field: str) -> str:
    return _within(plain(written), longest, field)


def _within(text: str, longest: int, field: str) -> str:
    if len(text) > longest:
        raise GroupError(_("Please keep to %(n)s characters.") % {"n": longest}, field)
    return text
