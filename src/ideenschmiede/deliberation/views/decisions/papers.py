"""The ballot papers that lie before somebody: their own, and those of whom they stand in for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ideenschmiede.deliberation.forms.decisions.ballots import BallotForm, ballot_for
from ideenschmiede.deliberation.models import Decision, Option, Proposal
from ideenschmiede.deliberation.queries.ballots import MySeat
from ideenschmiede.deliberation.queries.decision_page import options_of, proposals_of


@dataclass(frozen=True)
class Paper:
    """One ballot paper as the page shows it."""

    seat: MySeat
    form: BallotForm
    proposals: Sequence[Proposal]
    options: Sequence[Option]

    @property
    def voted(self) -> bool:
        return self.seat.voted

    @property
    def anew(self) -> bool:
        """There was a version before this one."""
        return not self.voted and len(self.proposals) > 1

    @property
    def deputy_for(self) -> str:
        return deputy_for(self.seat)


def paper(decision: Decision, seat: MySeat, data: Any = None) -> Paper:
    """The ballot of one seat, filled with what was voted from it, or with what was sent."""
    proposals, options = proposals_of(decision), options_of(decision)
    return paper_of(decision, seat, proposals, options, data)


def paper_of(
    decision: Decision, seat: MySeat, proposals: Sequence[Proposal], options: Sequence[Option], data: Any = None
) -> Paper:
    form = ballot_for(
        data,
        decision=decision,
        options=options,
        version=proposals[-1].version,
        said=seat.ballot.choice if seat.ballot else None,
        reason=seat.objection.reason if seat.ballot and seat.objection else "",
        prefix=f"s{seat.seat.pk}",
    )
    return Paper(seat, form, proposals, options)


def chosen_seat(seats: Sequence[MySeat], wanted: str) -> MySeat | None:
    """The seat that an address names; without a name the first, which is one's own where one has one."""
    if not wanted:
        return seats[0] if seats else None
    return next((one for one in seats if str(one.seat.pk) == wanted), None)


def deputy_for(seat: MySeat) -> str:
    """For whom one votes, "" for oneself."""
    person = seat.seat.person
    return person.name if seat.is_deputy and person else ""
