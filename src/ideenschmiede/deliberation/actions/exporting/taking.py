"""Which votes may leave, and what is cut off them.

A question that was held elsewhere leaves as it came. Of one of our own, nothing leaves that would tell whose votes a
row holds: participants are numbered anew at random each time; authors are left out, for pages name them; so are times,
and votes on statements that hardly anybody but the author has seen; and nothing leaves before the end, for an export
before and one after somebody voted tell the difference.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import Rule
from ideenschmiede.deliberation.models import Question, Stage, Statement
from ideenschmiede.deliberation.opinion_map import FEWEST_PEOPLE, unpack
from ideenschmiede.deliberation.queries.conversations import (
    UNKNOWN,
    Conversation,
    Numbers,
    Votes,
    conversation_of,
    how_many_voted,
    milliseconds,
)
from ideenschmiede.deliberation.queries.maps import newest_map
from ideenschmiede.deliberation.rules.archives import may_export_all, may_export_votes

FEWEST_ROWS = 10  # participants; in a smaller circle one knows people by what they answer


class NotForExport(ActionError):
    """These votes do not leave."""


@dataclass(frozen=True, eq=False)
class Taken:
    """A conversation as it leaves, and where it was taken over from. `groups`: the group of each participant (place in
    the map's groups, −1: none), in the order of `conversation.votes.people`."""

    conversation: Conversation
    groups: Numbers
    source: str


def take_votes(*, question: Question, by: Who | None, at: datetime) -> Taken:
    """The statements and votes of a question as they may leave. Raises `NotForExport`."""
    if reason := why_no_votes(question, by):
        raise NotForExport(reason)
    archive = bool(question.source)
    everything = archive and _may(may_export_all, by, question)
    found = conversation_of(question, list(Statement.Status) if everything else [Statement.Status.PUBLISHED])
    taken = Taken(found, _groups(question, found.votes), question.source)
    return _ordered(taken if archive else _cut_off(taken, question.closed_at or at))


def why_no_votes(question: Question, by: Who | None) -> str:
    """Why its single votes do not leave, "" where they do; at most one query."""
    if question.is_confidential:
        return _("Single votes of a confidential question never leave it.")
    if by is not None and question.stage != Stage.CLOSED:
        return _("Single votes can be taken along when the question is closed.")
    if not _may(may_export_votes, by, question):
        return _("You may not see the results of this question.")
    if by is not None and not question.source and how_many_voted(question) < FEWEST_ROWS:
        message = _("Fewer than %(fewest)s took part: single votes would tell whose they are.")
        return message % {"fewest": FEWEST_ROWS}
    return ""


def _may(permission: Rule, by: Who | None, question: Question) -> bool:
    return by is None or permission(by, question)


def _groups(question: Question, votes: Votes) -> Numbers:
    drawn = newest_map(question)
    if drawn is None or not drawn.people:
        return np.full(len(votes.people), -1, dtype=np.int64)
    on_map = unpack(drawn.people)
    group = dict(zip(on_map.voters.tolist(), on_map.group.tolist(), strict=True))
    return np.array([group.get(voter, -1) for voter in votes.people.tolist()], dtype=np.int64)


def _cut_off(taken: Taken, day: datetime) -> Taken:
    """Without anything that leads to a person; see above. All votes bear the day on which the question closed."""
    found, groups = taken.conversation, dict(zip(taken.conversation.votes.people.tolist(), taken.groups, strict=True))
    numbers, each = np.unique(found.votes.comments, return_counts=True)
    votes = found.votes.taken(np.isin(found.votes.comments, numbers[each >= FEWEST_PEOPLE]))
    people = votes.people.tolist()
    secrets.SystemRandom().shuffle(people)
    anew = {voter: number for number, voter in enumerate(people)}
    votes = Votes(
        np.array([anew[voter] for voter in votes.voters.tolist()], dtype=np.int64),
        votes.comments,
        votes.values,
        np.full(len(votes), milliseconds(day), dtype=np.int64),
    )
    comments = tuple(replace(comment, author=None) for comment in found.comments)
    moved = np.array([groups[voter] for voter in people], dtype=np.int64)
    return replace(taken, conversation=replace(found, comments=comments, votes=votes), groups=moved)


def _ordered(taken: Taken) -> Taken:
    """Times become days, and no order tells more than they do."""
    found = taken.conversation
    votes = found.votes
    times = np.where(votes.times == UNKNOWN, UNKNOWN, votes.times // DAY * DAY)
    votes = Votes(votes.voters, votes.comments, votes.values, times)
    comments = tuple(replace(one, at=one.at and _midnight(one.at)) for one in found.comments)
    votes = votes.taken(np.lexsort((votes.voters, votes.comments, votes.times)))
    return replace(taken, conversation=replace(found, comments=comments, votes=votes))


DAY = 86_400_000  # milliseconds


def _midnight(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
