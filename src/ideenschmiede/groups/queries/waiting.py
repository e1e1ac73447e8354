"""What waits in the groups of somebody, for the home page: mostly nothing, and then it costs one query."""

from __future__ import annotations

from datetime import date

from django.db.models import Value

from ideenschmiede.base.models import Account
from ideenschmiede.groups.models import Handover, Task
from ideenschmiede.groups.queries.handovers import handovers_for
from ideenschmiede.groups.queries.tasks import tasks_for

TASK, HANDOVER = 1, 2


def waits_for(who: Account, today: date) -> tuple[list[Task], list[Handover]]:
    """Tasks and handovers. One query, and one more for each of them that there is."""
    tasks, handovers = tasks_for(who, today), handovers_for(who)
    marked = tasks.order_by().values_list(Value(TASK), "pk")
    there = {kind for kind, _pk in marked.union(handovers.order_by().values_list(Value(HANDOVER), "pk"), all=True)}
    return list(tasks) if TASK in there else [], list(handovers) if HANDOVER in there else []
