"""What happens every day and every minute, without anybody asking for it.

A function takes the day and does what has become due up to it: a server that stood still at the weekend calls it for
Monday only. It may be called twice for one day, so it must see in the database what it has done already.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import structlog
from django.core.management import call_command

from ideenschmiede.base import files
from ideenschmiede.base.tasks import take_up_abandoned
from ideenschmiede.deliberation.actions import closing
from ideenschmiede.deliberation.actions.deciding import due
from ideenschmiede.people.actions.appointments import daily as appointments
from ideenschmiede.site.models import Day

log = structlog.get_logger("ideenschmiede.calendar")

Daily = Callable[[date], object]
Minutely = Callable[[datetime], object]


def tidy(_day: date) -> None:
    """Forget what nobody needs any more: sessions that expired, tasks of a fortnight ago, files that no row names."""
    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)
    files.sweep()


DAILY: tuple[Daily, ...] = (
    tidy,
    appointments.end_terms,  # before new ones begin
    appointments.begin_terms,
    appointments.expire_invitations,
    appointments.remind_of_ends,
    appointments.ask_who_stays,
)

MINUTELY: tuple[Minutely, ...] = (
    take_up_abandoned,
    closing.close_due,
    closing.open_due,
    due.close_due,
    due.open_due,
)


def do_minutely(*, at: datetime, works: Sequence[Minutely] = MINUTELY) -> None:
    """Call all `works`, whatever becomes of the others; what failed is logged and tried again in the next minute."""
    for work in works:
        try:
            work(at)
        except Exception:  # whatever it was, the others must not suffer from it
            log.exception("work of the minute failed", work=f"{work.__module__}.{work.__qualname__}")


def do_daily(*, day: date, at: datetime, works: Sequence[Daily] = DAILY) -> list[str]:
    """Call all `works` for this day, whatever becomes of the others; returns the names of those that failed."""
    failed = []
    for work in works:
        name = f"{work.__module__}.{work.__qualname__}"
        try:
            work(day)
        except Exception:  # whatever it was, the others must not suffer from it
            log.exception("daily work failed", work=name, day=day.isoformat())
            failed.append(name)
    Day.objects.update_or_create(date=day, defaults={"done_at": at})
    return failed
