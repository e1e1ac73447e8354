"""Notices that a day or a minute has begun, in the loop of the sealer, which always runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from ideenschmiede.site import tasks
from ideenschmiede.site.calendar import do_minutely
from ideenschmiede.site.models import Day

DAYBREAK = timedelta(hours=6)  # the daily work sends mails, and nobody likes one at midnight


def day_of(at: datetime) -> date:
    """The working day at this time: until six in the morning (Berlin) it is still yesterday's."""
    return localdate(at - DAYBREAK)


class Daybreak:
    """Enqueues the work of each day once; at the start also that of a day which was begun and never done."""

    def __init__(self) -> None:
        self.day: date | None = None

    def look(self, at: datetime) -> bool:
        """True when the work of a day was enqueued. Asks the database only when the day has changed."""
        today = day_of(at)
        if today == self.day:
            return False
        with transaction.atomic():  # the day and its task, both or neither
            day, new = Day.objects.get_or_create(date=today)
            due = new or (self.day is None and day.done_at is None)
            if due:
                tasks.daily.enqueue(today.isoformat())
        self.day = today
        return due


class Minutes:
    """Does once a minute what time does by itself: see `calendar.MINUTELY`."""

    def __init__(self) -> None:
        self.last: datetime | None = None

    def look(self, at: datetime) -> None:
        if self.last is None or at - self.last >= timedelta(minutes=1):
            do_minutely(at=at)
            self.last = at
