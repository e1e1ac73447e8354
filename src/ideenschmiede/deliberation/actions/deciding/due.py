"""What time does by itself, every minute: decisions open and close. See site/calendar.py."""

from __future__ import annotations

from datetime import datetime

from ideenschmiede.deliberation.actions.deciding.closing import close_decision
from ideenschmiede.deliberation.actions.deciding.opening import open_decision
from ideenschmiede.deliberation.actions.minutely import destroy_left, each
from ideenschmiede.deliberation.models import Decision, Stage
from ideenschmiede.deliberation.queries.ballots import PREFIX


def open_due(at: datetime) -> int:
    """Decisions whose time has come; returns how many were opened. One that cannot be opened waits."""
    due = Decision.objects.filter(stage=Stage.DRAFT, opens_at__lte=at)
    return each(due.order_by("pk"), lambda decision: open_decision(decision=decision, by=None, at=at))


def close_due(at: datetime) -> int:
    """Decisions whose deadline is over; returns how many were closed."""
    due = Decision.objects.filter(stage=Stage.OPEN, closes_at__lte=at)
    closed = each(due.order_by("pk"), lambda decision: close_decision(decision=decision, by=None, at=at))
    destroy_left(Decision, PREFIX)
    return closed
