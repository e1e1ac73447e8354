"""What somebody has voted, and how far they are. Which statement comes next is `opinion_map.asking`'s to say."""

from __future__ import annotations

from dataclasses import dataclass

from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of


@dataclass(frozen=True)
class Progress:
    """How many of the statements shown now somebody has voted on (`done`), and has not (`open`)."""

    done: int
    open: int

    @property
    def all(self) -> int:
        return self.done + self.open


def own_votes(question: Question, who: Who) -> dict[int, int]:
    """Statement → vote, of statements that are shown; empty where nobody can know. One query."""
    if not isinstance(who, Account):
        return {}
    try:
        voter = voter_of(question, who)
    except KeyGone:
        return {}
    cast = Vote.objects.filter(question=question, voter=voter, value__isnull=False)
    shown = cast.filter(statement__status=Statement.Status.PUBLISHED)
    return {statement: value for statement, value in shown.values_list("statement_id", "value") if value is not None}


def vote_on(statement: Statement, who: Account) -> int | None:
    """How `who` has voted on this statement; None: not, or nobody can know. One query."""
    try:
        voter = voter_of(statement.question, who)
    except KeyGone:
        return None
    return Vote.objects.filter(statement=statement, voter=voter).values_list("value", flat=True).first()
