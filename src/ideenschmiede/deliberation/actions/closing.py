"""What time does by itself, every minute: questions open and close. See site/calendar.py.

Each question is a transaction of its own, so that one that cannot go on does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import structlog

from ideenschmiede.base import keys
from ideenschmiede.base.errors import ActionError
from ideenschmiede.deliberation.actions.questions import close_question, open_question
from ideenschmiede.deliberation.models import Question, Stage
from ideenschmiede.deliberation.queries.pseudonyms import PREFIX, key_name
from ideenschmiede.deliberation.queries.questions import due_to_close, due_to_open, without_last_map
from ideenschmiede.deliberation.tasks.maps import wish_map

log = structlog.get_logger("ideenschmiede.deliberation")


def open_due(at: datetime) -> int:
    """Questions whose time has come; returns how many were opened."""
    return _each(due_to_open(at), lambda question: open_question(question=question, by=None, at=at))


def close_due(at: datetime) -> int:
    """Questions whose time is over; returns how many were closed. Maps of the end that failed are drawn again."""
    closed = _each(due_to_close(at), lambda question: close_question(question=question, by=None, at=at))
    destroy_keys()
    for question in without_last_map(at):
        wish_map(question.pk)
    return closed


def destroy_keys() -> None:
    """Keys of questions that are closed or gone: a machine may stop between the commit and the end of a key."""
    there = [name for name in keys.names() if name.startswith(PREFIX)]
    if not there:
        return
    waiting = Question.objects.exclude(stage=Stage.CLOSED)
    needed = {key_name(question) for question in waiting.filter(pk__in=[name[len(PREFIX) :] for name in there])}
    for name in there:
        if name not in needed:
            keys.destroy(name)


def _each(due: Iterable[Question], step: Callable[[Question], object]) -> int:
    done = 0
    for question in list(due):
        try:
            step(question)
            done += 1
        except ActionError as error:
            log.warning("question waits", question=question.pk, error=type(error).__name__)
    return done
