"""Statements that stand for a group, as Polis chooses them (`repness.clj`)."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from ideenschmiede.cores.opinions.counts import SIGNIFICANT, Counts, share, z_of_difference, z_of_share
from ideenschmiede.cores.opinions.ids import Ids
from ideenschmiede.cores.opinions.votes import BoolArray, FloatArray, IntArray

MOST = 5


class Direction(StrEnum):
    """Whether a group agrees to a statement or disagrees with it."""

    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True)
class Representative:
    """What a group says more than the others do.

    So many `successes` of those who have `seen` it; `share` is (successes + 1) / (seen + 2); `ratio`: share inside
    by share outside; `share_z` and `ratio_z`: how surely each is more than one half, or more than outside.
    """

    statement: Hashable
    direction: Direction
    successes: int
    seen: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float


class _Side(NamedTuple):
    """One direction of all statements in one group, (m,) each."""

    successes: IntArray
    share: FloatArray
    share_z: FloatArray
    ratio: FloatArray
    ratio_z: FloatArray

    @property
    def score(self) -> FloatArray:
        return self.ratio * self.ratio_z * self.share * self.share_z

    @property
    def significant(self) -> BoolArray:
        return (self.share_z > SIGNIFICANT) & (self.ratio_z > SIGNIFICANT)


def representative(counts: Counts, statements: Ids, hidden: BoolArray) -> tuple[tuple[Representative, ...], ...]:
    """At most five statements of each group: the best agreement, then the most representative; agreements first.

    A group for which nothing is significant has the one statement that sets it apart most.
    """
    outside = counts.outside
    allowed = np.flatnonzero(~hidden)
    chosen = []
    for group in range(len(counts)):
        sides = (
            _side(counts.agree[group], counts.seen[group], outside.agree[group], outside.seen[group]),
            _side(counts.disagree[group], counts.seen[group], outside.disagree[group], outside.seen[group]),
        )
        chosen.append(_of_group(sides, counts.seen[group], allowed, statements))
    return tuple(chosen)


def _side(successes: IntArray, seen: IntArray, others: IntArray, seen_by_others: IntArray) -> _Side:
    inside = share(successes, seen)
    return _Side(
        successes,
        inside,
        z_of_share(successes, seen),
        inside / share(others, seen_by_others),
        z_of_difference(successes, seen, others, seen_by_others),
    )


def _of_group(
    sides: tuple[_Side, _Side], seen: IntArray, allowed: IntArray, statements: Ids
) -> tuple[Representative, ...]:
    agree, disagree = sides
    against = disagree.ratio_z >= agree.ratio_z  # the side by which each statement is representative
    enough = agree.significant | disagree.significant
    score = np.where(against, disagree.score, agree.score)
    order = allowed[np.argsort(-score[allowed], kind="stable")]
    ranked = [int(place) for place in order if enough[place]]
    head = agreement = _best_agreement(agree, disagree, allowed)
    if head is None and not ranked and allowed.size:
        head = int(allowed[np.argmax(np.maximum(agree.ratio_z, disagree.ratio_z)[allowed])])
    places = ([] if head is None else [head]) + [place for place in ranked if place != head]
    found = [
        _described(sides, bool(against[place]) and place != agreement, seen, place, statements)
        for place in places[:MOST]
    ]
    return tuple(sorted(found, key=lambda one: one.direction))


def _best_agreement(agree: _Side, disagree: _Side, allowed: IntArray) -> int | None:
    """Polis goes through the statements in order and keeps the better; the best so far decides how to compare."""
    best: int | None = None
    by_share, score = agree.share * agree.share_z, agree.score
    for place in allowed.tolist():
        if not agree.successes[place] and not disagree.successes[place]:
            continue
        if best is None:
            good = agree.share_z[place] > SIGNIFICANT or (agree.ratio[place] > 1 and agree.share[place] > 0.5)
        elif agree.ratio[best] > 1:
            good = score[place] > score[best]
        else:
            good = by_share[place] > by_share[best]
        best = place if good else best
    return best


def _described(
    sides: tuple[_Side, _Side], against: bool, seen: IntArray, place: int, statements: Ids
) -> Representative:
    side = sides[against]
    return Representative(
        statement=statements[place],
        direction=Direction.DISAGREE if against else Direction.AGREE,
        successes=int(side.successes[place]),
        seen=int(seen[place]),
        share=float(side.share[place]),
        share_z=float(side.share_z[place]),
        ratio=float(side.ratio[place]),
        ratio_z=float(side.ratio_z[place]),
    )
