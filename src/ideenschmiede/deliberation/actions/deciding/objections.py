"""Objections in a consent decision: integrated into a new version, answered, or withdrawn by who raised them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError
from ideenschmiede.deliberation.actions.deciding.steps import lock_open, newest_proposal, note, words
from ideenschmiede.deliberation.actions.deciding.voting import cast_ballot
from ideenschmiede.deliberation.models import Ballot, Decision, Objection, Proposal
from ideenschmiede.deliberation.queries.ballots import my_seats
from ideenschmiede.deliberation.rules.decisions import may_run
from ideenschmiede.deliberation.tasks.decisions import tell_voters

TIME_TO_VOTE_ANEW = timedelta(hours=24)
LONGEST_NOTE = 2_000


@transaction.atomic
@writing()
def integrate_objections(
    *,
    decision: Decision,
    objections: Sequence[Objection],
    text: str,
    note_text: str = "",
    closes_at: datetime | None = None,
    by: Who | None,
    at: datetime,
) -> Proposal:
    """A new version takes up these objections. Ballots on the old one are void, all are told and vote anew.

    At least `TIME_TO_VOTE_ANEW` must be left for that, or `closes_at` must give it. Raises `DecisionError`, `NotOpen`.
    """
    current = lock_open(decision, at)
    require(may_run, by, current)
    old = newest_proposal(current)
    taken_up = Objection.objects.filter(pk__in=[one.pk for one in objections], proposal=old)
    taken_up = taken_up.exclude(status=Objection.Status.WITHDRAWN)
    if not objections or taken_up.count() < len(set(objections)):
        raise DecisionError(_("Please choose the objections to this version that the new one takes up."), "objections")
    clean = words(text, 10_000, "text", _("Please write down what is proposed now."))
    if clean == old.text:
        raise DecisionError(_("The text is the same as before. What changes?"), "text")
    ends = closes_at or current.closes_at
    if current.closes_at is None or ends is None or ends < max(at + TIME_TO_VOTE_ANEW, current.closes_at):
        raise DecisionError(
            _("All vote anew and need at least 24 hours for that. Please choose a later deadline."), "closes_at"
        )
    new = Proposal.objects.create(
        decision=current,
        version=old.version + 1,
        text=clean,
        note=words(note_text, LONGEST_NOTE, "note"),
        created_by=by if isinstance(by, Account) else None,
        created_at=at,
    )
    taken_up.update(status=Objection.Status.INTEGRATED, integrated_into=new)
    Ballot.objects.filter(proposal=old).delete()
    current.closes_at, current.changed_at = ends, at
    current.save()
    note("decision.new_version", current, by, at, version=new.version, objections=len(set(objections)))
    transaction.on_commit(partial(tell_voters.enqueue, "new_version", current.pk))
    return new


@transaction.atomic
@writing()
def answer_objection(*, objection: Objection, answer: str, by: Who | None, at: datetime) -> Objection:
    """Say why an objection is not taken up. It stands nevertheless until who raised it withdraws it."""
    decision = lock_open(objection.proposal.decision, at)
    require(may_run, by, decision)
    current = Objection.objects.get(pk=objection.pk)
    if current.status not in (Objection.Status.OPEN, Objection.Status.ANSWERED):
        raise DecisionError(_("This objection is settled already."))
    current.answer = words(answer, LONGEST_NOTE, "answer", _("Please write the answer."))
    current.status = Objection.Status.ANSWERED
    current.save()
    note("decision.objection_answered", decision, by, at)
    return current


@transaction.atomic
def withdraw_objection(*, objection: Objection, stance: str = "consent", by: Account, at: datetime) -> str:
    """Who raised it withdraws it and votes `stance` ("consent", "reservation" or "abstain") instead.

    Returns the code of the new receipt. Raises as `cast_ballot`, `NotAllowed` for somebody else's.
    """
    decision = lock_open(objection.proposal.decision, at)
    mine = [one for one in my_seats(decision, by, at) if one.objection is not None and one.objection == objection]
    if not mine or stance == "objection":
        raise NotAllowed(_("You may not do this."))
    choice = {"abstain": True} if stance == "abstain" else {"stance": stance}
    return cast_ballot(decision=decision, choice=choice, seat=mine[0].seat, by=by, at=at)
