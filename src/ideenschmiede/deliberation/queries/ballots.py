"""Whose ballot is whose, as long as the decision's key is there: only for the voter's own requests."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from ideenschmiede.base import keys
from ideenschmiede.base.models import Who
from ideenschmiede.deliberation.models import Ballot, Decision, Objection, Proposal, Seat, Stage
from ideenschmiede.deliberation.rules.seats import deputised_seats, own_seats

PREFIX = "decision-"  # of the names of keys


def key_name(decision: Decision) -> str:
    return f"{PREFIX}{decision.pk}"


def voter_of(decision: Decision, seat: Seat) -> int:
    """The pseudonym of a seat: 63 bits of an HMAC with the decision's key; in an open ballot, the seat's number.

    Raises `keys.KeyGone` once a secret decision is closed.
    """
    if not decision.is_secret:
        return seat.pk
    digest = hmac.digest(keys.read(key_name(decision)), b"seat:%d" % seat.pk, "sha256")
    return int.from_bytes(digest[:8], "big") >> 1


@dataclass(frozen=True)
class MySeat:
    """A seat that somebody may use: their own, or that of `seat.person`, for whom they stand in (`is_deputy`).

    A deputy learns that a ballot was cast from it and not what it says: the office may name deputies, too, and would
    read with their eyes how somebody voted. Nor do they change it: an objection that goes would tell whose it was.
    """

    seat: Seat
    is_deputy: bool
    voted: bool  # in the newest version, by either of the two
    ballot: Ballot | None  # None for a deputy
    objection: Objection | None  # that stands, or was answered; None for a deputy


def my_seats(decision: Decision, who: Who, at: datetime) -> list[MySeat]:
    """The seats that `who` may use at this time, their own first, each with its ballot while the decision is open.

    At most four queries. No ballots once the decision is closed: nobody can tell any more whose they are.
    """
    own = list(own_seats(who).filter(decision=decision).select_related("person"))
    others: list[Seat] = []
    if decision.allows_deputies:
        deputised = deputised_seats(who, localdate(at)).filter(decision=decision)
        others = list(deputised.select_related("person").order_by("pk"))
    voters = _voters(decision, [*own, *others])
    proposal = Proposal.objects.filter(decision=decision).order_by("-version").values("pk")[:1]
    ballots = {one.voter: one for one in Ballot.objects.filter(proposal=proposal, voter__in=voters.values())}
    objecting = [voter for voter, one in ballots.items() if one.choice.get("stance") == "objection"]
    raised = Objection.objects.filter(proposal=proposal, voter__in=objecting) if objecting else ()
    objections = {one.voter: one for one in raised}
    mine = [(seat, voters.get(seat.pk, -1)) for seat in own]
    return [
        *(MySeat(seat, False, voter in ballots, ballots.get(voter), objections.get(voter)) for seat, voter in mine),
        *(MySeat(seat, True, voters.get(seat.pk, -1) in ballots, None, None) for seat in others),
    ]


def _voters(decision: Decision, seats: list[Seat]) -> dict[int, int]:
    if decision.stage != Stage.OPEN:
        return {}
    try:
        return {seat.pk: voter_of(decision, seat) for seat in seats}
    except keys.KeyGone:
        return {}
