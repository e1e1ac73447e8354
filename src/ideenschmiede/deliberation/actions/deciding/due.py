"""What time does by itself, every minute: decisions open and close. See site/calendar.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db.models import QuerySet

from ideenschmiede.base import keys
from ideenschmiede.base.errors import ActionError
from ideenschmiede.deliberation.actions.deciding.closing import close_decision
from ideenschmiede.deliberation.actions.deciding.opening import open_decision
from ideenschmiede.deliberation.models import Decision, Stage
from ideenschmiede.deliberation.queries.ballots import PREFIX, key_name

log = structlog.get_logger("ideenschmiede.deliberation")


def open_due(at: datetime) -> int:
    """Decisions whose time has come; returns how many were opened. One that cannot be opened waits."""
    due = Decision.objects.filter(stage=Stage.DRAFT, opens_at__lte=at)
    return _each(due, lambda decision: open_decision(decision=decision, by=None, at=at))


def close_due(at: datetime) -> int:
    """Decisions whose deadline is over; returns how many were closed."""
    due = Decision.objects.filter(stage=Stage.OPEN, closes_at__lte=at)
    closed = _each(due, lambda decision: close_decision(decision=decision, by=None, at=at))
    destroy_keys()
    return closed


def destroy_keys() -> None:
    """Keys of decisions that are closed or gone: a machine may stop between the commit and the end of a key."""
    there = {name for name in keys.names() if name.startswith(PREFIX)}
    if there:
        waiting = Decision.objects.exclude(stage=Stage.CLOSED).filter(pk__in=[name[len(PREFIX) :] for name in there])
        for name in there - {key_name(decision) for decision in waiting}:
            keys.destroy(name)


def _each(due: QuerySet[Decision], step: Callable[[Decision], object]) -> int:
    done = 0
    for decision in list(due.order_by("pk")):
        try:
            step(decision)
            done += 1
        except ActionError as error:
            log.warning("decision waits", decision=decision.pk, error=type(error).__name__)
        except Exception:  # whatever it was, the others must not wait for it
            log.exception("decision failed", decision=decision.pk)
    return done
