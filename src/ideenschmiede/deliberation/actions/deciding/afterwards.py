"""After a decision: what those say who were outvoted, and what became of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError
from ideenschmiede.deliberation.actions.deciding.steps import lock, note, words
from ideenschmiede.deliberation.models import Decision, FollowUp, MinorityOpinion
from ideenschmiede.deliberation.rules.decisions import may_dissent, may_remove_opinion, may_report


@transaction.atomic
def add_minority_opinion(
    *, decision: Decision, text: str, named: bool = True, by: Account, at: datetime
) -> MinorityOpinion:
    """Attach what one wants to be read along. Without `named`, and in a confidential decision, nothing says who wrote
    it, not even when: only the day is kept, and it is no event."""
    current = lock(decision)
    require(may_dissent, by, current)
    named = named and not current.is_confidential
    clean = words(text, 5_000, "text", _("Please write down your opinion."))
    opinion = MinorityOpinion(decision=current, text=clean, author=by if named else None)
    opinion.created_at = at if named else localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    opinion.save()
    if named:
        note("decision.minority_opinion", current, by, at, opinion=opinion.pk)
    return opinion


@transaction.atomic
def remove_minority_opinion(*, opinion: MinorityOpinion, by: Who | None, at: datetime) -> None:
    """The office takes away what must not stand there; the chronicle keeps that it did."""
    require(may_remove_opinion, by, opinion)
    note("decision.minority_opinion_removed", opinion.decision, by, at, opinion=opinion.pk)
    opinion.delete()


@transaction.atomic
def report_follow_up(
    *, decision: Decision, state: str, text: str = "", on: date | None = None, by: Who | None, at: datetime
) -> FollowUp:
    """Say what became of a decision, as of a day (None: today); the newest stands in the register."""
    current = lock(decision)
    require(may_report, by, current)
    day = on or localdate(at)
    if state not in FollowUp.State.values:
        raise DecisionError(_("Please choose what became of it."), "state")
    if day > localdate(at):
        raise DecisionError(_("This day is still to come."), "on")
    told = FollowUp.objects.create(
        decision=current,
        state=state,
        text=words(text, 2_000, "text"),
        on=day,
        by=by if isinstance(by, Account) else None,
    )
    note("decision.followed_up", current, by, at, state=state)
    return told
