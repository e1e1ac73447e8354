"""How a table and the plan of its import are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from ideenschmiede.base.dates import loosely
from ideenschmiede.base.importing import Flaw
from ideenschmiede.base.models import Topic
from ideenschmiede.places.queries import directory
from ideenschmiede.transfer.actions.importing.plan import Plan
from ideenschmiede.transfer.actions.importing.reasons import reason
from ideenschmiede.transfer.actions.importing.rows import Draft
from ideenschmiede.transfer.models import Outcome, Status

SHOWN_DRAFTS = 20

Words = Mapping[str, Mapping[str, str]]


def drafts(plan: Plan) -> list[dict[str, Any]]:
    """The first twenty practices as they would be stored."""
    known = {draft.row for _pk, draft in plan.changed}
    topics = {topic.slug: str(topic) for topic in Topic.objects.all()}
    places = directory()
    shown = []
    for draft in plan.drafts[:SHOWN_DRAFTS]:
        place = places.by_pk.get(draft.values.get("place_id") or 0)
        shown.append(
            {
                "row": draft.row,
                "changes": draft.row in known,
                "title": draft.values["title"],
                "summary": draft.values["summary"],
                "place": place.label if place else draft.values.get("place_text", ""),
                "in_register": place is not None,
                "status": Status(draft.values.get("status", Status.RUNNING)).label,
                "when": _when(draft),
                "outcome": Outcome(draft.values.get("outcome", Outcome.OPEN)).label,
                "topics": ", ".join(sorted(topics[slug] for slug in draft.topics)),
            }
        )
    return shown


def _when(draft: Draft) -> str:
    language = get_language()
    start, end = draft.values.get("started_on"), draft.values.get("ended_on")
    parts = (
        loosely(start, language=language) if start else "",
        loosely(end, end=True, language=language) if end else "",
    )
    return " – ".join(part for part in parts if part)


def flaws(found: Iterable[Flaw]) -> list[tuple[int, str, str, str]]:
    """(row, column, reason in words, beginning of the cell)."""
    return [(flaw.row, flaw.column, reason(flaw.code), flaw.value) for flaw in found]


def stored_flaws(found: Iterable[Sequence[Any]]) -> list[tuple[int, str, str, str]]:
    """As `flaws`, from what a report keeps."""
    return [(row, column, reason(code), value) for row, column, code, value in found]


def merged(before: Words, now: Words) -> dict[str, dict[str, str]]:
    """What was decided before and now, per field."""
    return {field: {**before.get(field, {}), **now.get(field, {})} for field in {*before, *now}}
