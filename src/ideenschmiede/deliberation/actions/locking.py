"""Hold a question while something is written into it, so that it is not closed in between."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models import Question, Stage
from ideenschmiede.deliberation.queries.pseudonyms import voter_of


class NotOpen(ActionError):
    """The question takes no votes or statements now."""


def hold_open(question_id: int, at: datetime) -> Question:
    """The question as it is now; it stays open until this transaction ends, and others may write at the same time.

    Raises `NotOpen`. On PostgreSQL this is the lock that any new row with a foreign key to the question takes anyhow;
    closing takes the one that excludes it. On SQLite whoever writes is alone.
    """
    lock = " FOR KEY SHARE" if connection.features.has_select_for_update else ""
    table = connection.ops.quote_name(Question._meta.db_table)
    rows = Question.objects.raw(f"SELECT * FROM {table} WHERE id = %s{lock}", [question_id])  # noqa: S608  no input in it
    for question in rows:
        check_open(question, at)
        return question
    raise NotAllowed(_("This question is gone."))


def check_open(question: Question, at: datetime) -> None:
    """Raises `NotOpen` with what to do instead."""
    if question.stage == Stage.DRAFT:
        raise NotOpen(_("This question is not open yet."))
    if question.stage == Stage.CLOSED or (question.closes_at is not None and at >= question.closes_at):
        raise NotOpen(_("This question is closed: votes and statements are not taken any more."))


def lock_question(question: Question, *, to_close: bool = False) -> Question:
    """The question as it is now. Until this transaction ends others may vote, and nobody else changes it, writes a
    statement, or closes it; `to_close`: nobody votes either."""
    rows = Question.objects.select_for_update(of=("self",), no_key=not to_close).select_related("body")
    return rows.get(pk=question.pk)


def own_voter(question: Question, who: Account) -> int:
    """As `voter_of`, for an open question. Raises `NotOpen` where its key is gone: a backup was put back, perhaps."""
    try:
        return voter_of(question, who)
    except KeyGone:
        raise NotOpen(
            _("The key of this question is lost: nobody can vote any more. Please tell the office.")
        ) from None
