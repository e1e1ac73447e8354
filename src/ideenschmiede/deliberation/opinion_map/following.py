"""The votes of questions on which people vote, kept in the memory of the process that draws: 100,000 people change a
large map every second, and nobody wants to read two million rows each time.

Rows are followed by their number. A changed vote is a new row instead of the old one, one taken back has no value, so
reading what is newer is enough. Two things it would miss: a row whose transaction ended after that of a later number
(PostgreSQL), and rows that went away. For the first, the last `OVERLAP` numbers are read again; for both, the count and
the sum of the numbers are compared with the table's now and then, and everything is read anew where they differ.
Small questions are read anew each time, and so are confidential ones, whose rows have numbers by chance.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import Coalesce

from ideenschmiede.cores.opinions import Votes, gather
from ideenschmiede.deliberation.models import Vote

IntArray = npt.NDArray[np.int64]
Row = tuple[Any, ...]

SMALL = 20_000  # votes; reading them takes less than a tenth of a second
OVERLAP = 2_000
AT_ONCE = 50_000  # rows read together
TAKEN_BACK = 2
CHECKED_EVERY = 30.0  # seconds; counting two million rows takes a tenth of one
MOST_KEPT = 6_000_000  # votes of all questions together: some 200 MB

SHIFT = 24  # bits for the place of the statement in a pair


class Following:
    """The newest vote of each pair of voter and statement of one question. Arrays are in the order of the pairs."""

    def __init__(self, question_id: int, overlap: int = OVERLAP, checked_every: float = CHECKED_EVERY) -> None:
        self.question_id = question_id
        self.overlap = overlap
        self.checked_every = checked_every
        self.place_of_voter: dict[int, int] = {}
        self.place_of_statement: dict[int, int] = {}
        self.pairs: IntArray = np.empty(0, dtype=np.int64)
        self.rows: IntArray = np.empty(0, dtype=np.int64)
        self.values: npt.NDArray[np.int8] = np.empty(0, dtype=np.int8)
        self.last = 0
        self.checked = time.monotonic()

    def follow(self) -> bool:
        """Read what is newer; False where rows were missed, or went away."""
        if not self.last or time.monotonic() - self.checked < self.checked_every:
            self._read()
            return True
        self.checked = time.monotonic()
        # twice: a vote that is changed between counting and reading makes a difference that means nothing
        return self._read_and_compare() or self._read_and_compare()

    def _votes(self) -> QuerySet[Vote]:
        found: QuerySet[Vote] = Vote.objects.filter(question_id=self.question_id).order_by("pk")
        return found

    def _read_and_compare(self) -> bool:
        """Read what is newer; whether the same rows are here as in the table, up to the newest when it was counted."""
        table = self._votes().order_by().aggregate(count=Count("pk"), sum=Sum("pk"), newest=Max("pk"))
        self._read()
        known = self.rows[self.rows <= (table["newest"] or 0)]
        return (len(known), int(known.sum())) == (table["count"], table["sum"] or 0)

    def _read(self) -> None:
        rows = self._votes().filter(pk__gt=self.last - self.overlap) if self.last else self._votes()
        columns = ("pk", "voter", "statement_id", Coalesce("value", TAKEN_BACK))
        for part in _parts(rows.values_list(*columns).iterator(AT_ONCE)):
            self._take_in(part)

    def _take_in(self, part: IntArray) -> None:
        """Rows (k, 4) in rising order: number, voter, statement, value."""
        rows, voters, statements, values = part.T
        pairs = (_places(self.place_of_voter, voters) << SHIFT) | _places(self.place_of_statement, statements)
        self.last = max(self.last, int(rows[-1]))
        # the last of each pair
        pairs, newest = np.unique(pairs[::-1], return_index=True)
        rows, values = rows[::-1][newest], values[::-1][newest].astype(np.int8)
        spot: IntArray = np.asarray(np.searchsorted(self.pairs, pairs), dtype=np.int64)
        there = np.zeros(len(pairs), dtype=np.bool_)
        inside = spot < len(self.pairs)
        there[inside] = self.pairs[spot[inside]] == pairs[inside]
        newer = there.copy()
        newer[there] = rows[there] > self.rows[spot[there]]
        self.rows[spot[newer]], self.values[spot[newer]] = rows[newer], values[newer]
        if not there.all():
            added = spot[~there]
            self.pairs = np.insert(self.pairs, added, pairs[~there])
            self.rows = np.insert(self.rows, added, rows[~there])
            self.values = np.insert(self.values, added, values[~there])

    @property
    def voters(self) -> IntArray:
        """The voter at each place."""
        return np.fromiter(self.place_of_voter, dtype=np.int64, count=len(self.place_of_voter))

    def votes(self, statements: Iterable[int], hidden: Iterable[int], up_to: int | None = None) -> Votes:
        """What there is now, or of that the rows `up_to` a number. Participants are places of voters, statements
        numbers of rows: all of `statements`, of which `hidden` are moderated out."""
        counts = self.values != TAKEN_BACK
        if up_to is not None:
            counts &= self.rows <= up_to
        known = np.fromiter(self.place_of_statement, dtype=np.int64, count=len(self.place_of_statement))
        pairs = self.pairs[counts]
        return gather(
            pairs >> SHIFT,
            known[pairs & ((1 << SHIFT) - 1)],
            self.values[counts],
            all_statements=tuple(statements),
            hidden=tuple(hidden),
        )


@dataclass
class Memory:
    """The questions that a process follows; others are read anew each time."""

    small: int = SMALL
    overlap: int = OVERLAP
    checked_every: float = CHECKED_EVERY
    most_kept: int = MOST_KEPT
    followed: OrderedDict[int, Following] = field(default_factory=OrderedDict)

    def votes_of(self, question_id: int, *, afresh: bool = False) -> Following:
        """The votes of a question as they are now; those looked at longest ago are forgotten where there are too many.

        `afresh`: nothing that is remembered is used.
        """
        one = self.followed.pop(question_id, None)
        if afresh or one is None or not one.follow():
            one = Following(question_id, self.overlap, self.checked_every)
            one.follow()
        if len(one.rows) > self.small and one.last > 0:
            self.followed[question_id] = one
        while len(self.followed) > 1 and sum(len(each.rows) for each in self.followed.values()) > self.most_kept:
            self.followed.popitem(last=False)
        return one


MEMORY = Memory()


def forget() -> None:
    """Read everything anew next time."""
    MEMORY.followed.clear()


def _places(known: dict[int, int], ids: IntArray) -> IntArray:
    """The place of each id; new ones get the next places, by size."""
    different, back = np.unique(ids, return_inverse=True)
    places = [known.setdefault(one, len(known)) for one in different.tolist()]
    return np.array(places, dtype=np.int64)[back]


def _parts(rows: Iterator[Row]) -> Iterator[IntArray]:
    while part := list(islice(rows, AT_ONCE)):
        yield np.array(part, dtype=np.int64)
