"""Tasks: given, changed, done, open again, dropped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import require
from ideenschmiede.groups.actions.noting import GroupError, line, locked, tell, text
from ideenschmiede.groups.models import Task, WorkingGroup
from ideenschmiede.groups.queries.groups import persons_in
from ideenschmiede.groups.rules import may_finish_task, may_run
from ideenschmiede.people.models import Person

Origin = Model | tuple[str, int]
"""A thing, or its label ("ideas.idea") and its number."""


@transaction.atomic
def give_task(
    *,
    group: WorkingGroup,
    title: str,
    person: Person | None = None,
    due_on: date | None = None,
    note: str = "",
    origin: Origin | None = None,
    by: Who | None,
    at: datetime,
) -> Task:
    """Somebody of the group, or nobody yet, is to do something. `origin`: what it follows from.

    Raises `GroupError` for somebody from outside, and without a title.
    """
    require(may_run, by, group)
    current = locked(group)
    kind, number = (origin._meta.label_lower, origin.pk) if isinstance(origin, Model) else origin or ("", None)
    author = by if isinstance(by, Account) else None
    task = Task(group=current, origin_type=kind, origin_id=number, created_by=author, created_at=at)
    _fill(task, title, person, due_on, note)
    task.save()
    _note("task.given", task, by, at)
    return task


@transaction.atomic
def change_task(
    *,
    task: Task,
    title: str,
    person: Person | None,
    due_on: date | None,
    note: str,
    by: Who | None,
    at: datetime,
) -> None:
    """Another title, somebody else, another day."""
    require(may_run, by, task)
    current = _locked(task)
    _fill(current, title, person, due_on, note)
    current.save()
    _note("task.changed", current, by, at)


@transaction.atomic
def finish_task(*, task: Task, result: str = "", by: Who | None, at: datetime) -> None:
    """It is done, with what came of it. Finishing twice changes nothing."""
    require(may_finish_task, by, task)
    current = _locked(task)
    if current.done_at is not None:
        return
    current.done_at, current.result = at, line(result, 500, "result")
    current.save(update_fields=["done_at", "result"])
    _note("task.finished", current, by, at)


@transaction.atomic
def reopen_task(*, task: Task, by: Who | None, at: datetime) -> None:
    """It is not done after all; what was said about the result stays. Reopening twice changes nothing."""
    require(may_finish_task, by, task)
    current = _locked(task)
    if current.done_at is None:
        return
    current.done_at = None
    current.save(update_fields=["done_at"])
    _note("task.reopened", current, by, at)


@transaction.atomic
def drop_task(*, task: Task, by: Who | None, at: datetime) -> None:
    """It need not be done any more; it is removed."""
    require(may_run, by, task)
    current = _locked(task)
    _note("task.dropped", current, by, at)
    current.delete()


def _locked(task: Task) -> Task:
    locked(task.group)
    rows = Task.objects.select_for_update(of=("self",)).select_related("group__body", "person")
    found = rows.filter(pk=task.pk).first()
    if found is None:
        raise GroupError(_("Somebody has dropped this task meanwhile."))
    return found


def _fill(task: Task, title: str, person: Person | None, due_on: date | None, note: str) -> None:
    task.title, task.note = line(title, 200, "title"), text(note, 2_000, "note")
    if not task.title:
        raise GroupError(_("Please say what is to be done."), "title")
    # who had it before may keep it, also when they have left
    if person is not None and person.pk != task.person_id and not persons_in(task.group).filter(pk=person.pk).exists():
        raise GroupError(_("Only somebody of the group can be given a task."), "person")
    task.person, task.due_on = person, due_on


def _note(verb: str, task: Task, by: Who | None, at: datetime) -> None:
    tell(verb, task.group, by, at, data={"task": task.pk, "person": task.person_id})
