"""A decision is put: prepared, changed as long as nobody votes, or discarded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError
from ideenschmiede.deliberation.actions.deciding.steps import lock_draft, note, words
from ideenschmiede.deliberation.models import Decision, Method, Option, Proposal
from ideenschmiede.deliberation.rules.decisions import may_put, may_run
from ideenschmiede.deliberation.rules.questions import is_visible as is_visible_question

WRITABLE = frozenset(
    {
        "title", "context", "method", "body", "question", "visibility", "opens_at", "closes_at", "quorum",
        "allows_deputies", "is_secret", "budget", "places_to_fill", "most_points", "is_example",
    }
)  # fmt: skip
ON_TEXT = frozenset({Method.CONSENT, Method.MAJORITY, Method.TWO_THIRDS})
"""Methods that decide on one text; the others choose among options."""
FEWEST = {Method.RESISTANCE: 1}  # beside it the zero option; else two
MOST_OPTIONS = 50
# the chronicle takes no free text: whatever stands in an address must look like this
ORIGIN = re.compile(r"[a-z]{1,30}\.[a-z]{1,30}:[0-9]{1,18}")


@dataclass(frozen=True)
class OptionText:
    """An option as it is written; `cost` in whole euros, for a budget."""

    text: str
    explanation: str = ""
    cost: int | None = None


@transaction.atomic
@writing()
def put_decision(
    *,
    text: str = "",
    options: Sequence[OptionText] = (),
    origin: str = "",
    by: Who | None,
    at: datetime,
    **fields: Any,
) -> Decision:
    """Prepare a decision; `fields` are those of `WRITABLE`, `text` is the proposal. `origin` names what of a higher app
    it comes from, "ideas.idea:12" for example; only the event keeps it, for whoever reacts to it.

    Raises `DecisionError`, and `TypeError` for another field.
    """
    decision = Decision(created_by=by if isinstance(by, Account) else None, created_at=at, changed_at=at)
    _fill(decision, fields, by)
    require(may_put, by, decision)
    _check_texts(decision, text, options)
    decision.save()
    _write(decision, text, options, by, at)
    told = {"origin": origin} if ORIGIN.fullmatch(origin) and not decision.is_confidential else {}
    note("decision.put", decision, by, at, method=decision.method, body=decision.body_id, **told)
    return decision


@transaction.atomic
@writing()
def change_decision(
    *,
    decision: Decision,
    text: str | None = None,
    options: Sequence[OptionText] | None = None,
    by: Who | None,
    at: datetime,
    **fields: Any,
) -> Decision:
    """Change what is still in preparation; None leaves text or options as they are.

    Raises `DecisionError`, `NotOpen` where people have begun to vote.
    """
    current = lock_draft(decision)
    require(may_run, by, current)
    _fill(current, fields, by)
    require(may_run, by, current)  # nobody hands a decision to a body that is not theirs
    text = current.proposals.latest("version").text if text is None else text
    if options is None:
        options = [OptionText(one.text, one.explanation, one.cost) for one in current.options.all()]
    _check_texts(current, text, options)
    current.changed_at = at
    current.save()
    current.proposals.all().delete()
    current.options.all().delete()
    _write(current, text, options, by, at)
    note("decision.changed", current, by, at, fields=[*sorted(fields)])
    return current


@transaction.atomic
@writing()
def discard_decision(*, decision: Decision, by: Who | None, at: datetime) -> None:
    """A decision that was never opened goes without a trace but its events."""
    current = lock_draft(decision)
    require(may_run, by, current)
    note("decision.discarded", current, by, at)
    current.delete()


def check_ready(decision: Decision) -> None:
    """Raises `DecisionError` where a decision as it is stored could not be voted on."""
    options = [OptionText(one.text, one.explanation, one.cost) for one in decision.options.all()]
    _check_texts(decision, decision.proposals.latest("version").text, options)


def _fill(decision: Decision, fields: Mapping[str, Any], by: Who | None) -> None:
    if unknown := fields.keys() - WRITABLE:
        raise TypeError(f"not for writing: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        clean = plain if isinstance(Decision._meta.get_field(name), models.TextField) else one_line
        setattr(decision, name, clean(value) if isinstance(value, str) else value)
    if decision.body_id is None:
        raise DecisionError(_("Please say who decides."), "body")
    try:
        decision.clean_fields(exclude=["body", "question", "created_by", "result"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DecisionError(" ".join(messages), field) from error
    question = decision.question
    if by is not None and "question" in fields and question is not None and not is_visible_question(by, question):
        raise DecisionError(_("This question is not there."), "question")
    _check_together(decision)


def _check_together(decision: Decision) -> None:
    if decision.method == Method.BUDGET and not decision.budget:
        raise DecisionError(_("Please give the budget in whole euros."), "budget")
    if decision.method == Method.SHORTLIST and not decision.places_to_fill:
        raise DecisionError(_("Please say how many are to be chosen."), "places_to_fill")
    if decision.visibility == Visibility.CONFIDENTIAL and not decision.is_secret:
        raise DecisionError(_("A confidential decision is always secret."), "is_secret")
    opens, closes = decision.opens_at, decision.closes_at
    if opens is not None and closes is None:
        raise DecisionError(_("Please say until when votes are taken."), "closes_at")
    if opens is not None and closes is not None and closes <= opens:
        raise DecisionError(_("The end must come after the beginning."), "closes_at")


def _check_texts(decision: Decision, text: str, options: Sequence[OptionText]) -> None:
    method = Method(decision.method)
    words(text, 10_000, "text", _("Please write down what is proposed.") if method in ON_TEXT else "")
    if method in ON_TEXT:
        if options:
            raise DecisionError(_("This method decides on one text. Options need another method."), "options")
        return
    fewest = FEWEST.get(method, 2)
    if not fewest <= len(options) <= MOST_OPTIONS:
        message = _("Please give from %(least)s to %(most)s options.") % {"least": fewest, "most": MOST_OPTIONS}
        raise DecisionError(message, "options")
    for option in options:
        words(option.text, 300, "options", _("An option has no text."))
        words(option.explanation, 2_000, "options")
    if len({one_line(option.text).casefold() for option in options}) < len(options):
        raise DecisionError(_("Two options have the same text."), "options")
    if method == Method.SHORTLIST and len(options) <= (decision.places_to_fill or 0):
        raise DecisionError(_("There must be more options than places, or there is nothing to choose."), "options")
    if method == Method.BUDGET:
        _check_costs(options, decision.budget or 0)


def _check_costs(options: Sequence[OptionText], budget: int) -> None:
    for option in options:
        if not option.cost or option.cost < 0:
            raise DecisionError(_("“%(option)s” needs its cost in whole euros.") % {"option": option.text}, "options")
        if option.cost > budget:
            message = _("“%(option)s” costs more than the whole budget.") % {"option": option.text}
            raise DecisionError(message, "options")
    if sum(option.cost or 0 for option in options) <= budget:
        raise DecisionError(_("The budget is enough for all of it: there is nothing to choose."), "budget")


def _write(decision: Decision, text: str, options: Sequence[OptionText], by: Who | None, at: datetime) -> None:
    author = by if isinstance(by, Account) else None
    Proposal.objects.create(decision=decision, text=plain(text), created_by=author, created_at=at)
    Option.objects.bulk_create(
        Option(
            decision=decision,
            rank=rank,
            text=one_line(option.text),
            explanation=plain(option.explanation),
            cost=option.cost if decision.method == Method.BUDGET else None,
        )
        for rank, option in enumerate(options, start=1)
    )
