"""The map: where people stand, which groups they form, what stands for each and what connects them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from ideenschmiede.cores.opinions import polis, stable
from ideenschmiede.cores.opinions.consensus import Bridge, Consensus, Shared, bridges, consensus, shared
from ideenschmiede.cores.opinions.counts import Counts, count
from ideenschmiede.cores.opinions.ideal_point import IdealPoint, fit
from ideenschmiede.cores.opinions.ids import Ids
from ideenschmiede.cores.opinions.priority import priority
from ideenschmiede.cores.opinions.projection import project, statement_positions
from ideenschmiede.cores.opinions.representative import Representative, representative
from ideenschmiede.cores.opinions.space import space
from ideenschmiede.cores.opinions.votes import BoolArray, FloatArray, IntArray, Votes
from ideenschmiede.cores.opinions.warm import Letters, Picture, lettered, middles, shared_people, turn


class Mode(StrEnum):
    """How the map is made: as Polis does, with groups that hold, or by the ideal-point model."""

    POLIS = "polis"
    STABLE = "stable"
    IDEAL_POINT = "ideal_point"


@dataclass(frozen=True)
class Group:
    """A group: its letter, its members, the middle of their positions, and what stands for it."""

    letter: str
    size: int
    centre: tuple[float, float]
    representative: tuple[Representative, ...]


@dataclass(frozen=True, eq=False)
class Statements:
    """Numbers of m statements. Arrays are read-only.

    `everybody`: counts (1, m) of all participants; `by_group`: (g, m) of the members, all taking part as one where
    there are no groups. `agreement`, `disagreement`: group-aware consensus on these. `positions` (m, 2): the way
    agreeing leads. `priority` (m,): how much it deserves votes. `hidden` (m,): moderated out.
    """

    everybody: Counts
    by_group: Counts
    agreement: Consensus
    disagreement: Consensus
    positions: FloatArray
    priority: FloatArray
    hidden: BoolArray


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """A map of n participants and m statements. Arrays are read-only, without NaN.

    `positions` (n, 2): (0, 0) for those without votes; `within` (n, 2): half the interval that holds a position with
    90 % (`ideal_point` only, else None). `group` (n,): the place in `groups`, −1 for none. `stability`: the mean
    adjusted Rand index with the groups of people drawn anew, at most 1, of the best groups that could be made;
    `certainty` (n,), 0–1: how often a person's group stayed the same. `groups` is empty where none are `clear`.
    """

    mode: Mode
    seed: int
    participants: Ids
    statements: Ids
    positions: FloatArray
    within: FloatArray | None
    group: IntArray
    groups: tuple[Group, ...]
    stability: float
    certainty: FloatArray
    numbers: Statements
    bridges: tuple[Bridge, ...]
    shared: tuple[Shared, ...]
    model: IdealPoint | None

    @property
    def clear(self) -> bool:
        """Whether there are groups."""
        return bool(self.groups)

    @property
    def picture(self) -> Picture:
        """What the next map begins from."""
        letters = (*(group.letter for group in self.groups), None)
        return Picture(self.participants, self.positions, tuple(letters[place] for place in self.group.tolist()))


class _Found(NamedTuple):
    """Who takes part (n,), the group of each (n,), the letters of groups, and how sure they are."""

    taking_part: BoolArray
    own: IntArray
    letters: tuple[str, ...]
    stability: float
    certainty: FloatArray


class _Plane(NamedTuple):
    """People (n, r) in few dimensions, their `scale` (n,), the directions (r, 2) shown, and what comes with them."""

    reduced: FloatArray
    scale: FloatArray
    shown: FloatArray
    statements: FloatArray
    within: FloatArray | None
    unsure: FloatArray | None
    model: IdealPoint | None

    @property
    def points(self) -> FloatArray:
        return np.asarray((self.reduced @ self.shown) * self.scale[:, None])


def opinion_map(
    votes: Votes, mode: Mode | str = Mode.STABLE, *, seed: int = 0, previous: Picture | None = None
) -> OpinionMap:
    """Make the map of these votes; the same seed gives the same map.

    `previous`: the picture of the last map, so that groups keep their letter and people their side. Raises ValueError
    for a mode that does not exist.
    """
    mode = Mode(mode)
    rng = np.random.default_rng(seed)
    taking_part = polis.takes_part(votes)
    plane = _plane(votes, mode)
    before: Letters = (None,) * len(votes.participants)
    if previous is not None:
        plane, before = _turned(plane, votes, previous, freely=mode is not Mode.POLIS)
    points = plane.points
    grouping = _groups(plane, points, taking_part, mode, rng, middles(points, before))
    own = np.full(len(points), -1, dtype=np.int64)
    own[taking_part] = grouping.own
    own, letters = lettered(own, points, before)
    certainty = np.zeros(len(points))
    certainty[taking_part] = grouping.certainty
    found = _Found(taking_part, own, letters, grouping.stability, certainty)
    numbers, sizes = _numbers(votes, mode, plane, found)
    for array in (points, own, certainty, plane.within):
        if array is not None:
            array.flags.writeable = False
    chosen = representative(numbers.by_group, votes.statements, votes.hidden)
    return OpinionMap(
        mode=mode,
        seed=seed,
        participants=votes.participants,
        statements=votes.statements,
        positions=points,
        within=plane.within,
        group=own,
        groups=tuple(_group(letter, points[own == place], chosen[place]) for place, letter in enumerate(letters)),
        stability=found.stability,
        certainty=certainty,
        numbers=numbers,
        bridges=bridges(
            numbers.by_group, (numbers.agreement, numbers.disagreement), sizes, votes.statements, votes.hidden
        ),
        shared=shared(numbers.everybody, votes.statements, votes.hidden),
        model=plane.model,
    )


def _plane(votes: Votes, mode: Mode) -> _Plane:
    if mode is Mode.IDEAL_POINT:
        model = fit(votes)
        found = space(model)
        return _Plane(
            found.people, np.ones(len(found.people)), found.shown, found.statements, found.within, found.unsure, model
        )
    projection = project(votes)
    scale = (polis if mode is Mode.POLIS else stable).scale_of(votes)
    shown = projection.basis.T @ projection.components.T
    return _Plane(projection.reduced, scale, shown, statement_positions(projection), None, None, None)


def _turned(plane: _Plane, votes: Votes, previous: Picture, *, freely: bool) -> tuple[_Plane, Letters]:
    """The plane as people know it, and the letter of each participant's last group."""
    now, then = shared_people(votes.participants, previous)
    rotation = turn(plane.points[now], previous.positions[then], freely=freely)
    letters: list[str | None] = [None] * len(votes.participants)
    for place, was in zip(now.tolist(), then.tolist(), strict=True):
        letters[place] = previous.letters[was]
    within = plane.within
    if within is not None:
        # the axes of an interval turn with the picture; what leans across them is left to either side
        within = np.asarray(np.sqrt(within**2 @ rotation**2))
    turned = plane._replace(shown=plane.shown @ rotation, statements=plane.statements @ rotation, within=within)
    return turned, tuple(letters)


def _groups(
    plane: _Plane,
    points: FloatArray,
    taking_part: BoolArray,
    mode: Mode,
    rng: np.random.Generator,
    middle: FloatArray | None,
) -> stable.Grouping:
    unsure = None if plane.unsure is None else plane.unsure[taking_part]
    cloud = stable.Cloud(plane.reduced[taking_part], plane.scale[taking_part], points[taking_part], unsure)
    if mode is not Mode.POLIS:
        return stable.group(cloud, rng, middle)
    own = polis.group(cloud.points, rng)
    if own.max(initial=0) == 0:
        return stable.Grouping(own - 1, 0.0, np.zeros(own.size))
    stability, certainty = stable.stability_of(cloud, own, rng)
    return stable.Grouping(own, stability, certainty)


def _numbers(votes: Votes, mode: Mode, plane: _Plane, found: _Found) -> tuple[Statements, IntArray]:
    """Numbers of all statements, and the members of each group."""
    members = found.own if found.letters else np.where(found.taking_part, 0, -1)
    by_group, everybody = count(votes, members, max(1, len(found.letters)))
    asked = by_group.together if mode is Mode.POLIS else everybody
    numbers = Statements(
        everybody,
        by_group,
        consensus(by_group.agree, by_group.seen),
        consensus(by_group.disagree, by_group.seen),
        plane.statements,
        priority(asked, plane.statements, votes.hidden),
        votes.hidden,
    )
    for array in (numbers.positions, numbers.priority):
        array.flags.writeable = False
    return numbers, np.bincount(members[members >= 0], minlength=len(by_group))


def _group(letter: str, members: FloatArray, chosen: tuple[Representative, ...]) -> Group:
    x, y = members.mean(axis=0).tolist()
    return Group(letter, len(members), (x, y), chosen)
