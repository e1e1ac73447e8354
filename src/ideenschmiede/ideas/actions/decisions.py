"""What decisions do to ideas. Deliberation stands below: it passes on where a decision comes from, and tells when one
is closed; `site/reactions.py` brings both here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Account, Event, Who
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.ideas.actions.storing import IdeaError, locked, store, tell
from ideenschmiede.ideas.models import Idea, IdeaStage
from ideenschmiede.ideas.rules.ideas import may_link_decision
from ideenschmiede.ideas.rules.stages import is_accepted, stands

ORIGIN = Idea._meta.label_lower
"""How a decision names an idea that it comes from: this, a colon, and the number."""


@transaction.atomic
def link_decision(*, idea: Idea, decision: Decision, by: Who | None, at: datetime) -> None:
    """Say that `decision` decides on this idea; twice changes nothing. One that was not accepted makes room.

    Raises `IdeaError` while another decision is under way or was accepted, and for a confidential one.
    """
    require(may_link_decision, by, idea)
    current = locked(idea)
    if current.decision_id == decision.pk:
        return
    if decision.is_confidential:
        raise IdeaError(_("A confidential decision is not linked: the idea would tell how it went."))
    if stands(current.decision):
        raise IdeaError(_("There is a decision on this idea already."))
    current.decision = decision
    store(current, "decision", at=at)
    tell("idea.decision_linked", current, by, at, data={"decision": decision.pk})


def decision_put(event: Event) -> None:
    """For `decision.put`: where its origin is an idea, on which whoever put it may decide, the two are linked."""
    kind, _colon, number = str(event.data.get("origin") or "").partition(":")
    if kind != ORIGIN or not (number.isascii() and number.isdigit()):
        return
    idea = Idea.objects.filter(pk=int(number[:18])).first()
    decision = Decision.objects.filter(pk=event.subject_id).first()
    by = Account.objects.filter(pk=event.actor).first() if event.actor else None
    if idea is None or decision is None or (event.actor and by is None):
        return
    # whatever stands in an address is a wish: the decision is put all the same
    if decision.is_confidential or stands(idea.decision) or (by is not None and not may_link_decision(by, idea)):
        return
    link_decision(idea=idea, decision=decision, by=by, at=event.time)


def decision_closed(event: Event) -> None:
    """For `decision.closed`: concepts on which it decided, in favour, are decided on."""
    decision = Decision.objects.filter(pk=event.subject_id).first()
    if not is_accepted(decision):
        return
    for idea in Idea.objects.filter(decision=decision, stage=IdeaStage.CONCEPT, merged_into=None):
        current = locked(idea)
        current.stage = IdeaStage.DECIDED
        store(current, "stage", at=event.time)
        tell("idea.advanced", current, None, event.time, data={"stage": IdeaStage.DECIDED.value})
