"""What counting found. `as_json` keeps the names of the fields; numbers of options are `Option.pk`.

`details` by method:
consent              Consent      resistance   list of Resistance, least first (the zero option has `option` 0)
majority, two_thirds Majority     score        list of Points, most first
ranked               Ranking      budget, shortlist   Shares
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["accepted", "rejected", "chosen", "tied", "no_quorum"]


@dataclass(frozen=True)
class Consent:
    """How many stood where. Accepted where nobody objects."""

    consents: int
    reservations: int
    objections: int


@dataclass(frozen=True)
class Majority:
    """Accepted with at least `needed` of `yes + no`; abstentions are not in it. A tie is no majority."""

    yes: int
    no: int
    needed: int


@dataclass(frozen=True)
class Resistance:
    """The resistance to one option: its sum, mean (0–10), how far it is accepted (%), the highest, and how many said
    8 or more; `spread[n]` is how many gave it n. `under_zero`: it meets less resistance than leaving things alone."""

    option: int
    total: int
    mean: float
    acceptance: float
    highest: int
    strong: int
    spread: list[int]
    under_zero: bool


@dataclass(frozen=True)
class Points:
    """The points of one option; `spread[n]` is how many gave it n."""

    option: int
    total: int
    mean: float
    spread: list[int]


@dataclass(frozen=True)
class Pair:
    """How many prefer `option` to `other` and the other way round, and the strengths of the strongest paths."""

    option: int
    other: int
    preferred: int
    against: int
    path: int
    path_back: int


@dataclass(frozen=True)
class Place:
    """An option in the order of Schulze: options of the same `rank` are equal. `beats`: by the strongest paths."""

    rank: int
    option: int
    beats: list[int]


@dataclass(frozen=True)
class Ranking:
    """`condorcet`: the option that beats each other one directly, or None. `pairs` has every two options once.
    `matrix[i][j]` is how many prefer `options[i]` to `options[j]`, `paths` the strengths of the strongest paths."""

    options: list[int]
    condorcet: int | None
    order: list[Place]
    pairs: list[Pair]
    matrix: list[list[int]]
    paths: list[list[int]]


@dataclass(frozen=True)
class Round:
    """One option is bought. `supporters` pay at most `each` (€; the poorer ones give all they have left);
    `votes` is cost / each: the votes it counted as. `tied_with`: others that were as good; more supporters, then the
    lower cost, then the order of the list decided. `way`: see `Shares`."""

    option: int
    cost: int
    supporters: int
    each: float
    votes: float
    tied_with: list[int]
    way: str


@dataclass(frozen=True)
class Leftover:
    """An option that was not bought: its supporters, their money left (€), and what it lacks."""

    option: int
    cost: int
    supporters: int
    left: float
    lacks: float


@dataclass(frozen=True)
class Shares:
    """The method of equal shares. Everybody gets `first_share`; `share` is what it was raised to (`raises` times, by a
    hundredth, at least one unit, each) so that more of the budget is used. `rounds` in the order of buying; `way` is
    "shares" for what the shares paid and "votes" for what the rest of the budget still allowed, most supporters first.
    `profile`: [number of options chosen that one approved, how many voters]: who got how much of what they wanted.
    For a short list the unit is an abstract one: a place costs as much as all shares of one place together."""

    budget: int
    spent: int
    first_share: float
    share: float
    raises: int
    rounds: list[Round]
    leftovers: list[Leftover]
    profile: list[list[int]]


Details = Consent | Majority | list[Resistance] | list[Points] | Ranking | Shares


@dataclass(frozen=True)
class Result:
    """`ballots` were cast of `seats`, `abstentions` of them without a choice; `quorum_needed` ballots were needed.
    `chosen`: numbers of the options, best or first bought first (all that tie where `outcome` is "tied").
    `unanimous`: all who chose, chose the same: then this result tells how each of them voted.
    `details` is None where nobody chose."""

    method: str
    outcome: Outcome
    seats: int
    ballots: int
    abstentions: int
    quorum: int
    quorum_needed: int
    unanimous: bool
    chosen: list[int] = field(default_factory=list)
    details: Details | None = None


def as_json(result: Result) -> dict[str, Any]:
    """The result as `Decision.result` keeps it; figures with at most two decimals."""
    return asdict(result)
