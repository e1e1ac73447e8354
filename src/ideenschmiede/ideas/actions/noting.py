"""Note an idea, and say later where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Topic, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.deliberation.models import Question, Statement
from ideenschmiede.ideas.actions.storing import IdeaError, account_of, cleaned, locked, store, tell, write_version
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.rules.ideas import may_edit, may_note, may_note_for
from ideenschmiede.people.models import Body, Person


@transaction.atomic
def note_idea(
    *,
    title: str,
    problem: str = "",
    for_whom: str = "",
    thought: str = "",
    topics: Iterable[Topic] = (),
    sdgs: Iterable[int] = (),
    question: Question | None = None,
    statement: Statement | None = None,
    inspired_by: Person | None = None,
    body: Body | None = None,
    visibility: Visibility = Visibility.NETWORK,
    is_example: bool = False,
    by: Who | None,
    at: datetime,
) -> Idea:
    """Hold a thought before it is gone; only the title is needed. Where it comes from is kept for good.

    A statement brings its question along. Raises `NotAllowed`, and `IdeaError` for a text or a goal that does not fit.
    """
    require(may_note if body is None else may_note_for, by, body)
    _check_group(visibility, body)
    text = cleaned({"title": title, "problem": problem, "for_whom": for_whom, "thought": thought})
    idea = Idea(
        sdgs=_goals(sdgs),
        visibility=visibility,
        body=body,
        author=account_of(by),
        question=statement.question if statement else question,
        statement=statement,
        inspired_by=inspired_by,
        is_example=is_example,
        created_at=at,
        changed_at=at,
    )
    with writing():
        idea.save()
    idea.topics.set(topics)
    write_version(idea, text, note="", author=idea.author, at=at)
    tell("idea.noted", idea, by, at, data=_origin(idea))
    return idea


@transaction.atomic
def classify_idea(
    *,
    idea: Idea,
    topics: Iterable[Topic],
    sdgs: Iterable[int],
    body: Body | None,
    visibility: Visibility,
    by: Who | None,
    at: datetime,
) -> None:
    """Say which topics and goals the idea serves, which group carries it and who may see it."""
    require(may_edit, by, idea)
    current = locked(idea)
    if body is not None and body.pk != current.body_id:
        require(may_note_for, by, body)
    _check_group(visibility, body)
    current.body, current.visibility, current.sdgs = body, visibility, _goals(sdgs)
    store(current, "body", "visibility", "sdgs", at=at)
    current.topics.set(topics)
    tell("idea.classified", current, by, at)


def _check_group(visibility: Visibility, body: Body | None) -> None:
    if visibility == Visibility.GROUP and body is None:
        raise IdeaError(_("Only a group can keep an idea to itself. Please choose the group, too."))


def _goals(numbers: Iterable[int]) -> list[int]:
    wanted = sorted(set(numbers))
    if unknown := [number for number in wanted if number not in SDGS]:
        raise IdeaError(_("There is no goal %(number)s.") % {"number": unknown[0]})
    return wanted


def _origin(idea: Idea) -> dict[str, str | int]:
    """Ids only; of a confidential question not even these."""
    found = {"statement": idea.statement_id, "question": idea.question_id, "person": idea.inspired_by_id}
    if idea.question is not None and idea.question.is_confidential:
        found["statement"] = found["question"] = None
    return {name: pk for name, pk in found.items() if pk is not None}
