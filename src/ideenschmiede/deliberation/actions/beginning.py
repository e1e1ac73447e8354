"""A question with the statements that it begins with, at once: all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from ideenschmiede.base.models import Who
from ideenschmiede.deliberation.actions.questions import ask, change_question
from ideenschmiede.deliberation.actions.statements import AlreadyThere, write_statement
from ideenschmiede.deliberation.models import Question


@transaction.atomic
def ask_with_statements(*, first: Iterable[str], by: Who | None, at: datetime, **fields: Any) -> Question:
    """Prepare a question with its `first` statements. Raises as `ask` and `write_statement` do."""
    question = ask(by=by, at=at, **fields)
    _add(question, first, by, at)
    return question


@transaction.atomic
def add_first_statements(
    *, question: Question, first: Iterable[str], by: Who | None, at: datetime, **fields: Any
) -> Question:
    """Change a question and add statements in nobody's name. Raises as `change_question` and `write_statement` do."""
    current = change_question(question=question, by=by, at=at, **fields)
    _add(current, first, by, at)
    return current


def _add(question: Question, first: Iterable[str], by: Who | None, at: datetime) -> None:
    for text in first:
        with suppress(AlreadyThere):
            write_statement(question=question, text=text, by=by, at=at, is_seed=True)
