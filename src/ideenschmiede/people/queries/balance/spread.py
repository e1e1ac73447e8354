"""Members against the register, class by class: what one would expect, and whether the gap could be chance. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scipy.special import bdtr, bdtrc

CHANCE = 0.05  # a gap that chance makes more often than this is not called one

Verdict = Literal["few", "many", "fits"]


@dataclass(frozen=True)
class Line:
    """One class of places. `expected` members if they came from all municipalities alike; `chance`: how often any
    class would have so rare a gap if they did (exact binomial test on both sides, Bonferroni's bound over all)."""

    value: str
    label: str
    places: int
    people: int
    members: int
    of_places: float  # shares, 0–1
    of_people: float
    of_members: float
    expected: float
    chance: float

    @property
    def verdict(self) -> Verdict:
        """Too few or too many only where chance hardly explains it."""
        if self.chance >= CHANCE:
            return "fits"
        return "few" if self.members < self.expected else "many"

    @property
    def gap(self) -> float:
        """How many members are missing."""
        return self.expected - self.members


@dataclass(frozen=True)
class Spread:
    """All classes in their order. `members` are those who were compared, `left_out` those without such a place."""

    lines: tuple[Line, ...]
    members: int
    left_out: int

    @property
    def missing(self) -> list[Line]:
        """The classes with too few members, the largest gap first."""
        return sorted((line for line in self.lines if line.verdict == "few"), key=lambda line: -line.gap)

    @property
    def widest(self) -> float:
        """The largest share of all, for the scale of the picture; 1 where there is none."""
        return max((max(one.of_places, one.of_people, one.of_members) for one in self.lines), default=0.0) or 1.0


def spread(
    classes: Sequence[tuple[str, str]],
    places: Mapping[str, int],
    people: Mapping[str, int],
    members: Mapping[str, int],
    left_out: int = 0,
) -> Spread:
    """Compare. `classes` are (value, label); the others count by value, and count nothing that is not among these."""
    values = [value for value, _label in classes]
    all_places = sum(places.get(value, 0) for value in values)
    all_people = sum(people.get(value, 0) for value in values)
    all_members = sum(members.get(value, 0) for value in values)
    lines = []
    for value, label in classes:
        share = _share(places.get(value, 0), all_places)
        count = members.get(value, 0)
        lines.append(
            Line(
                value, label, places.get(value, 0), people.get(value, 0), count, share,
                _share(people.get(value, 0), all_people), _share(count, all_members),
                expected=all_members * share, chance=min(1.0, len(values) * chance_of(count, all_members, share)),
            )
        )  # fmt: skip
    return Spread(tuple(lines), all_members, left_out)


def chance_of(count: int, of: int, share: float) -> float:
    """The chance that a binomial variable of `of` trials is as far out as `count`: twice the smaller tail, at most 1.

    Raises `ValueError` for what is no count or no share.
    """
    if not 0 <= count <= of or not 0 <= share <= 1:
        raise ValueError(f"no binomial: {count} of {of} with {share}")
    below = float(bdtr(count, of, share))
    above = float(bdtrc(count - 1, of, share)) if count else 1.0
    return min(1.0, 2 * min(below, above))


def _share(count: int, of: int) -> float:
    return count / of if of else 0.0
