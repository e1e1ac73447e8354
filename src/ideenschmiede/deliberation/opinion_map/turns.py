"""Which statement somebody is shown next on a question's page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement
from ideenschmiede.deliberation.opinion_map.asking import Priorities, order
from ideenschmiede.deliberation.queries.pseudonyms import voter_of
from ideenschmiede.deliberation.queries.statements import published_statements
from ideenschmiede.deliberation.queries.voting import Progress, own_votes


@dataclass(frozen=True)
class Turn:
    """What somebody is shown: the next statement, None when there is none left, and how far they are."""

    statement: Statement | None
    progress: Progress


def next_turn(question: Question, who: Who, skipped: Collection[int] = ()) -> Turn:
    """The statement to vote on; the same whenever the page is loaded again.

    Those in `skipped` (ids) come again at the end, in the order in which they were skipped. Four queries.
    """
    published = list(published_statements(question).values_list("pk", flat=True))
    nothing = Turn(None, Progress(done=0, open=len(published)))
    if not isinstance(who, Account):
        return nothing
    try:
        seed = voter_of(question, who)
    except KeyGone:
        return nothing
    votes = own_votes(question, who)
    asked = order(_priorities(question), published, votes, seed)
    later = {pk: place for place, pk in enumerate(skipped)}
    first = min(asked, key=lambda pk: later.get(pk, -1), default=None)
    statement = None if first is None else Statement.objects.filter(pk=first).first()
    return Turn(statement, Progress(done=len(votes), open=len(asked)))


def _priorities(question: Question) -> Priorities:
    """What the newest map says; nothing before the first."""
    maps = DrawnMap.objects.filter(question=question).order_by("-pk")
    row = maps.values_list("numbers__statements", "numbers__priority").first()
    return Priorities(*row) if row and row[0] and row[1] else Priorities()
