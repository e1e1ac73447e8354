"""What a decision came to, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.deliberation.counting import STAYS_AS_IT_IS
from ideenschmiede.deliberation.models import Decision, Method, Option, Stage

Result = Mapping[str, Any]
Outcome = Decision.Outcome


def sentence(decision: Decision, options: Sequence[Option]) -> str:
    """ "Accepted: 9 of 11 agreed, 8 were needed." For one that is not decided: what is being decided, until when."""
    if decision.stage != Stage.CLOSED:
        return _running(decision)
    if decision.outcome == Outcome.WITHDRAWN:
        return _("Withdrawn: %(why)s") % {"why": decision.withdrawn_because or _("it was not voted on to the end.")}
    result = decision.result or {}
    if decision.outcome == Outcome.NO_QUORUM:
        return _too_few(result)
    names = names_of(options)
    if result.get("details") is None:
        return _("Nothing decided: all who took part abstained.")
    if decision.outcome == Outcome.TIED:
        return _("A tie: %(names)s are equal.") % {"names": _listed(names[pk] for pk in result["chosen"])}
    return _SENTENCES[decision.method](decision, result, names)


def names_of(options: Sequence[Option]) -> dict[int, str]:
    """Number of the option → what it is called; 0 is the zero option."""
    return {STAYS_AS_IT_IS: _("It stays as it is"), **{option.pk: option.text for option in options}}


def turnout(result: Result) -> str:
    """ "11 of 14 took part (79 %), 7 were needed." """
    share = text.percent(result["ballots"] / result["seats"], decimals=0, language=get_language())
    took_part = _("%(ballots)s of %(seats)s took part (%(share)s).") % {**result, "share": share}
    needed = ngettext("One was needed.", "%(needed)s were needed.", result["quorum_needed"])
    return f"{took_part} {needed % {'needed': result['quorum_needed']}}" if result["quorum_needed"] else took_part


def number(value: float, decimals: int = 1) -> str:
    """A figure as the reader writes it."""
    return text.number(value, decimals=decimals, language=get_language())


def euro(amount: float) -> str:
    """Whole euros as the reader writes them."""
    return text.euro(round(amount), exact=True, language=get_language())


def _running(decision: Decision) -> str:
    if decision.stage == Stage.DRAFT:
        return _("In preparation: nobody can vote yet.")
    if decision.closes_at is None:
        return _("Open: the vote is on.")
    end = text.long_time(localtime(decision.closes_at), language=get_language())
    return _("Open: the vote is on until %(end)s.") % {"end": end}


def _too_few(result: Result) -> str:
    values = {
        "ballots": result.get("ballots", 0),
        "seats": result.get("seats", 0),
        "needed": result.get("quorum_needed", 0),
    }
    return _("Nothing decided: %(ballots)s of %(seats)s took part, %(needed)s were needed.") % values


def _consent(decision: Decision, result: Result, _names: Mapping[int, str]) -> str:
    found = result["details"]
    if decision.outcome == Outcome.ACCEPTED:
        without = found["consents"] + found["reservations"]
        if not found["reservations"]:
            return ngettext(
                "Accepted: nobody objected, %(n)s agreed.", "Accepted: nobody objected, %(n)s agreed.", without
            ) % {"n": without}
        words = ngettext(
            "Accepted: nobody objected. %(n)s agreed, %(reservations)s of them with reservations.",
            "Accepted: nobody objected. %(n)s agreed, %(reservations)s of them with reservations.",
            without,
        )
        return words % {"n": without, "reservations": found["reservations"]}
    return ngettext(
        "Not accepted: one objection stands.", "Not accepted: %(n)s objections stand.", found["objections"]
    ) % {"n": found["objections"]}


def _majority(decision: Decision, result: Result, _names: Mapping[int, str]) -> str:
    found = result["details"]
    values = {"yes": found["yes"], "votes": found["yes"] + found["no"], "needed": found["needed"]}
    if decision.outcome == Outcome.ACCEPTED:
        return _("Accepted: %(yes)s of %(votes)s agreed, %(needed)s were needed.") % values
    return _("Rejected: %(yes)s of %(votes)s agreed, %(needed)s were needed.") % values


def _resistance(decision: Decision, result: Result, names: Mapping[int, str]) -> str:
    best = result["details"][0]
    if decision.outcome == Outcome.REJECTED:
        zero = next(row for row in result["details"] if row["option"] == STAYS_AS_IT_IS)
        return _("It stays as it is: nothing met less resistance than that (%(mean)s of 10).") % {
            "mean": number(zero["mean"])
        }
    return _("Chosen: “%(name)s”, with the least resistance (%(mean)s of 10).") % {
        "name": names[best["option"]],
        "mean": number(best["mean"]),
    }


def _score(decision: Decision, result: Result, names: Mapping[int, str]) -> str:
    best = result["details"][0]
    return _("Chosen: “%(name)s”, with %(mean)s of %(most)s points on average.") % {
        "name": names[best["option"]],
        "mean": number(best["mean"]),
        "most": decision.most_points,
    }


def _ranked(_decision: Decision, result: Result, names: Mapping[int, str]) -> str:
    winner = result["chosen"][0]
    if result["details"]["condorcet"] == winner:
        return _("Chosen: “%(name)s”, which beats each other option in a comparison of two.") % {"name": names[winner]}
    return _("Chosen: “%(name)s”, the strongest of all in comparisons of two.") % {"name": names[winner]}


def _budget(decision: Decision, result: Result, _names: Mapping[int, str]) -> str:
    if not result["chosen"]:
        return _("Nothing chosen: no project could be paid for.")
    values = {
        "n": len(result["chosen"]),
        "all": len(result["chosen"]) + len(result["details"]["leftovers"]),
        "spent": euro(result["details"]["spent"]),
        "budget": euro(decision.budget or 0),
    }
    return _("Chosen: %(n)s of %(all)s projects for %(spent)s of %(budget)s.") % values


def _shortlist(_decision: Decision, result: Result, names: Mapping[int, str]) -> str:
    if not result["chosen"]:
        return _("Nothing chosen.")
    return _("Chosen: %(names)s.") % {"names": _listed(names[pk] for pk in result["chosen"])}


def _listed(names: Any) -> str:
    return text.listing([_("“%(name)s”") % {"name": name} for name in names], language=get_language())


_SENTENCES: Mapping[str, Callable[[Decision, Result, Mapping[int, str]], str]] = {
    Method.CONSENT: _consent,
    Method.MAJORITY: _majority,
    Method.TWO_THIRDS: _majority,
    Method.RESISTANCE: _resistance,
    Method.SCORE: _score,
    Method.RANKED: _ranked,
    Method.BUDGET: _budget,
    Method.SHORTLIST: _shortlist,
}
