"""Questions and decisions of a group, as far as one may see them."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, Value, When

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.deliberation.models import Decision, Question, Stage
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.groups.rules import sits_in

# what one can do something about comes first
RANK = Case(*(When(stage=stage, then=Value(rank)) for rank, stage in enumerate((Stage.OPEN, Stage.DRAFT))), default=2)


def questions_of(who: Who, group: WorkingGroup) -> QuerySet[Question]:
    """Open ones first, then the latest changed."""
    return visible_questions(who).filter(body=group.pk).order_by(RANK, "-changed_at", "-pk")


def decisions_of(who: Who, group: WorkingGroup) -> QuerySet[Decision]:
    """Open ones first, then the latest changed."""
    seen = Q(visibility__in=visibilities(who))
    if sits_in(who, group):
        seen |= Q(visibility=Visibility.GROUP)
    return Decision.objects.filter(seen, body=group.pk).exclude(stage=Stage.DRAFT).order_by(RANK, "-changed_at", "-pk")


def decision_for(who: Who, pk: int) -> Decision | None:
    """One that `who` may see."""
    return Decision.objects.filter(pk=pk, visibility__in=visibilities(who)).exclude(stage=Stage.DRAFT).first()
