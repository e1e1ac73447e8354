"""The maps that were drawn of a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ideenschmiede.deliberation.models import DrawnMap, Question, Vote


@dataclass(frozen=True)
class Moment:
    """When a map was drawn, and of how much."""

    pk: int
    drawn_at: datetime
    participants: int
    votes: int


def newest_map(question: Question) -> DrawnMap | None:
    """The last map. What is large of it is read when somebody asks for it."""
    found: DrawnMap | None = question.maps.defer("people", "numbers").order_by("-pk").first()
    return found


def newest_pk(pk: int) -> int:
    """The number of the last map of a question, 0 before the first: what a page that shows it depends on."""
    return DrawnMap.objects.filter(question_id=pk).order_by("-pk").values_list("pk", flat=True).first() or 0


def history(question: Question) -> list[Moment]:
    """All maps that are kept, oldest first."""
    rows = question.maps.order_by("pk").values_list("pk", "drawn_at", "participants", "votes")
    return [Moment(*row) for row in rows]


def map_of(question: Question, pk: int) -> DrawnMap | None:
    """One of the maps, as `newest_map`."""
    found: DrawnMap | None = question.maps.defer("people", "numbers").filter(pk=pk).first()
    return found


def times(question: Question, steps: int) -> list[tuple[int, datetime]]:
    """Rows of votes that part those of a question into `steps` equal parts, but for the last, and when each was given.

    Nothing where this is not known, and where there are fewer than `steps` votes. Two queries.
    """
    rows = list(Vote.objects.filter(question=question).order_by("pk").values_list("pk", flat=True))
    if len(rows) < steps:
        return []
    chosen = [rows[len(rows) * step // steps - 1] for step in range(1, steps)]
    given = Vote.objects.filter(pk__in=chosen).order_by("pk").values_list("pk", "at")
    return [(row, at) for row, at in given if at is not None]
