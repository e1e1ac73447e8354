"""The end of a group: its report, and closing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Event, Who
from ideenschmiede.base.rules import require
from ideenschmiede.groups.actions.noting import GroupError, locked, tell, text
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.groups.rules import may_close, may_run
from ideenschmiede.people.actions.appointments import close_body

LONGEST = 20_000


@transaction.atomic
def write_report(*, group: WorkingGroup, report: str, by: Who | None, at: datetime) -> None:
    """What the group has done with its mandate.

    Once the group is closed, the report stays as it is; one that is missing can still be written.
    """
    require(may_run, by, group)
    current = locked(group, even_closed=not group.closing_report)
    if not current.is_open and current.closing_report:
        raise GroupError(_("This working group is closed, and its report stays as it is."))
    current.closing_report, current.changed_at = text(report, LONGEST, "report"), at
    current.save(update_fields=["closing_report", "changed_at"])
    tell("group.report_written", current, by, at)


@transaction.atomic
def close_group(*, group: WorkingGroup, report: str, by: Who | None, at: datetime) -> None:
    """Store the report and close the group: all appointments to it end, and nothing can be changed any more.

    Raises `GroupError` without a report.
    """
    require(may_close, by)
    write_report(group=group, report=report, by=by, at=at)
    current = locked(group)
    if not current.closing_report:
        raise GroupError(_("Please write the closing report first: what has become of the mandate?"), "report")
    close_body(body=current.body, by=by, at=at)
    tell("group.closed", current, by, at, openly=True)


def need_report(event: Event) -> None:
    """For `body.closed`: a working group that somebody closes has its report. Raises `GroupError` where it has none."""
    if event.actor is not None and WorkingGroup.objects.filter(pk=event.subject_id, closing_report="").exists():
        raise GroupError(_("A working group is closed with its report: on its own page, under “Closing report”."))
