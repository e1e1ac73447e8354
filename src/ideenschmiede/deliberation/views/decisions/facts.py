"""What the box of key facts, a card and the explanation of a result say, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.deliberation.counting import ABSTAIN
from ideenschmiede.deliberation.forms.decisions.ballots import STANCES, VOTES
from ideenschmiede.deliberation.forms.decisions.guides import GUIDES
from ideenschmiede.deliberation.models import Ballot, Decision, FollowUp, Method, Objection, Option, Stage
from ideenschmiede.deliberation.views.decisions import sentences
from ideenschmiede.deliberation.views.decisions.pictures import Picture, picture

Outcome = Decision.Outcome
KINDS = {
    Outcome.ACCEPTED: "success",
    Outcome.CHOSEN: "success",
    Outcome.REJECTED: "danger",
    Outcome.TIED: "warning",
    Outcome.NO_QUORUM: "warning",
    Outcome.WITHDRAWN: "info",
}
BECAME = {
    FollowUp.State.WAITING: "info",
    FollowUp.State.UNDER_WAY: "info",
    FollowUp.State.DONE: "success",
    FollowUp.State.DROPPED: "danger",
    FollowUp.State.REPLACED: "warning",
}
OBJECTIONS = {
    Objection.Status.OPEN: "warning",
    Objection.Status.INTEGRATED: "success",
    Objection.Status.ANSWERED: "info",
    Objection.Status.WITHDRAWN: "info",
}


@dataclass(frozen=True)
class Card:
    """One decision as lists show it."""

    decision: Decision
    url: str
    status: str
    kind: str
    sentence: str
    when: str
    became: str = ""
    became_kind: str = "info"


def card(decision: Decision, options: Sequence[Option], became: str = "") -> Card:
    """`became`: the newest state of what became of it, or ""."""
    closed = decision.stage == Stage.CLOSED
    return Card(
        decision=decision,
        url=reverse("deliberation:decision", args=(decision.pk, decision.slug)),
        status=decision.get_outcome_display() if closed else decision.get_stage_display(),
        kind=KINDS[Outcome(decision.outcome)] if closed else "info",
        sentence=sentences.sentence(decision, options),
        when=_day(decision.closed_at) if closed else "",
        became=str(FollowUp.State(became).label) if became else "",
        became_kind=BECAME[FollowUp.State(became)] if became else "info",
    )


def key_facts(decision: Decision, seats: int, ballots: int) -> list[tuple[str, Any]]:
    """Pairs for the box; what does not apply is None. `seats` is 0 before it opens."""
    return [
        (_("Who decides"), decision.body.name),
        (_("Method"), decision.get_method_display()),
        (_("Budget"), sentences.euro(decision.budget) if decision.budget else None),
        (_("How many are chosen"), decision.places_to_fill),
        (_("Closed") if decision.stage == Stage.CLOSED else _("Votes until"), _end(decision)),
        (_("How many must take part"), _quorum(decision, seats)),
        (_("Secret"), _("yes, with a receipt") if decision.is_secret else _("no, votes are shown with names")),
        (_("Deputies"), _("may vote") if decision.allows_deputies else None),
        (_("Taken part so far"), _taken_part(seats, ballots) if decision.stage == Stage.OPEN else None),
        (_("Who may see it"), decision.get_visibility_display()),
    ]


@dataclass(frozen=True)
class Explained:
    """A result in words and as a picture."""

    how: str
    turnout: str
    missed: bool
    tied: str
    picture: Picture | None
    receipts: bool
    named_headers: list[str]
    named: list[list[object]]


def explained(decision: Decision, options: Sequence[Option], ballots: Sequence[Ballot]) -> Explained | None:
    """None where nothing was counted. `ballots`: of an open vote, with their persons."""
    result = decision.result
    if not result:
        return None
    names = sentences.names_of(options)
    return Explained(
        how=str(GUIDES[Method(decision.method)].how),
        turnout=sentences.turnout(result),
        missed=decision.outcome == Outcome.NO_QUORUM,
        tied=_("Nothing is chosen yet. Talk about it, and put only these to the vote again.")
        if decision.outcome == Outcome.TIED
        else "",
        picture=picture(decision, options),
        receipts=bool(result["ballots"]),
        named_headers=[_("Name"), _("Vote")],
        named=[
            [one.person.name if one.person else _("somebody who was erased"), said(decision, one.choice, names)]
            for one in ballots
        ],
    )


def said(decision: Decision, choice: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """One ballot in words."""
    if choice == ABSTAIN:
        return _("abstained")
    if "stance" in choice:
        return str(STANCES[choice["stance"]]).partition(" – ")[0]
    if "vote" in choice:
        return str(VOTES[choice["vote"]])
    if "ranks" in choice:
        tiers = (" = ".join(names[pk] for pk in tier) for tier in choice["ranks"])
        return "; ".join(f"{place}. {tier}" for place, tier in enumerate(tiers, start=1))
    if "approved" in choice:
        return ", ".join(names[pk] for pk in choice["approved"])
    numbers = choice["resistance"] if decision.method == Method.RESISTANCE else choice["points"]
    return ", ".join(f"{names[int(pk)]}: {value}" for pk, value in numbers.items())


def _end(decision: Decision) -> str | None:
    moment = decision.closed_at or decision.closes_at
    return text.long_time(localtime(moment), language=get_language()) if moment else None


def _day(moment: Any) -> str:
    return text.long_date(localtime(moment), language=get_language()) if moment else ""


def _quorum(decision: Decision, seats: int) -> str:
    share = text.percent(decision.quorum / 100, decimals=0, language=get_language())
    if not seats:
        return _("at least %(share)s") % {"share": share}
    needed = max(1, -(-seats * decision.quorum // 100))
    return _("at least %(share)s: %(needed)s of %(seats)s") % {"share": share, "needed": needed, "seats": seats}


def _taken_part(seats: int, ballots: int) -> str:
    return ngettext("%(ballots)s of one", "%(ballots)s of %(seats)s", seats) % {"ballots": ballots, "seats": seats}
