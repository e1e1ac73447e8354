"""The results of a question as a table and as JSON: counts for each statement, and, but for confidential questions, of
each group."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.tables import write_csv
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.opinion_map import (
    FEWEST_PEOPLE,
    Bridge,
    Interval,
    Results,
    StandsFor,
    Tally,
    results_of,
)
from ideenschmiede.deliberation.queries.conversations import Counted, counted, how_many_voted
from ideenschmiede.deliberation.rules.archives import may_export_counts


class TooFew(ActionError):
    """So few took part that counts would tell how single people voted."""


@dataclass(frozen=True)
class _Found:
    participants: int
    counts: list[Counted]
    map: Results


def results_csv(*, question: Question, by: Who | None) -> str:
    """A row for each published statement. Raises `NotAllowed` and `TooFew`."""
    found = _found(question, by)
    counts = [_("Votes"), pgettext("votes", "Agree"), pgettext("votes", "Pass"), pgettext("votes", "Disagree")]
    headers = [pgettext("statement", "Number"), _("Statement"), *counts]
    for group in found.map.groups:
        headers += [f"{group.letter}: {name}" for name in counts]
    return write_csv(headers, ([one.number, one.text, *_cells(question, found, one)] for one in found.counts))


def results_json(*, question: Question, by: Who | None) -> str:
    """The same, with what the groups share and where they differ. Raises `NotAllowed` and `TooFew`."""
    found = _found(question, by)
    number_of = {one.statement: one.number for one in found.counts}
    told = {
        "question": {
            "number": question.pk,
            "title": question.title,
            "stage": question.stage,
            "opened": _day(question.opens_at),
            "closed": _day(question.closed_at),
            "source": question.source,
        },
        "participants": found.participants,
        "statements": [_statement(question, found, one) for one in found.counts],
        "groups": [
            {
                "letter": group.letter,
                "size": group.size,
                "stands_for": [_stands_for(one, number_of) for one in group.stands_for if one.statement in number_of],
            }
            for group in found.map.groups
        ],
        "shared": [_stands_for(one, number_of) for one in found.map.shared if one.statement in number_of],
        "bridges": [_bridge(one, number_of) for one in found.map.bridges if one.statement in number_of],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def why_no_results(question: Question, by: Who | None) -> str:
    """Why its results do not leave, "" where they do; one query."""
    if by is not None and not may_export_counts(by, question):
        return _("You may not see the results of this question.")
    return _too_few(how_many_voted(question))


def _too_few(participants: int) -> str:
    message = _("Fewer than %(fewest)s took part: counts would tell how single people voted.")
    return message % {"fewest": FEWEST_PEOPLE} if participants < FEWEST_PEOPLE else ""


def _found(question: Question, by: Who | None) -> _Found:
    require(may_export_counts, by, question)
    participants = how_many_voted(question)
    if reason := _too_few(participants):
        raise TooFew(reason)
    drawn = None if question.is_confidential else results_of(question)
    return _Found(participants, counted(question), drawn or Results(participants, 0, enough=False))


def _told(question: Question, counts: Counted) -> bool:
    """Where few have seen a statement of a confidential question, their answers stay untold."""
    return not question.is_confidential or counts.votes >= FEWEST_PEOPLE


def _tallies(found: _Found, one: Counted) -> list[Tally]:
    """Of each group, in their order; a statement that the map does not know yet was seen by nobody."""
    line = found.map.line_of.get(one.statement)
    return list(line.groups) if line else [Tally(0, 0, 0)] * len(found.map.groups)


def _cells(question: Question, found: _Found, one: Counted) -> list[int | str]:
    if not _told(question, one):
        return [_("fewer than %(fewest)s") % {"fewest": FEWEST_PEOPLE}, "", "", ""]
    cells: list[int | str] = [one.votes, one.agree, one.passed, one.disagree]
    for tally in _tallies(found, one):
        cells += [tally.seen, tally.agree, tally.passed, tally.disagree]
    return cells


def _statement(question: Question, found: _Found, one: Counted) -> dict[str, Any]:
    about: dict[str, Any] = {"number": one.number, "text": one.text}
    if not _told(question, one):
        return {**about, "votes": None}
    line = found.map.line_of.get(one.statement)
    about |= {"votes": one.votes, "agree": one.agree, "pass": one.passed, "disagree": one.disagree}
    if line is not None and found.map.groups:
        letters = (group.letter for group in found.map.groups)
        about["groups"] = {
            letter: {"votes": tally.seen, "agree": tally.agree, "pass": tally.passed, "disagree": tally.disagree}
            for letter, tally in zip(letters, line.groups, strict=True)
        }
    if line is not None:
        about |= {"agreement": _interval(line.agreement), "disagreement": _interval(line.disagreement)}
    return about


def _stands_for(one: StandsFor, number_of: dict[int, int]) -> dict[str, Any]:
    return {
        "statement": number_of[one.statement], "direction": one.direction, "votes": one.successes, "of": one.seen
    }  # fmt: skip


def _bridge(one: Bridge, number_of: dict[int, int]) -> dict[str, Any]:
    return {
        "statement": number_of[one.statement],
        "direction": one.direction,
        **_interval(one.consensus),
        "weakest_group": one.weakest,
    }


def _interval(one: Interval) -> dict[str, float]:
    """A share and what holds it with 90 %."""
    return {"share": one.mean, "from": one.low, "to": one.high}


def _day(at: datetime | None) -> str | None:
    return f"{at.astimezone(UTC):%Y-%m-%d}" if at else None
