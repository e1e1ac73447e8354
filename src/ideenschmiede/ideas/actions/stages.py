"""Lead an idea to its next stage, park it, go on with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.actions.storing import IdeaError, fitting, label_of, locked, store, tell
from ideenschmiede.ideas.models import Idea, IdeaStage
from ideenschmiede.ideas.rules.ideas import may_edit
from ideenschmiede.ideas.rules.stages import missing, next_stage

LONGEST = 2_000


@transaction.atomic
def advance(*, idea: Idea, to: IdeaStage, pilot_note: str = "", by: Who | None, at: datetime) -> None:
    """Enter the next stage. `pilot_note` says where the pilot runs, in a sentence or with a link.

    Raises `IdeaError` where `to` is not the next stage, and where something is missing that it asks for.
    """
    require(may_edit, by, idea)
    current = locked(idea)
    if to != next_stage(current):
        raise IdeaError(_("The idea stands elsewhere by now. Please look at it again."))
    current.pilot_note = fitting(pilot_note, LONGEST) if to == IdeaStage.PILOT else current.pilot_note
    if lacking := missing(current, to):
        named = ", ".join(label_of(name) for name in lacking)
        message = _("For the stage “%(stage)s” this is still missing: %(fields)s.")
        raise IdeaError(message % {"stage": to.label, "fields": named}, tuple(lacking))
    current.stage = to
    store(current, "stage", "pilot_note", at=at)
    tell("idea.advanced", current, by, at, data={"stage": to.value})


@transaction.atomic
def park(*, idea: Idea, reason: str, by: Who | None, at: datetime) -> None:
    """Let an idea rest, and say why: it can be taken up again. Parking twice changes nothing."""
    require(may_edit, by, idea)
    current = locked(idea)
    if current.stage == IdeaStage.PARKED:
        return
    reason = fitting(reason, LONGEST)
    if not reason:
        raise IdeaError(_("Please say why the idea rests. Others will ask."))
    current.parked_from, current.parked_reason, current.stage = current.stage, reason, IdeaStage.PARKED
    store(current, "stage", "parked_from", "parked_reason", at=at)
    tell("idea.parked", current, by, at, data={"stage": current.parked_from})


@transaction.atomic
def resume(*, idea: Idea, by: Who | None, at: datetime) -> None:
    """Go on where the idea stood before it was parked; twice changes nothing."""
    require(may_edit, by, idea)
    current = locked(idea)
    if current.stage != IdeaStage.PARKED:
        return
    current.stage, current.parked_from = current.parked_from or IdeaStage.SPARK, ""
    store(current, "stage", "parked_from", at=at)
    tell("idea.resumed", current, by, at, data={"stage": current.stage})
