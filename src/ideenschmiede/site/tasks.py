"""Slow work above all apps: what happens every day."""

from datetime import date

from django.utils import timezone
from django_tasks import task

from ideenschmiede.site.calendar import do_daily


class DailyWorkFailed(Exception):
    """Some of the daily work failed: the operator's page counts it among the failed tasks, the log says why."""


@task()
def daily(day: str) -> None:
    """Do what is due on this day (ISO 8601). May run twice. Raises `DailyWorkFailed` when all else is done."""
    if failed := do_daily(day=date.fromisoformat(day), at=timezone.now()):
        raise DailyWorkFailed(", ".join(failed))
