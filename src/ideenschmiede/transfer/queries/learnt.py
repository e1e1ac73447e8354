"""What the home page tells of the network: what was learnt lately, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.transfer.models import Need, Outcome, Practice
from ideenschmiede.transfer.queries.practices import visible_practices
from ideenschmiede.transfer.queries.shelf import OUTCOMES, current_shelf

SHOWN = 3


@dataclass(frozen=True)
class Lesson:
    """A practice whose outcome is known, and the first thing they would do differently ("" where nobody said)."""

    practice: Practice
    lesson: str


@dataclass(frozen=True)
class Figures:
    """Solutions that one may see, those of them that did not work, their adoptions, and open needs."""

    practices: int
    failed: int
    adoptions: int
    needs: int


def learnt_lately(who: Who) -> list[Lesson]:
    """Three practices whose outcome is known, the latest first, one of them a failure if there is one. Two queries."""
    known = visible_practices(who).select_related("place")
    failed = list(known.filter(outcome__in=(Outcome.FAILED, Outcome.STOPPED))[:1])
    others = known.filter(outcome__in=(Outcome.WORKED, Outcome.PARTLY))[: SHOWN - len(failed)]
    latest = sorted([*others, *failed], key=lambda practice: practice.changed_at, reverse=True)
    return [Lesson(practice, _first_line(practice.lessons)) for practice in latest]


def figures(who: Who) -> Figures:
    """The network in four numbers. Three queries, whatever its size."""
    shelf, seen = current_shelf(), visibilities(who)
    rows = np.ones(len(shelf["ids"]), np.bool_) if Visibility.NETWORK in seen else shelf["public"]
    return Figures(
        practices=int(rows.sum()),
        failed=int((rows & (shelf["outcome"] == OUTCOMES.index(Outcome.FAILED))).sum()),
        adoptions=int(shelf["adoptions"][rows].sum()),
        needs=Need.objects.filter(is_open=True, visibility__in=seen).count(),
    )


def _first_line(text: str) -> str:
    return next((line.strip(" \t•*-–") for line in text.splitlines() if line.strip()), "")
