"""What a map says, as pages, reports and exports read it, and the form in which `DrawnMap.numbers` keeps it.

    {"form": 1, "mode": "stable", "stability": .93, "participants": 204, "votes": 3120, "enough": true,
     "statements": [7, 8, …], "hidden": [0, 0, …], "priority": [1.8, …],        one place for each statement (m)
     "everybody": [[a…], [d…], [s…]],                                          agree, disagree, seen (m each)
     "groups": [{"letter": "A", "size": 120, "centre": [x, y], "counts": [[a…], [d…], [s…]],
                 "stands_for": [[statement, "agree", successes, seen], …]}, …],
     "agreement": [[mean…], [low…], [high…]], "disagreement": the same,        consensus of the groups
     "bridges": [[statement, "agree", mean, low, high, weakest, fewest_votes], …],
     "shared": [[statement, "agree", successes, seen], …],
     "picture": {"dots": [[x, y, x, y, …] for each group, then for people without], "areas": [[x, y, …] each],
                 "frame": [x, y, units]}}

Statements are numbers of rows. A map of too few people has only what is needed to choose the next statement.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from math import sqrt
from typing import Any

from ideenschmiede.deliberation.models import DrawnMap, Question
from ideenschmiede.deliberation.opinion_map.shares import Interval, interval

FORM = 1
KEPT = 8  # results that a process remembers
OPEN_WIDTH = 0.3  # of what holds the share of all, from which too little is known
ALMOST_ALL = 0.75  # of those who took part; when so many have voted, few votes are no reason to doubt
EVEN = 0.1  # so far from one half, opinions are divided
FEWEST_APART = 0.3  # difference of shares from which groups are said to differ
UNDECIDED = 1 / 3  # part of passes from which many leave a statement open


@dataclass(frozen=True)
class Tally:
    """How many agree and disagree, of those who have `seen` a statement; a pass is seen."""

    agree: int
    disagree: int
    seen: int

    @property
    def passed(self) -> int:
        return self.seen - self.agree - self.disagree

    def of(self, direction: str) -> int:
        """How many answered "agree" or "disagree"."""
        return self.agree if direction == "agree" else self.disagree

    def share(self, direction: str) -> float:
        """The part of those who have seen it, 0 where nobody has."""
        return self.of(direction) / self.seen if self.seen else 0.0


class Unsettled(StrEnum):
    """Why nothing certain can be said about a statement: few votes, many passes, or opinions divided in every group."""

    FEW = "few"
    PASSED = "passed"
    DIVIDED = "divided"


@dataclass(frozen=True)
class Line:
    """One statement: everybody's votes, those of each group in the order of the groups, the consensus of groups."""

    statement: int
    everybody: Tally
    groups: tuple[Tally, ...]
    agreement: Interval
    disagreement: Interval
    hidden: bool

    @property
    def apart(self) -> float:
        """How far the groups are apart, 0–1: the greatest difference of their shares of agreement, held back where few
        have voted (one agreement and one disagreement added to each group)."""
        shares = [(one.agree + 1) / (one.seen + 2) for one in self.groups if one.seen]
        return max(shares) - min(shares) if len(shares) > 1 else 0.0

    @property
    def open(self) -> float:
        """How little is known, 0–1: the width of what holds the share of all, or the part that pass."""
        seen = self.everybody.seen
        part = (self.everybody.agree + 1) / (seen + 2)
        width = 2 * 1.645 * sqrt(part * (1 - part) / (seen + 3))
        return max(min(width, 1.0), self.everybody.passed / seen if seen else 1.0)

    def unsettled(self, participants: int) -> Unsettled | None:
        """Why nothing certain can be said, where so many took part; None where it can, and where it is the groups that
        differ: each of them is of one mind."""
        tally = self.everybody
        known = interval(tally.agree, tally.seen)
        few = known.high - known.low > OPEN_WIDTH and tally.seen < ALMOST_ALL * participants
        if few or not tally.seen:
            return Unsettled.FEW
        if tally.passed / tally.seen >= UNDECIDED:
            return Unsettled.PASSED
        decided = interval(tally.agree, tally.agree + tally.disagree)
        even = abs(decided.mean - 0.5) <= EVEN and decided.low < 0.5 < decided.high
        return Unsettled.DIVIDED if even and self.apart < FEWEST_APART else None

    @property
    def connects(self) -> float:
        """How surely it connects the groups: the lower end of the better consensus."""
        return max(self.agreement.low, self.disagreement.low)


@dataclass(frozen=True)
class StandsFor:
    """What a group says more than the others do."""

    statement: int
    direction: str
    successes: int
    seen: int


@dataclass(frozen=True)
class GroupResult:
    """A group, with what stands for it."""

    letter: str
    size: int
    stands_for: tuple[StandsFor, ...]


@dataclass(frozen=True)
class Bridge:
    """A statement on which a majority of every group votes alike; `weakest`: the least share among the groups."""

    statement: int
    direction: str
    consensus: Interval
    weakest: float
    fewest_votes: int


@dataclass(frozen=True)
class Picture:
    """What is drawn: for each group, then for people without one, x, y, x, y … in units of the picture; and the areas
    of the groups, each the corners of its outline in the same form. `frame`: the middle of the map, and how many units
    one step is."""

    dots: tuple[tuple[int, ...], ...] = ()
    areas: tuple[tuple[int, ...], ...] = ()
    frame: tuple[float, ...] = (0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Results:
    """A whole map. `enough`: whether so many took part that it may be shown; without, only the sizes are told."""

    participants: int
    votes: int
    enough: bool
    stability: float = 0.0
    groups: tuple[GroupResult, ...] = ()
    lines: tuple[Line, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    shared: tuple[StandsFor, ...] = ()
    picture: Picture = field(default_factory=Picture)

    @property
    def clear(self) -> bool:
        """Whether there are groups."""
        return bool(self.groups)

    @cached_property
    def unsettled(self) -> Mapping[int, Unsettled]:
        """The statements about which nothing certain can be said, and why."""
        why = {line.statement: line.unsettled(self.participants) for line in self.lines if not line.hidden}
        return {statement: one for statement, one in why.items() if one is not None}

    @cached_property
    def line_of(self) -> Mapping[int, Line]:
        """The line of each statement."""
        return {line.statement: line for line in self.lines}


def results_of(question: Question) -> Results | None:
    """The newest map of a question; None before the first. One query, or two."""
    drawn = question.maps.defer("people", "numbers").order_by("-pk").first()
    return None if drawn is None else results_on(drawn)


_kept: OrderedDict[tuple[int, datetime], Results] = OrderedDict()


def results_on(drawn: DrawnMap) -> Results:
    """What a stored map says. It never changes, so the last `KEPT` are remembered; only others read its `numbers`."""
    key = drawn.pk, drawn.drawn_at
    found = _kept.get(key) or read_results(drawn.numbers)
    _kept[key] = found
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def read_results(numbers: Mapping[str, Any]) -> Results:
    """What `DrawnMap.numbers` holds."""
    if not numbers.get("enough"):
        return Results(numbers.get("participants", 0), numbers.get("votes", 0), enough=False)
    groups = [GroupResult(one["letter"], one["size"], _told(one["stands_for"])) for one in numbers["groups"]]
    return Results(
        participants=numbers["participants"],
        votes=numbers["votes"],
        enough=True,
        stability=numbers["stability"],
        groups=tuple(groups),
        lines=tuple(_lines(numbers)),
        bridges=tuple(
            Bridge(statement, direction, Interval(mean, low, high), weakest, fewest)
            for statement, direction, mean, low, high, weakest, fewest in numbers["bridges"]
        ),
        shared=_told(numbers["shared"]),
        picture=_picture(numbers),
    )


def _picture(numbers: Mapping[str, Any]) -> Picture:
    drawn = numbers.get("picture")
    if not drawn:
        return Picture()
    dots, areas = (tuple(tuple(one) for one in drawn[part]) for part in ("dots", "areas"))
    return Picture(dots, areas, tuple(drawn["frame"]))


def _lines(numbers: Mapping[str, Any]) -> list[Line]:
    everybody = _tallies(numbers["everybody"])
    groups = [_tallies(one["counts"]) for one in numbers["groups"]]
    agreement, disagreement = _intervals(numbers["agreement"]), _intervals(numbers["disagreement"])
    return [
        Line(
            statement,
            everybody[place],
            tuple(one[place] for one in groups),
            agreement[place],
            disagreement[place],
            bool(numbers["hidden"][place]),
        )
        for place, statement in enumerate(numbers["statements"])
    ]


def _tallies(rows: Sequence[Sequence[int]]) -> list[Tally]:
    return [Tally(*one) for one in zip(*rows, strict=True)]


def _intervals(rows: Sequence[Sequence[float]]) -> list[Interval]:
    return [Interval(*one) for one in zip(*rows, strict=True)]


def _told(rows: Sequence[Sequence[Any]]) -> tuple[StandsFor, ...]:
    return tuple(StandsFor(*row) for row in rows)
