"""What all steps of a decision share: hold it, say where it stands, record what happened."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.chronicle.recording import Plain
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import plain
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError, NotOpen
from ideenschmiede.deliberation.counting import Terms, Thing
from ideenschmiede.deliberation.models import Decision, Proposal, Stage


def lock(decision: Decision) -> Decision:
    """The decision as it is now; nobody else changes it, votes in it or closes it until this transaction ends."""
    return Decision.objects.select_for_update(of=("self",)).select_related("body").get(pk=decision.pk)


def lock_draft(decision: Decision) -> Decision:
    """Raises `NotOpen` where people have begun to vote."""
    current = lock(decision)
    if current.stage != Stage.DRAFT:
        raise NotOpen(_("This decision is no longer in preparation: what is voted on is fixed."))
    return current


def lock_open(decision: Decision, at: datetime) -> Decision:
    """Raises `NotOpen` where it has not been opened, is closed, or its deadline is over: what was voted until then is
    counted, and nobody undoes it by more time, another version or a withdrawal."""
    current = lock(decision)
    if current.stage == Stage.DRAFT:
        raise NotOpen(_("This decision is not open yet."))
    if current.stage == Stage.CLOSED:
        raise NotOpen(_("This decision is closed."))
    if current.closes_at is not None and at >= current.closes_at:
        raise NotOpen(_("The deadline is over: this decision is closed."))
    return current


def newest_proposal(decision: Decision) -> Proposal:
    return Proposal.objects.filter(decision=decision).latest("version")


def terms_of(decision: Decision) -> Terms:
    """What is voted on, as `counting` needs it."""
    options = decision.options.order_by("rank").values_list("pk", "cost")
    return Terms(
        method=decision.method,
        options=tuple(Thing(pk, cost or 0) for pk, cost in options),
        most_points=decision.most_points,
        budget=decision.budget or 0,
        places=decision.places_to_fill or 0,
    )


def words(text: str, longest: int, field: str, missing: str = "") -> str:
    """Cleaned text. Raises `DecisionError` where it is too long, or empty and `missing` says that it must not be."""
    clean = plain(text)
    if missing and not clean:
        raise DecisionError(missing, field)
    if len(clean) > longest:
        raise DecisionError(_("Please keep to %(n)s characters.") % {"n": longest}, field)
    return clean


def note(verb: str, decision: Decision, by: Who | None, at: datetime, **data: Plain | list[Plain]) -> None:
    record(verb=verb, subject=decision, by=by, at=at, visibility=Visibility(decision.visibility), data=data)
