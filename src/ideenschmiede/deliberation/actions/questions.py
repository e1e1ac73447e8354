"""A question is asked, changed, opened and closed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from ideenschmiede.base import keys
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.locking import NotOpen, lock_question
from ideenschmiede.deliberation.actions.unlinking import unlink_question
from ideenschmiede.deliberation.models import Audience, Question, Stage
from ideenschmiede.deliberation.queries.pseudonyms import key_name
from ideenschmiede.deliberation.rules.questions import may_ask, may_run
from ideenschmiede.deliberation.tasks.maps import wish_map
from ideenschmiede.deliberation.tasks.traces import wipe_traces

WHO = frozenset({"body", "audience", "visibility"})
WRITABLE = WHO | {
    "title",
    "context",
    "promise",
    "opens_at",
    "closes_at",
    "results_early",
    "moderation",
    "is_example",
}


class QuestionError(ActionError):
    """The question cannot be asked like this; `field` names the one to blame, "" where it is not one alone."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def ask(*, by: Who | None, at: datetime, **fields: Any) -> Question:
    """Prepare a question. `fields`: those in `WRITABLE`. Raises `QuestionError`, and `TypeError` for another field."""
    question = Question(created_by=by if isinstance(by, Account) else None, created_at=at, changed_at=at)
    _fill(question, fields, at)
    require(may_ask, by, question)
    question.save()
    _note("question.asked", question, by, at)
    return question


@transaction.atomic
def change_question(*, question: Question, by: Who | None, at: datetime, **fields: Any) -> Question:
    """Change what is said about a question. Once it is open, it is fixed who may take part and see it, and that results
    are not shown before the end: people have voted trusting in it. Raises `QuestionError`, and `NotOpen` for one that
    is closed."""
    current = lock_question(question)
    require(may_run, by, current)
    if current.stage == Stage.CLOSED:
        raise NotOpen(_("This question is closed and stays as it is."))
    before = {name: getattr(current, name) for name in fields}
    _fill(current, fields, at)
    require(may_run, by, current)  # nobody hands a question to a body that is not theirs
    changed = sorted(name for name in fields if getattr(current, name) != before[name])
    if current.stage == Stage.OPEN and (fixed := WHO.intersection(changed)):
        raise QuestionError(_("Who takes part and who sees it cannot be changed any more."), min(fixed))
    if current.stage == Stage.OPEN and current.results_early and "results_early" in changed:
        message = _("Those who voted were told that results are shown after the end. This cannot be changed any more.")
        raise QuestionError(message, "results_early")
    if changed:
        current.changed_at = at
        current.save()
        _note("question.changed", current, by, at, fields=changed)
    return current


@transaction.atomic
def open_question(*, question: Question, by: Who | None, at: datetime) -> Question:
    """From now on people vote. Opening twice changes nothing. Raises `QuestionError` where its end is over already."""
    current = lock_question(question)
    require(may_run, by, current)
    if current.stage == Stage.CLOSED:
        raise NotOpen(_("This question is closed and stays as it is."))
    if current.stage == Stage.OPEN:
        return current
    if current.closes_at is not None and current.closes_at <= at:
        raise QuestionError(_("The question would be over already. Please choose a later end."), "closes_at")
    if current.is_confidential:
        keys.make(key_name(current))
    else:
        current.key = secrets.token_bytes(keys.LENGTH)
    current.stage, current.changed_at = Stage.OPEN, at
    current.opens_at = at
    current.save()
    _note("question.opened", current, by, at)
    return current


@transaction.atomic
def close_question(*, question: Question, by: Who | None, at: datetime) -> Question:
    """No more votes. From now on nobody can tell whose the votes and statements of a confidential question were.

    Closing twice changes nothing. Raises `NotOpen` for one that was never open.
    """
    current = lock_question(question, to_close=True)
    require(may_run, by, current)
    if current.stage == Stage.CLOSED:
        return current
    if current.stage == Stage.DRAFT:
        raise NotOpen(_("This question is not open yet."))
    current.stage, current.closed_at, current.changed_at = Stage.CLOSED, at, at
    current.save()
    if current.is_confidential:
        unlink_question(current)
        # last of all: were the transaction undone, the key would still be needed; see also `destroy_left`
        transaction.on_commit(partial(keys.destroy, key_name(current)))
        wipe_traces.enqueue()
    _note("question.closed", current, by, at)
    transaction.on_commit(partial(wish_map, current.pk))
    return current


def _fill(question: Question, fields: Mapping[str, Any], at: datetime) -> None:
    if unknown := fields.keys() - WRITABLE:
        raise TypeError(f"not for writing: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        field = Question._meta.get_field(name)
        if isinstance(field, models.TextField):
            value = plain(value)
            if len(value) > (field.max_length or 0):
                raise QuestionError(_("Please keep to %(n)s characters.") % {"n": field.max_length}, name)
        setattr(question, name, one_line(value) if isinstance(field, models.CharField) else value)
    try:
        question.clean_fields(exclude=["body", "created_by", "key"])
    except ValidationError as error:
        blamed, messages = next(iter(error.message_dict.items()))
        raise QuestionError(" ".join(messages), blamed) from error
    _check_together(question, at)


def _check_together(question: Question, at: datetime) -> None:
    needs_body = question.audience == Audience.BODY or question.visibility == Visibility.GROUP
    if needs_body and question.body_id is None:
        raise QuestionError(_("Please choose the body that is asked."), "body")
    if question.visibility == Visibility.GROUP and question.audience != Audience.BODY:
        raise QuestionError(_("What only a group may see can only be answered by this group."), "audience")
    if question.closes_at is None:
        return
    if question.stage == Stage.OPEN and question.closes_at <= at:
        raise QuestionError(_("The end must be in the future. To close the question now, close it."), "closes_at")
    if question.opens_at is not None and question.closes_at <= question.opens_at:
        raise QuestionError(_("The end must come after the beginning."), "closes_at")


def _note(verb: str, question: Question, by: Who | None, at: datetime, **data: Any) -> None:
    record(verb=verb, subject=question, by=by, at=at, visibility=Visibility(question.visibility), data=data)
