"""The page of a decision: what is decided, my ballot, objections, the result, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ideenschmiede.base.http import public_page
from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import is_office
from ideenschmiede.deliberation.actions.deciding.putting import ON_TEXT
from ideenschmiede.deliberation.models import Decision, Method, Objection, Proposal, Stage
from ideenschmiede.deliberation.queries.ballots import MySeat, my_seats
from ideenschmiede.deliberation.queries.decision_page import (
    follow_ups_of,
    objections_of,
    opinions_of,
    options_of,
    proposals_of,
)
from ideenschmiede.deliberation.queries.decisions import named_ballots
from ideenschmiede.deliberation.rules.decisions import may_report, may_run
from ideenschmiede.deliberation.rules.questions import is_visible as is_visible_question
from ideenschmiede.deliberation.views.decisions import facts, papers
from ideenschmiede.deliberation.views.decisions.finding import decision_or_404, url_of

WAITING = (Objection.Status.OPEN, Objection.Status.ANSWERED)


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without the title leads to the one with it."""
    return redirect(url_of(decision_or_404(request, pk)))


@require_safe
@public_page
def decision(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One decision."""
    found, who, now = decision_or_404(request, pk), request.user, timezone.now()
    if slug != found.slug:
        return redirect(url_of(found))
    proposals, options = proposals_of(found), [] if found.method in ON_TEXT else options_of(found)
    seats = my_seats(found, who, now) if found.stage == Stage.OPEN else []
    runs, is_over = may_run(who, found), _is_over(found, now)
    became = getattr(found, "became", None) or ""
    context: dict[str, Any] = {
        "decision": found,
        "card": facts.card(found, options, became),
        "facts": facts.key_facts(found, getattr(found, "seat_count", 0), getattr(found, "ballot_count", 0)),
        "proposal": proposals[-1],
        "earlier": steps(proposals),
        "options": options,
        "papers": [papers.paper_of(found, seat, proposals, options) for seat in seats],
        "objections": _objections(found, seats, proposals, runs=runs, is_over=is_over),
        "may_run": runs,
        "may_close": is_over or getattr(found, "ballot_count", 0) >= getattr(found, "seat_count", 1),
        "question": found.question if found.question and is_visible_question(who, found.question) else None,
        "time_is_over": is_over,
    }
    context["may_integrate"] = runs and any(row["waits"] for row in context["objections"])
    if found.stage == Stage.CLOSED:
        context |= _afterwards(found, who, options)
    return render(request, "deliberation/decisions/page.html", context)


def steps(proposals: Sequence[Proposal]) -> list[dict[str, Proposal]]:
    """Each version with the one before it, the newest step first."""
    return [{"before": before, "after": after} for before, after in pairwise(proposals)][::-1]


def _afterwards(found: Decision, who: Who, options: Sequence[Any]) -> dict[str, Any]:
    decided = found.outcome != Decision.Outcome.WITHDRAWN
    return {
        "explained": facts.explained(found, options, named_ballots(found)) if decided else None,
        "opinions": opinions_of(found) if decided else [],
        "follow_ups": follow_ups_of(found) if getattr(found, "became", "") else [],
        "may_dissent": decided and getattr(found, "has_own_seat", False),
        "may_report": may_report(who, found),
        "may_remove": is_office(who),
        "decided": decided,
    }


def _objections(
    found: Decision, seats: Sequence[MySeat], proposals: Sequence[Proposal], *, runs: bool, is_over: bool
) -> list[dict[str, Any]]:
    """Each objection with what one may do about it."""
    if found.method != Method.CONSENT:
        return []
    mine = {seat.objection.pk for seat in seats if seat.objection}
    newest, is_open = proposals[-1].pk, found.stage == Stage.OPEN and not is_over
    rows = []
    for one in objections_of(found):
        waits = is_open and one.proposal_id == newest and one.status in WAITING
        rows.append(
            {
                "objection": one,
                "kind": facts.OBJECTIONS[Objection.Status(one.status)],
                "author": one.author.name if one.author else "",
                "may_answer": runs and waits,
                "may_take_back": waits and one.pk in mine,
                "waits": waits,
            }
        )
    return rows


def _is_over(found: Decision, now: datetime) -> bool:
    """Its time is over; in a minute it is counted."""
    return found.stage == Stage.OPEN and found.closes_at is not None and found.closes_at <= now
