"""Agree, disagree, pass; change it; take it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.locking import hold_open, own_voter
from ideenschmiede.deliberation.actions.unlinking import secret_pk
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.deliberation.rules.questions import may_vote
from ideenschmiede.deliberation.tasks.maps import wish_map

PRESSES = 10  # of one person on one statement at the same instant; each that loses tries again
KNOWN = (Vote.AGREE, Vote.PASS, Vote.DISAGREE)


class NotForVoting(ActionError):
    """Nobody can vote on this statement (any more)."""


def cast_vote(*, statement: Statement, value: int, by: Account, at: datetime) -> Vote:
    """Say 1 (agree), 0 (pass) or −1 (disagree) to a statement as it was just read; the last word counts.

    Raises `NotOpen`, `NotForVoting`, `NotAllowed`, and `ValueError` for another value.
    """
    if value not in KNOWN:
        raise ValueError(f"no vote: {value}")
    return _store(statement, value, by, at)


def take_back_vote(*, statement: Statement, by: Account, at: datetime) -> None:
    """Undo: as if there had been no vote on this statement. Without one, nothing changes."""
    _store(statement, None, by, at)


def _store(statement: Statement, value: int | None, by: Account, at: datetime) -> Vote:
    for _press in range(PRESSES):
        with suppress(IntegrityError):  # the same person pressed twice, and the other press was first: it is there now
            return _replace(statement, value, by, at)
    return _replace(statement, value, by, at)


@transaction.atomic
@writing()
def _replace(statement: Statement, value: int | None, by: Account, at: datetime) -> Vote:
    """A new row instead of the old one: see `Vote`."""
    question = hold_open(statement.question_id, at)
    require(may_vote, by, question)
    if value is not None and statement.status != Statement.Status.PUBLISHED:
        raise NotForVoting(_("This statement is not shown any more. Your other votes are kept."))
    return put_vote(question, statement, value, by, at)


def put_vote(question: Question, statement: Statement, value: int | None, by: Account, at: datetime) -> Vote:
    """Write a vote into a question that is held open, and wish a map that knows it."""
    voter = own_voter(question, by)
    removed, _rows = Vote.objects.filter(statement=statement, voter=voter).delete()
    vote = Vote(question=question, statement=statement, voter=voter, value=value)
    if question.is_confidential:
        vote.pk = secret_pk()
    else:
        vote.at = at
    if value is not None or removed:
        vote.save(force_insert=True)
        transaction.on_commit(partial(wish_map, question.pk))
    return vote
