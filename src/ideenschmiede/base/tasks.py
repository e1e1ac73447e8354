"""Slow work of the base: mail, which waits for another server, and the walk through the whole chronicle.

Tasks take ids and may run twice. A worker that is stopped in the middle leaves nothing half done, and what it was at is
taken up again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException
from typing import Any

import structlog
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import chronicle, mail
from ideenschmiede.base.models import Account

log = structlog.get_logger("ideenschmiede.tasks")

# a mail server that is being restarted, one that is being mended, one that is back tomorrow
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=18))

ABANDONED_AFTER = timedelta(minutes=15)  # longer than any task takes
MOST_TRIES = 3  # a task that kills its worker must not do so for ever


def take_up_abandoned(at: datetime) -> int:
    """Make tasks ready again whose worker was killed while at them; returns how many.

    The queue itself leaves them running for ever: it cannot tell a dead worker from a busy one. One that has been begun
    `MOST_TRIES` times counts as failed.
    """
    taken_up = 0
    for result in DBTaskResult.objects.running().filter(started_at__lt=at - ABANDONED_AFTER):
        begun_here = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
        tries = len(result.worker_ids)
        if tries < MOST_TRIES:
            taken_up += begun_here.update(status=TaskResultStatus.READY)
        else:
            begun_here.update(status=TaskResultStatus.FAILED, finished_at=at)
        log.warning("task of a dead worker", task=result.task_path, tries=tries)
    return taken_up


def deliver(send: Callable[[], None], again: Any, template: str, to: int, *more: Any, failures: int) -> str:
    """Send a mail; where the mail server does not take it, try again after each of `PAUSES`, then give up and log it.

    `again` is the task that calls this: it is enqueued with `(template, to, *more, failures + 1)`. `to` is an id, for
    the log, too. Returns "sent", "later" (enqueued again) or "given up".
    """
    try:
        send()
    except (OSError, SMTPException) as error:
        about = {"task": again.name, "template": template, "to": to, "error": type(error).__name__}
        if failures >= len(PAUSES):
            log.error("mail given up", **about)
            return "given up"
        log.warning("mail will be tried again", **about)
        again.using(run_after=timezone.now() + PAUSES[failures]).enqueue(template, to, *more, failures + 1)
        return "later"
    return "sent"


@task()
def mail_account(template: str, account_id: int, context: dict[str, Any] | None = None, failures: int = 0) -> str:
    """Send a mail to an account, in its language. Returns what `deliver` says, or "gone"."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return "gone"
    send = partial(
        mail.send,
        template=template,
        to=account.email,
        context={**(context or {}), "account": account},
        language=account.language,
    )
    return deliver(send, mail_account, template, account_id, context, failures=failures)


@task()
def verify_chronicle() -> dict[str, Any]:
    """Walk the whole chain; how many events hold, or the first position where it breaks and why."""
    broken = chronicle.verify()
    if broken is None:
        return {"holds": True, "events": chronicle.head()}
    log.error("the chronicle is broken", position=broken.position, reason=broken.reason)
    return {"holds": False, "position": broken.position, "reason": broken.reason}
