"""Questions and decisions of a group, as far as one may see them."""

from __future__ import annotations

from django.db.models import Case, QuerySet, Value, When

from ideenschmiede.base.models import Who
from ideenschmiede.deliberation.models import Decision, Question, Stage
from ideenschmiede.deliberation.queries.decisions import visible_decisions
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.groups.models import WorkingGroup

# what one can do something about comes first
RANK = Case(*(When(stage=stage, then=Value(rank)) for rank, stage in enumerate((Stage.OPEN, Stage.DRAFT))), default=2)


def questions_of(who: Who, group: WorkingGroup) -> QuerySet[Question]:
    """Open ones first, then the latest changed."""
    return visible_questions(who).filter(body=group.pk).order_by(RANK, "-changed_at", "-pk")


def decisions_of(who: Who, group: WorkingGroup) -> QuerySet[Decision]:
    """Open ones first, then the latest changed."""
    return visible_decisions(who).filter(body=group.pk).order_by(RANK, "-changed_at", "-pk")


def decision_for(who: Who, pk: int) -> Decision | None:
    """One that `who` may see."""
    return visible_decisions(who).filter(pk=pk).first()
