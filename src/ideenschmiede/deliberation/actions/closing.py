"""What time does by itself, every minute: questions open and close. See site/calendar.py.

Each question is a transaction of its own, so that one that cannot go on does not stop the others.
"""

from __future__ import annotations

from datetime import datetime

from ideenschmiede.deliberation.actions.minutely import destroy_left, each
from ideenschmiede.deliberation.actions.questions import close_question, open_question
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.queries.pseudonyms import PREFIX
from ideenschmiede.deliberation.queries.questions import due_to_close, due_to_open, without_last_map
from ideenschmiede.deliberation.tasks.maps import wish_map


def open_due(at: datetime) -> int:
    """Questions whose time has come; returns how many were opened."""
    return each(due_to_open(at), lambda question: open_question(question=question, by=None, at=at))


def close_due(at: datetime) -> int:
    """Questions whose time is over; returns how many were closed. Maps of the end that failed are drawn again."""
    closed = each(due_to_close(at), lambda question: close_question(question=question, by=None, at=at))
    destroy_left(Question, PREFIX)
    for question in without_last_map(at):
        wish_map(question.pk)
    return closed
