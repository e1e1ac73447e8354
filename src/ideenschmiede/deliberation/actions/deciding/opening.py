"""A decision opens: who has a vote is fixed, its key is made, voters are told. Its deadline may move later only."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base import keys
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError, NotOpen
from ideenschmiede.deliberation.actions.deciding.putting import check_ready
from ideenschmiede.deliberation.actions.deciding.steps import lock, lock_open, note
from ideenschmiede.deliberation.models import Decision, Seat, Stage
from ideenschmiede.deliberation.queries.ballots import key_name
from ideenschmiede.deliberation.queries.decisions import voting
from ideenschmiede.deliberation.rules.decisions import may_run
from ideenschmiede.deliberation.tasks.decisions import tell_voters
from ideenschmiede.people.models import Appointment


@transaction.atomic
@writing()
def open_decision(*, decision: Decision, by: Who | None, at: datetime, closes_at: datetime | None = None) -> Decision:
    """From now on people vote, until `closes_at` (None: as it was put). Opening twice changes nothing.

    Members, chair and deputies of the body with an active appointment have a seat each; guests have none. Raises
    `DecisionError` where nobody has one or the deadline is missing or over, `NotOpen` where it is closed.
    """
    current = lock(decision)
    require(may_run, by, current)
    if current.stage == Stage.CLOSED:
        raise NotOpen(_("This decision is closed."))
    if current.stage == Stage.OPEN:
        return current
    current.closes_at = closes_at or current.closes_at
    _check_deadline(current.closes_at, at)
    check_ready(current)
    people = Appointment.objects.filter(voting(current.body)).order_by("person")
    seats = [Seat(decision=current, person_id=person) for person in people.values_list("person", flat=True)]
    if not seats:
        raise DecisionError(_("Nobody has a vote in this body: first appoint its members."), "body")
    Seat.objects.bulk_create(seats)
    if current.is_secret:
        keys.make(key_name(current))
    current.stage, current.opens_at, current.changed_at = Stage.OPEN, at, at
    current.save()
    note("decision.opened", current, by, at, seats=len(seats))
    transaction.on_commit(partial(tell_voters.enqueue, "opened", current.pk))
    return current


@transaction.atomic
def extend_decision(*, decision: Decision, closes_at: datetime, by: Who | None, at: datetime) -> Decision:
    """Move the deadline, later only: nobody loses time that they were promised. Raises `DecisionError`, `NotOpen`."""
    current = lock_open(decision, at)
    require(may_run, by, current)
    _check_deadline(closes_at, at)
    if current.closes_at is not None and closes_at < current.closes_at:
        raise DecisionError(_("The deadline can only be moved later: people rely on it."), "closes_at")
    if closes_at != current.closes_at:
        current.closes_at, current.changed_at = closes_at, at
        current.save()
        note("decision.extended", current, by, at)
    return current


def _check_deadline(closes_at: datetime | None, at: datetime) -> None:
    if closes_at is None:
        raise DecisionError(_("Please say until when votes are taken."), "closes_at")
    if closes_at <= at:
        raise DecisionError(_("The deadline must be in the future."), "closes_at")
