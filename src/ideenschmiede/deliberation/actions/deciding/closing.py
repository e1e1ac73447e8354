"""A decision closes: it is counted, and whose the ballots were is forgotten for good (DESIGN §5).

In one transaction ballots are written anew in random order under random pseudonyms, receipts are cut off them into a
list of their own, and the checksum of that list goes into the chronicle. Then the key is destroyed.

Before the deadline it can be closed only when everybody has voted: else those would lose their vote who relied on it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base import keys
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.deciding.errors import NotOpen, TooEarly
from ideenschmiede.deliberation.actions.deciding.steps import (
    lock,
    lock_open,
    newest_proposal,
    note,
    terms_of,
    words,
)
from ideenschmiede.deliberation.actions.unlinking import secret_pk
from ideenschmiede.deliberation.counting import Result, as_json, count
from ideenschmiede.deliberation.models import Ballot, CountedReceipt, Decision, Objection, Proposal, Stage
from ideenschmiede.deliberation.queries.ballots import key_name
from ideenschmiede.deliberation.queries.pseudonyms import random_voter
from ideenschmiede.deliberation.queries.receipts import checksum_of_list
from ideenschmiede.deliberation.rules.decisions import may_run
from ideenschmiede.deliberation.tasks.decisions import tell_voters
from ideenschmiede.deliberation.tasks.traces import wipe_traces


@dataclass(frozen=True)
class Box:
    """What lies in the ballot box, and what counting it gives: many seconds of work where thousands ticked many."""

    proposal: Proposal
    ballots: dict[int, Ballot]
    result: Result


def close_decision(*, decision: Decision, by: Who | None, at: datetime) -> Decision:
    """Count, and forget who voted how. Closing twice changes nothing.

    It is counted before the transaction begins, so that nobody waits who writes something else meanwhile; only where
    the box has changed since, once more within it. Raises `TooEarly` before the deadline unless everybody has voted,
    `NotOpen` for one that was never open.
    """
    current = Decision.objects.select_related("body").get(pk=decision.pk)
    require(may_run, by, current)
    if current.stage == Stage.CLOSED:
        return current
    if current.stage == Stage.DRAFT:
        raise NotOpen(_("This decision is not open yet."))
    return settle(current, counted(current, at), by, at)


@transaction.atomic
@writing()
def settle(decision: Decision, box: Box, by: Who | None, at: datetime) -> Decision:
    """Close what was counted, or count anew what has changed since."""
    current = lock(decision)
    if current.stage == Stage.CLOSED:
        return current
    there = set(Ballot.objects.filter(decision=current).values_list("pk", flat=True))
    if there != set(box.ballots) or current.closes_at != decision.closes_at:
        box = counted(current, at)
    receipts = sorted(one.receipt for one in box.ballots.values() if one.receipt)
    proof = checksum_of_list(receipts)
    current.result = as_json(box.result) | {"receipts": proof, "version": box.proposal.version}
    current.outcome = box.result.outcome
    _cut_off_receipts(current, receipts)
    _unlink(current)
    _end(current, at)
    note("decision.closed", current, by, at, **_told(current, proof, box.result.ballots))
    transaction.on_commit(partial(tell_voters.enqueue, "closed", current.pk))
    return current


def counted(decision: Decision, at: datetime) -> Box:
    """Read and count what lies in the box. Ballots on older versions are gone already; a changed one is a new row."""
    proposal = newest_proposal(decision)
    ballots = Ballot.objects.filter(proposal=proposal).in_bulk()
    seats = decision.seats.count()
    if decision.closes_at is not None and at < decision.closes_at and len(ballots) < seats:
        raise TooEarly(_("Others may still vote. Before the deadline it can be closed only when everybody has voted."))
    choices = [one.choice for one in ballots.values()]
    return Box(proposal, ballots, count(terms_of(decision), choices, seats=seats, quorum=decision.quorum))


@transaction.atomic
@writing()
def withdraw_decision(*, decision: Decision, reason: str, by: Who | None, at: datetime) -> Decision:
    """It is not decided after all, and everybody reads why. Ballots are not counted and go."""
    current = lock_open(decision, at)
    require(may_run, by, current)
    current.withdrawn_because = words(reason, 2_000, "reason", _("Please say why it is withdrawn."))
    current.outcome = Decision.Outcome.WITHDRAWN
    Ballot.objects.filter(decision=current).delete()
    _unlink(current)
    _end(current, at)
    note("decision.withdrawn", current, by, at)
    transaction.on_commit(partial(tell_voters.enqueue, "withdrawn", current.pk))
    return current


def _end(decision: Decision, at: datetime) -> None:
    decision.stage, decision.closed_at, decision.changed_at = Stage.CLOSED, at, at
    decision.save()
    if decision.is_secret:
        wipe_traces.enqueue()
        # last of all: were the transaction undone, the key would still be needed; see also `destroy_left`
        transaction.on_commit(partial(keys.destroy, key_name(decision)))


def _told(decision: Decision, proof: str, ballots: int) -> dict[str, str | int]:
    """What the chronicle says of it; of a confidential one nothing but what proves that no receipt was taken away."""
    if decision.is_confidential:
        return {"receipts": proof}
    return {"receipts": proof, "outcome": decision.outcome, "ballots": ballots}


def _cut_off_receipts(decision: Decision, receipts: list[str]) -> None:
    """In the order of the alphabet, so that their numbers say nothing either."""
    CountedReceipt.objects.bulk_create(CountedReceipt(decision=decision, checksum=one) for one in receipts)
    Ballot.objects.filter(decision=decision).update(receipt="")


def _unlink(decision: Decision) -> None:
    """Nothing leads from a ballot or an objection to a seat any more, nor from one to the other."""
    if not decision.is_secret:
        return
    ballots = list(Ballot.objects.filter(decision=decision).values_list("proposal", "choice"))
    Ballot.objects.filter(decision=decision).delete()
    secrets.SystemRandom().shuffle(ballots)
    Ballot.objects.bulk_create(
        Ballot(pk=secret_pk(), decision=decision, proposal_id=proposal, voter=random_voter(), choice=choice)
        for proposal, choice in ballots
    )
    for objection in Objection.objects.filter(proposal__decision=decision):
        objection.voter = random_voter()
        objection.save()
