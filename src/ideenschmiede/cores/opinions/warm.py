"""The last picture: groups keep their letter, and people their side."""

from collections.abc import Hashable
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
from scipy.optimize import linear_sum_assignment

from ideenschmiede.cores.opinions.ids import Ids
from ideenschmiede.cores.opinions.votes import FloatArray, IntArray

Letters = tuple[str | None, ...]


@dataclass(frozen=True, eq=False)
class Picture:
    """What must be kept of a map to begin the next one from it: where each participant stood (n, 2), and the letter
    of their group, or None."""

    participants: Ids
    positions: FloatArray
    letters: Letters

    def __post_init__(self) -> None:
        if self.positions.shape != (len(self.participants), 2) or len(self.letters) != len(self.participants):
            raise ValueError("a picture needs a position and a letter, or None, for each participant")


def middles(points: FloatArray, letters: Letters) -> FloatArray | None:
    """Where the members (n,) of each last group are now, in the middle (k, 2); None without groups."""
    there = sorted({letter for letter in letters if letter is not None})
    known = np.array(letters, dtype=object)
    return np.stack([points[known == one].mean(axis=0) for one in there]) if there else None


def shared_people(participants: Ids, last: Picture) -> tuple[IntArray, IntArray]:
    """Positions, now and then, of those who are in both."""
    before: dict[Hashable, int] = {one: place for place, one in enumerate(last.participants)}
    pairs = [(place, before[one]) for place, one in enumerate(participants) if one in before]
    now, then = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return now, then


def turn(now: FloatArray, then: FloatArray, *, freely: bool) -> FloatArray:
    """The turn (2, 2) that brings points (p, 2) nearest to where they were, mirrored if need be (Schönemann 1966).

    Not `freely`: each axis is kept or mirrored, no more.
    """
    product = now.T @ then
    if not freely:
        return np.diag(np.where(np.diag(product) < 0, -1.0, 1.0))
    left, lengths, right = np.linalg.svd(product)
    return left @ right if lengths[0] > 0 else np.eye(2)


def lettered(own: IntArray, points: FloatArray, before: Letters) -> tuple[IntArray, tuple[str, ...]]:
    """Groups anew in the order of their letters (n,), and these.

    A group keeps the letter of the one with which it shares most people (`before` (n,), None for newcomers); others
    get free letters, the largest first, and of equally large ones the one further left.
    """
    count = int(own.max(initial=-1)) + 1
    sizes = np.bincount(own[own >= 0], minlength=count)
    left = [float(points[own == group, 0].mean()) for group in range(count)]
    names = _kept(own, count, before)
    free = [letter for letter in ascii_uppercase if letter not in names.values()]
    for group in sorted(set(range(count)) - set(names), key=lambda group: (-sizes[group], left[group])):
        names[group] = free.pop(0)
    order = sorted(range(count), key=lambda group: names[group])
    place = np.full(count + 1, -1, dtype=np.int64)
    place[order] = np.arange(count)
    return place[own], tuple(names[group] for group in order)


def _kept(own: IntArray, count: int, before: Letters) -> dict[int, str]:
    letters = sorted({letter for letter in before if letter is not None})
    if not letters:
        return {}
    table = np.zeros((count, len(letters)), dtype=np.int64)
    index = {letter: place for place, letter in enumerate(letters)}
    for group, letter in zip(own.tolist(), before, strict=True):
        if group >= 0 and letter is not None:
            table[group, index[letter]] += 1
    groups, places = linear_sum_assignment(-table)
    return {int(group): letters[place] for group, place in zip(groups, places, strict=True) if table[group, place] > 0}
