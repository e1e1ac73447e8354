"""A conversation as the exports of Polis hold it: what was asked, the comments, who voted how on which.

Both ways meet here: an import makes one of files, an export makes one of a question.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt
from django.db.models import Count, QuerySet

from ideenschmiede.deliberation.models import Question, Statement, Vote

Numbers = npt.NDArray[np.int64]

UNKNOWN = -1  # a vote's time, where nobody kept it
AT_ONCE = 20_000  # rows read together

Status = Statement.Status
MODERATED = {Status.PUBLISHED: 1, Status.WAITING: 0, Status.HIDDEN: -1, Status.MERGED: -1, Status.WITHDRAWN: -1}
"""What Polis calls the state of a comment: accepted, not read yet, kept out."""
STATUS = {1: Status.PUBLISHED, 0: Status.WAITING, -1: Status.HIDDEN}


@dataclass(frozen=True)
class Comment:
    """A statement: its number, `moderated` (see `MODERATED`), the number of who wrote it, and when; None: not known."""

    number: int
    text: str
    moderated: int
    author: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, eq=False)
class Votes:
    """n votes, one for each pair of voter and comment: `voters`, `comments` (their numbers), `values` (1, 0, −1),
    `times` (milliseconds since 1970, or `UNKNOWN`); in the order in which they were cast."""

    voters: Numbers
    comments: Numbers
    values: npt.NDArray[np.int8]
    times: Numbers

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def people(self) -> Numbers:
        """The numbers of those who voted, rising."""
        return np.unique(self.voters)

    def taken(self, which: npt.NDArray[np.bool_] | Numbers | slice) -> Votes:
        """Some of them, or all in another order."""
        return Votes(self.voters[which], self.comments[which], self.values[which], self.times[which])


@dataclass(frozen=True, eq=False)
class Conversation:
    """What was asked, and what came of it. `url`: where it was held."""

    title: str
    description: str
    url: str
    comments: tuple[Comment, ...]
    votes: Votes


def last_votes(votes: Votes) -> Votes:
    """Of each pair the vote that was cast last; where times are equal or unknown, the one that stands behind."""
    votes = votes.taken(np.argsort(votes.times, kind="stable"))
    if not len(votes):
        return votes
    _people, person = np.unique(votes.voters, return_inverse=True)
    _numbers, comment = np.unique(votes.comments, return_inverse=True)
    pair = person.astype(np.int64) * len(_numbers) + comment
    _pairs, last = np.unique(pair[::-1], return_index=True)
    return votes.taken(np.sort(len(pair) - 1 - last))


def conversation_of(question: Question, statuses: Collection[str]) -> Conversation:
    """A question with its statements of these statuses and the votes on them; two queries."""
    statements = Statement.objects.filter(question=question, status__in=statuses).order_by("number")
    rows = statements.values_list("pk", "number", "text", "status", "voter", "created_at")
    comments, number_of = [], {}
    for pk, number, text, status, voter, at in rows:
        number_of[pk] = number
        comments.append(Comment(number, text, MODERATED[Status(status)], voter, at))
    votes = Vote.objects.filter(question=question, value__isnull=False).order_by("pk")
    return Conversation(
        question.title, question.context, _address(question.source), tuple(comments), _read(votes, number_of)
    )


def _address(source: str) -> str:
    """The web address in what is said about where a question comes from."""
    return next((word for word in source.split() if word.startswith(("https://", "http://"))), "")


def _read(votes: QuerySet[Vote], number_of: dict[int, int]) -> Votes:
    kept: list[tuple[int, int, int, int]] = []
    parts = []
    for voter, statement, value, at in votes.values_list("voter", "statement", "value", "at").iterator(AT_ONCE):
        if value is not None and statement in number_of:
            kept.append((voter, number_of[statement], value, milliseconds(at)))
        if len(kept) >= AT_ONCE:
            parts.append(np.array(kept, dtype=np.int64))
            kept = []
    parts.append(np.array(kept, dtype=np.int64).reshape(-1, 4))
    table = np.concatenate(parts)
    return Votes(table[:, 0], table[:, 1], table[:, 2].astype(np.int8), table[:, 3])


def milliseconds(at: datetime | None) -> int:
    """Since 1970."""
    return UNKNOWN if at is None else round(at.timestamp() * 1000)


@dataclass(frozen=True)
class Counted:
    """How many agreed, passed and disagreed with a published statement."""

    statement: int
    number: int
    text: str
    agree: int
    passed: int
    disagree: int

    @property
    def votes(self) -> int:
        return self.agree + self.passed + self.disagree


def counted(question: Question) -> list[Counted]:
    """The published statements with their votes as they stand now, by number. Two queries."""
    votes = Vote.objects.filter(question=question, value__isnull=False).order_by()
    given = votes.values_list("statement", "value").annotate(how_many=Count("pk"))
    how_many = {(statement, value): count for statement, value, count in given}
    rows = Statement.objects.filter(question=question, status=Status.PUBLISHED).order_by("number")
    return [
        Counted(pk, number, text, *(how_many.get((pk, value), 0) for value in (Vote.AGREE, Vote.PASS, Vote.DISAGREE)))
        for pk, number, text in rows.values_list("pk", "number", "text")
    ]


def how_many_voted(question: Question) -> int:
    """People who gave a vote, as maps count them."""
    votes = Vote.objects.filter(question=question, value__isnull=False).order_by()
    return votes.values("voter").distinct().count()
