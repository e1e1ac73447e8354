"""Somebody adds a statement to a question, or takes it back."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.locking import NotOpen, check_open, lock_question, own_voter
from ideenschmiede.deliberation.actions.unlinking import secret_pk
from ideenschmiede.deliberation.actions.voting import put_vote
from ideenschmiede.deliberation.models import LONGEST_STATEMENT, Question, Stage, Statement, Vote
from ideenschmiede.deliberation.rules.questions import may_run, may_write_statement
from ideenschmiede.deliberation.tasks.maps import wish_map

MOST_OF_ONE = 50  # statements of one person on a question; others have to read and vote on them all


class StatementError(ActionError):
    """The statement cannot be written like this."""


class TooLong(StatementError):
    """More than `LONGEST_STATEMENT` characters."""


class AlreadyThere(StatementError):
    """The question has this very statement already: `statement`."""

    def __init__(self, statement: Statement) -> None:
        shown = statement.status == Statement.Status.PUBLISHED
        super().__init__(
            _("This statement is there already, word for word. You can vote on it.")
            if shown
            else _("This statement has been sent already, word for word. It appears as soon as it has been read.")
        )
        self.statement = statement


@transaction.atomic
@writing()
def write_statement(*, question: Question, text: str, by: Who | None, at: datetime, is_seed: bool = False) -> Statement:
    """Add a statement; whoever writes one agrees to it, until they say otherwise.

    `is_seed`: one of those with which a question begins, written by who runs it, in nobody's name; also before it
    opens. Raises `NotOpen`, `TooLong`, `AlreadyThere`, `StatementError`.
    """
    current = lock_question(question)  # alone: numbers follow each other
    text = _checked(current, text)
    if is_seed:
        require(may_run, by, current)
        if current.stage == Stage.CLOSED:
            raise NotOpen(_("This question is closed: votes and statements are not taken any more."))
        statement = _add(current, text, None, at, Statement.Status.PUBLISHED)
    else:
        check_open(current, at)
        require(may_write_statement, by, current)
        if not isinstance(by, Account):
            raise TypeError("a statement has an author")
        statement = _add(current, text, by, at, _at_first(current))
        put_vote(current, statement, Vote.AGREE, by, at)
    note_statement("statement.written", statement, by, at)
    transaction.on_commit(partial(wish_map, current.pk))
    return statement


@transaction.atomic
@writing()
def withdraw_statement(*, statement: Statement, by: Account, at: datetime) -> None:
    """Whoever wrote it takes it back; votes on it do not count any more. What was merged with it is shown again, or
    waits to be read: those who wrote that have taken nothing back. Raises `NotOpen`, `NotAllowed`."""
    question = lock_question(statement.question)
    check_open(question, at)
    require(may_write_statement, by, question)
    current = Statement.objects.get(pk=statement.pk)
    if current.voter is None or current.voter != own_voter(question, by):
        raise StatementError(_("Only who wrote a statement can take it back."))
    if current.status == Statement.Status.WITHDRAWN:
        return
    current.status, current.merged_into = Statement.Status.WITHDRAWN, None
    current.save()
    statement.status = current.status
    merged = Statement.objects.filter(merged_into=current)
    merged.update(status=_at_first(question), merged_into=None, reason="")  # they may never have been published
    note_statement("statement.withdrawn", current, by, at)
    transaction.on_commit(partial(wish_map, question.pk))


def note_statement(verb: str, statement: Statement, by: Who | None, at: datetime) -> None:
    """Into the chronicle, but for confidential questions: the time alone would tell whose statement it is."""
    question = statement.question
    if question.is_confidential:
        return
    record(
        verb=verb,
        subject=statement,
        by=by,
        at=at,
        visibility=Visibility(question.visibility),
        data={"question": question.pk},
    )


def _at_first(question: Question) -> str:
    before = question.moderation == Question.Moderation.BEFORE
    return Statement.Status.WAITING if before else Statement.Status.PUBLISHED


def _checked(question: Question, text: str) -> str:
    text = one_line(text)
    if not text:
        raise StatementError(_("Please write a sentence that others can agree to or not."))
    if len(text) > LONGEST_STATEMENT:
        raise TooLong(
            _("Please keep to %(most)s characters; it has %(count)s.") % {"most": LONGEST_STATEMENT, "count": len(text)}
        )
    shown = (Statement.Status.PUBLISHED, Statement.Status.WAITING)
    same = Statement.objects.filter(question=question, text__iexact=text, status__in=shown).first()
    if same is not None:
        raise AlreadyThere(same)
    return text


def _add(question: Question, text: str, author: Account | None, at: datetime, status: str) -> Statement:
    last = Statement.objects.filter(question=question).aggregate(last=Max("number"))["last"] or 0
    statement = Statement(question=question, number=last + 1, text=text, status=status)
    if author is not None:
        statement.voter = own_voter(question, author)
        _check_room(question, statement.voter)
    if question.is_confidential:
        statement.pk = secret_pk()
        statement.number = _changed_for_another(question, last + 1)
    else:
        statement.author, statement.created_at = author, at
    statement.save(force_insert=True)
    return statement


def _check_room(question: Question, voter: int) -> None:
    own = Statement.objects.filter(question=question, voter=voter).exclude(status=Statement.Status.WITHDRAWN)
    if own.count() >= MOST_OF_ONE:
        raise StatementError(
            _("You have written %(most)s statements here already. Please vote on those of others, or take one back.")
            % {"most": MOST_OF_ONE}
        )


def _changed_for_another(question: Question, number: int) -> int:
    """A random number up to this one, which goes to the statement that had it: so numbers do not tell which statement
    came when, and whose request it was."""
    other = 1 + secrets.randbelow(number)
    Statement.objects.filter(question=question, number=other).update(number=number)
    return other
