"""Tasks: of a group, of a person, late ones, and those that follow from something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Model, Q, QuerySet

from ideenschmiede.base.models import Account, Who
from ideenschmiede.groups.models import Task, WorkingGroup
from ideenschmiede.groups.rules import may_finish_task, sees_lateness
from ideenschmiede.people.rules.bodies import LEADING, seats_of

SOONEST = (F("due_on").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Line:
    """A task as one reader sees it in a list."""

    task: Task
    is_late: bool
    may_finish: bool


def lines_of(who: Who, tasks: Iterable[Task], today: date) -> list[Line]:
    """That something is late is shown to who has promised it and to who leads the group."""
    return [
        Line(task, is_late(task, today) and sees_lateness(who, task), task.group.is_open and may_finish_task(who, task))
        for task in tasks
    ]


def tasks_of(group: WorkingGroup) -> list[Task]:
    """What is open, the next due first, then what is done, the latest first. One query."""
    rows = list(group.tasks.select_related("person", "group__body").order_by(*SOONEST))
    done = sorted((task for task in rows if task.done_at), key=_done, reverse=True)
    return [task for task in rows if not task.done_at] + done


def _done(task: Task) -> str:
    return task.done_at.isoformat() if task.done_at else ""


def task_of(group: WorkingGroup, pk: int) -> Task | None:
    return group.tasks.select_related("person", "group__body").filter(pk=pk).first()


def tasks_for(who: Account, today: date) -> QuerySet[Task]:
    """What waits for `who`: the own open tasks, and the late ones of groups that they lead."""
    seats = seats_of(who)
    led = [body for body, capacity in seats.items() if capacity in LEADING]
    wanted = Q(person__account=who) | Q(group__in=led, due_on__lt=today)
    rows = Task.objects.filter(wanted, group__in=list(seats), done_at=None, group__body__closed_on=None)
    return rows.select_related("person", "group__body").order_by(*SOONEST)


def tasks_from(origin: Model) -> QuerySet[Task]:
    """What follows from a decision, an idea, …"""
    rows = Task.objects.filter(origin_type=origin._meta.label_lower, origin_id=origin.pk)
    return rows.select_related("person", "group__body").order_by(*SOONEST)


def is_late(task: Task, today: date) -> bool:
    return task.done_at is None and task.due_on is not None and task.due_on < today
