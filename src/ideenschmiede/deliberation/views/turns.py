"""One statement at a time: which one is shown, what was counted last, what comes later.

All of it stands in the address, nothing in the session: what somebody put off in a confidential question is nobody's
business. `zuletzt`: what was counted last · `spaeter`: what was put off · `aussage`: shown although it is not its turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models import Question, Statement
from ideenschmiede.deliberation.opinion_map.turns import next_turn
from ideenschmiede.deliberation.queries.statements import author_after_voting, statement_of
from ideenschmiede.deliberation.queries.voting import Progress, vote_on
from ideenschmiede.deliberation.views import wording
from ideenschmiede.deliberation.views.finding import number_of, url_of

LATER, LAST, SHOWN = "spaeter", "zuletzt", "aussage"
MOST_LATER = 100  # an address must not grow for ever: what was put off first comes again first


@dataclass(frozen=True)
class Last:
    """What was done with the statement before."""

    statement: Statement
    words: str
    author: Account | None
    can_undo: bool


@dataclass(frozen=True)
class Turn:
    """What the card shows."""

    statement: Statement | None
    value: int | None  # how one has voted on it, where one looks at it again
    progress: Progress
    words: str
    later: Sequence[int]
    last: Last | None = None
    problem: str = ""

    @property
    def later_text(self) -> str:
        return ",".join(map(str, self.later))

    @property
    def put_off(self) -> int:
        """How many of those that are left were put off."""
        return min(len(self.later), self.progress.open)


def later_of(query: QueryDict) -> list[int]:
    """What was put off, in this order."""
    numbers = (number_of(part) for part in query.get(LATER, "").split(","))
    return list(dict.fromkeys(number for number in numbers if number))[-MOST_LATER:]


def turn_of(request: HttpRequest, question: Question) -> Turn:
    """What the address asks for. Four queries, and three for what was counted last or is looked at again."""
    assert isinstance(request.user, Account)
    query = request.GET
    later = later_of(query)
    last = None
    if LAST in query and (before := statement_of(question, number_of(query[LAST]))):
        value = vote_on(before, request.user)
        put_off = before.pk in later and value is None
        last = put_off_now(before) if put_off else counted_now(before, value)
    again = statement_of(question, number_of(query[SHOWN])) if SHOWN in query else None
    return make_turn(question, request.user, later, last=last, again=again)


def make_turn(
    question: Question,
    who: Account,
    later: Sequence[int],
    *,
    last: Last | None = None,
    again: Statement | None = None,
    problem: str = "",
) -> Turn:
    """`again`: the statement to show although it is not its turn; left out where it is not shown any more."""
    found = next_turn(question, who, later)
    if again is not None and again.status != Statement.Status.PUBLISHED:
        again = None
    return Turn(
        statement=again or found.statement,
        value=vote_on(again, who) if again else None,
        progress=found.progress,
        words=wording.progress(found.progress),
        later=later,
        last=last,
        problem=problem,
    )


def counted_now(statement: Statement, value: int | None) -> Last:
    """After a vote, or after one was taken back."""
    author = author_after_voting(statement) if value is not None else None
    return Last(statement, wording.counted(value), author, can_undo=value is not None)


def put_off_now(statement: Statement) -> Last:
    return Last(statement, wording.put_off(), None, can_undo=True)


def address_of(
    question: Question, later: Sequence[int], *, last: Statement | None = None, again: Statement | None = None
) -> str:
    """The page with this state."""
    state = {
        LATER: ",".join(map(str, later)),
        LAST: str(last.pk) if last else "",
        SHOWN: str(again.pk) if again else "",
    }
    query = urlencode({name: value for name, value in state.items() if value}, safe=",")
    return f"{url_of(question)}?{query}" if query else url_of(question)
