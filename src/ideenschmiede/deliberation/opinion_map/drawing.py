"""From the votes of a question to a map that can be stored: the numbers as JSON and where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ideenschmiede.cores.opinions import Bridge, Consensus, Counts, OpinionMap, Picture, Votes, opinion_map
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement
from ideenschmiede.deliberation.opinion_map.following import MEMORY, Following, Memory
from ideenschmiede.deliberation.opinion_map.people import People, pack, unpack
from ideenschmiede.deliberation.opinion_map.picture import picture
from ideenschmiede.deliberation.opinion_map.results import FORM

FEWEST_PEOPLE = 5  # a map of fewer would show single people
DIGITS = 4


@dataclass(frozen=True)
class Drawing:
    """What `DrawnMap` stores."""

    last_vote: int
    participants: int
    votes: int
    numbers: dict[str, Any]
    people: bytes


def draw(
    question: Question,
    previous: DrawnMap | None = None,
    *,
    afresh: bool = False,
    up_to: int | None = None,
    seed: int = 0,
    memory: Memory = MEMORY,
) -> Drawing:
    """The map of a question as its votes stand now. Groups keep the letters and sides of the `previous` map.

    Statements that are not published are moderated out. With fewer than `FEWEST_PEOPLE` nothing is shown of the votes.
    `afresh`: all votes are read anew. `up_to`: only rows of votes up to this number, as they were then.
    """
    found = memory.votes_of(question.pk, afresh=afresh or question.is_confidential)
    last = _last(found, previous)
    if last is not None and last.lost:  # somebody has another pseudonym since: what is remembered is out of date
        found = memory.votes_of(question.pk, afresh=True)
        last = _last(found, previous)
    status = dict(Statement.objects.filter(question=question).order_by("pk").values_list("pk", "status"))
    votes = found.votes(status, [pk for pk, one in status.items() if one != Statement.Status.PUBLISHED], up_to)
    made = opinion_map(votes, seed=seed, previous=last.picture if last else None)
    participants, given = len(votes.participants), len(votes.rows)
    numbers: dict[str, Any] = {
        "form": FORM,
        "participants": participants,
        "votes": given,
        "enough": participants >= FEWEST_PEOPLE,
        "statements": list(made.statements),
        "priority": _rounded(made.numbers.priority),
    }
    if participants < FEWEST_PEOPLE:
        return Drawing(up_to or found.last, participants, given, numbers, b"")
    return Drawing(up_to or found.last, participants, given, numbers | _told(made, votes), _people(found, made))


@dataclass(frozen=True)
class _Last:
    """The last map with places of voters as participants, and whether somebody on it is not known any more."""

    picture: Picture
    lost: bool


def _last(found: Following, previous: DrawnMap | None) -> _Last | None:
    if previous is None or not previous.people:
        return None
    last = unpack(previous.people)
    letters = [*(one["letter"] for one in previous.numbers["groups"]), None]
    known = np.array([found.place_of_voter.get(voter, -1) for voter in last.voters.tolist()], dtype=np.int64)
    there = known >= 0
    picture_then = Picture(
        tuple(known[there].tolist()),
        last.positions[there].astype(np.float64),
        tuple(letters[group] for group in last.group[there].tolist()),
    )
    return _Last(picture_then, lost=not there.all())


def _people(found: Following, made: OpinionMap) -> bytes:
    voters = found.voters[np.array(made.participants, dtype=np.int64)]
    order = np.argsort(voters)
    return pack(
        People(voters[order], made.positions[order].astype(np.float32), made.group[order].astype(np.int8)),
    )


def _told(made: OpinionMap, votes: Votes) -> dict[str, Any]:
    """All that pages show, as `results` documents it."""
    there = np.bincount(votes.rows[votes.visible], minlength=len(votes.participants)) > 0
    return {
        "mode": made.mode.value,
        "stability": round(made.stability, DIGITS),
        "hidden": made.numbers.hidden.astype(int).tolist(),
        "everybody": _counts(made.numbers.everybody, 0),
        "groups": [
            {
                "letter": group.letter,
                "size": group.size,
                "counts": _counts(made.numbers.by_group, place),
                "stands_for": [
                    [one.statement, one.direction.value, one.successes, one.seen] for one in group.representative
                ],
            }
            for place, group in enumerate(made.groups)
        ],
        "agreement": _consensus(made.numbers.agreement),
        "disagreement": _consensus(made.numbers.disagreement),
        "bridges": [_bridge(one) for one in made.bridges],
        "shared": [[one.statement, one.direction.value, one.successes, one.seen] for one in made.shared],
        "picture": picture(made.positions, made.group, len(made.groups), there),
    }


def _counts(counts: Counts, group: int) -> list[list[int]]:
    return [part[group].tolist() for part in (counts.agree, counts.disagree, counts.seen)]


def _consensus(found: Consensus) -> list[list[float]]:
    return [_rounded(part) for part in (found.mean, found.low, found.high)]


def _bridge(one: Bridge) -> list[object]:
    shares = (round(share, DIGITS) for share in (one.consensus, one.low, one.high, one.weakest))
    return [one.statement, one.direction.value, *shares, one.fewest_votes]


def _rounded(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> list[float]:
    return [round(number, DIGITS) for number in numbers.tolist()]
