"""Who runs a question reads the statements: publishes, hides or merges them, and says why."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Who
from ideenschmiede.base.plain import plain
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.locking import NotOpen, lock_question
from ideenschmiede.deliberation.actions.statements import StatementError, note_statement
from ideenschmiede.deliberation.models import Stage, Statement
from ideenschmiede.deliberation.rules.questions import may_run
from ideenschmiede.deliberation.tasks.maps import wish_map

LONGEST_REASON = 1_000


@transaction.atomic
@writing()
def publish_statement(*, statement: Statement, by: Who | None, at: datetime) -> None:
    """Show it, for the first time or again: undoes `hide_statement` and `merge_statements`."""
    current = _current(statement, by)
    if current.status == Statement.Status.PUBLISHED:
        return
    _become(statement, current, Statement.Status.PUBLISHED, "", None)
    _tell("statement.published", current, by, at)


@transaction.atomic
@writing()
def hide_statement(*, statement: Statement, reason: str, by: Who | None, at: datetime) -> None:
    """Show it no longer, or not at all. Who wrote it reads the reason. Raises `StatementError` without one."""
    current = _current(statement, by)
    _become(statement, current, Statement.Status.HIDDEN, _reason(reason), None)
    _tell("statement.hidden", current, by, at)


@transaction.atomic
@writing()
def merge_statements(*, statement: Statement, into: Statement, reason: str = "", by: Who | None, at: datetime) -> None:
    """Two statements say the same: `statement` gives way to `into`. Votes on it are kept, but count for it no longer;
    nobody's vote is moved to words that they did not read. Raises `StatementError`."""
    current = _current(statement, by)
    target = Statement.objects.get(pk=into.pk)
    if target.question_id != current.question_id or target.pk == current.pk:
        raise StatementError(_("Please choose another statement of the same question."))
    if target.status != Statement.Status.PUBLISHED:
        raise StatementError(_("Please choose a statement that is shown."))
    _become(statement, current, Statement.Status.MERGED, plain(reason)[:LONGEST_REASON], target)
    Statement.objects.filter(merged_into=current).update(merged_into=target)
    _tell("statement.merged", current, by, at)


def _current(statement: Statement, by: Who | None) -> Statement:
    question = lock_question(statement.question)
    require(may_run, by, question)
    if question.stage == Stage.CLOSED:
        raise NotOpen(_("This question is closed and stays as it is."))
    current = Statement.objects.get(pk=statement.pk)
    if current.status == Statement.Status.WITHDRAWN:
        raise StatementError(_("Who wrote this statement has taken it back."))
    current.question = question
    return current


def _become(given: Statement, current: Statement, status: str, reason: str, into: Statement | None) -> None:
    current.status, current.reason, current.merged_into = status, reason, into
    current.save()
    given.status, given.reason, given.merged_into = status, reason, into


def _reason(text: str) -> str:
    text = plain(text)
    if not text:
        raise StatementError(_("Please say why; who wrote the statement reads it."))
    if len(text) > LONGEST_REASON:
        raise StatementError(_("Please keep to %(n)s characters.") % {"n": LONGEST_REASON})
    return text


def _tell(verb: str, statement: Statement, by: Who | None, at: datetime) -> None:
    note_statement(verb, statement, by, at)
    transaction.on_commit(partial(wish_map, statement.question_id))
