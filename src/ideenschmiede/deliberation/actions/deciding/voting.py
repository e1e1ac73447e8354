"""A ballot is cast, or changed: one for each seat, whoever of those who may use it does so.

No event is recorded and no time is kept: both would tell who voted how to somebody who knows when people came by.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base import keys
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError, KeyLost
from ideenschmiede.deliberation.actions.deciding.steps import lock_open, newest_proposal, terms_of, words
from ideenschmiede.deliberation.actions.unlinking import secret_pk
from ideenschmiede.deliberation.counting import read_choice
from ideenschmiede.deliberation.counting.terms import Choice
from ideenschmiede.deliberation.models import Ballot, Decision, Objection, Proposal, Seat
from ideenschmiede.deliberation.queries.ballots import MySeat, my_seats, voter_of
from ideenschmiede.deliberation.queries.receipts import checksum, code_of
from ideenschmiede.deliberation.rules.decisions import may_vote

LONGEST_REASON = 2_000


@transaction.atomic
@writing()
def cast_ballot(
    *,
    decision: Decision,
    choice: Mapping[str, Any],
    reason: str = "",
    named: bool = False,
    seat: Seat | None = None,
    version: int | None = None,
    by: Account,
    at: datetime,
) -> str:
    """Vote, or change one's vote until the deadline; returns the code of the receipt, "" where the vote is not secret.

    `choice` is raw, see `counting`. An objection needs a `reason`; `named` shows who objects,
    but never in a confidential decision. `seat` says for whom,
    where one may use several; without it, it is one's own. `version` is that of the proposal which the voter has read:
    where there is a newer one, the ballot is not taken. Raises `ChoiceError`, `DecisionError` (`field` "reason"),
    `NotOpen`, `KeyLost`, `NotAllowed` for a seat that is not one's to use, and `DecisionError` for a deputy where a
    ballot is cast.
    """
    current = lock_open(decision, at)
    require(may_vote, by, current)
    mine = _seat_to_use(current, seat, by, at)
    said = read_choice(terms_of(current), choice)
    proposal = newest_proposal(current)
    voter, code = _under(current, proposal, mine.seat)
    if version is not None and version != proposal.version:
        raise DecisionError(_("There is a new version of the proposal. Please read it and vote on it."))
    shown = (named and not current.is_confidential) or not current.is_secret
    _object(proposal, voter, said, reason, by if shown else None)
    # a changed ballot is a new row: the number of the old one might be known
    Ballot.objects.filter(proposal=proposal, voter=voter).delete()
    Ballot.objects.create(
        pk=secret_pk(),
        decision=current,
        proposal=proposal,
        voter=voter,
        person=None if current.is_secret else mine.seat.person,
        choice=said,
        receipt=checksum(current, code) if code else "",
    )
    return code


def _seat_to_use(decision: Decision, seat: Seat | None, by: Account, at: datetime) -> MySeat:
    mine = my_seats(decision, by, at)
    chosen = [one for one in mine if one.seat.pk == seat.pk] if seat else mine[:1]
    if not chosen:
        raise NotAllowed(_("You may not do this."))
    # whoever may name deputies, the office among them, would see which objection goes when this ballot takes its place
    if chosen[0].is_deputy and chosen[0].voted:
        raise DecisionError(_("This seat has voted already. Only the member can change this vote."))
    return chosen[0]


def _under(decision: Decision, proposal: Proposal, seat: Seat) -> tuple[int, str]:
    """The pseudonym of the ballot and the code of its receipt."""
    try:
        return voter_of(decision, seat), code_of(proposal, seat) if decision.is_secret else ""
    except keys.KeyGone as error:
        message = _("The key of this decision is lost, so that no vote can be taken. Please tell the office.")
        raise KeyLost(message) from error


def _object(proposal: Proposal, voter: int, said: Choice, reason: str, author: Account | None) -> None:
    """Keep, change or withdraw the objection that goes with a ballot."""
    known = Objection.objects.filter(proposal=proposal, voter=voter).first()
    if said.get("stance") != "objection":
        if known is not None:
            known.status = Objection.Status.WITHDRAWN
            known.save()
        return
    missing = _("Please say why you object, and what would have to change.")
    text = words(reason, LONGEST_REASON, "reason", missing)
    if known is None:  # a random number: the order would tell who voted when
        known = Objection(pk=secrets.randbits(52), proposal=proposal, voter=voter)
    if known.reason != text or known.status == Objection.Status.WITHDRAWN:
        known.status = Objection.Status.OPEN
    known.reason, known.author = text, author
    known.save()
