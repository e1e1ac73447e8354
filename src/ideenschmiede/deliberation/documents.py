"""How questions and decisions become search documents: those that everybody, or the whole network, may see. No other
leaves its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, Q, QuerySet

from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.search import Document
from ideenschmiede.deliberation.models import Decision, Option, Proposal, Question, Stage, Statement

FINDABLE = (Visibility.PUBLIC, Visibility.NETWORK)

DISCRETION = "body.discretion_set"
# of bodies of which all may know; a question may belong to none
OPENLY = Q(body=None) | Q(body__is_discreet=False)


class Questions:
    """Questions that are or were open, with the statements shown."""

    kind = "question"
    subject = Question._meta.label_lower
    statement = Statement._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        if event.subject_type == self.statement:
            question = event.data.get("question")
            return [question] if isinstance(question, int) else []
        if event.verb == DISCRETION:
            return list(Question.objects.filter(body=event.subject_id).values_list("pk", flat=True))
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(_findable().order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` that may be found; two queries a batch."""
        shown = Statement.objects.filter(status=Statement.Status.PUBLISHED).order_by("number")
        statements = Prefetch("statements", shown, to_attr="shown")
        for question in _findable().filter(pk__in=list(ids)).prefetch_related(statements):
            yield Document(
                kind=self.kind,
                key=str(question.pk),
                title=question.title,
                text="\n".join(filter(None, (question.context, *(one.text for one in question.shown)))),
                meaning=f"{question.title} {question.context}".strip()[:1_000],
                visibility=question.visibility,
                url=f"/fragen/{question.pk}/",
                facets=(f"stage:{question.stage}",),
            )


class Decisions:
    """Decisions that are or were open, with the newest version of the proposal and the options."""

    kind = "decision"
    subject = Decision._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        if event.verb == DISCRETION:
            return list(Decision.objects.filter(body=event.subject_id).values_list("pk", flat=True))
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(_decisions().order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` that may be found; three queries a batch."""
        versions = Prefetch("proposals", Proposal.objects.order_by("-version"), to_attr="versions")
        options = Prefetch("options", Option.objects.order_by("rank"), to_attr="choices")
        rows = _decisions().filter(pk__in=list(ids)).select_related("body")
        for decision in rows.prefetch_related(versions).prefetch_related(options):
            parts = (
                decision.context,
                *(one.text for one in decision.versions[:1]),
                *(f"{one.text} {one.explanation}".strip() for one in decision.choices),
                decision.body.name,
            )
            yield Document(
                kind=self.kind,
                key=str(decision.pk),
                title=decision.title,
                text="\n".join(filter(None, parts)),
                meaning=f"{decision.title} {decision.context}".strip()[:1_000],
                visibility=decision.visibility,
                url=f"/fragen/entscheidungen/{decision.pk}-{decision.slug}/",
                facets=tuple(f"{name}:{value}" for name, value in _said(decision) if value),
            )


def _said(decision: Decision) -> tuple[tuple[str, str], ...]:
    return ("stage", decision.stage), ("outcome", decision.outcome)


def _findable() -> QuerySet[Question]:
    return Question.objects.filter(OPENLY, visibility__in=FINDABLE).exclude(stage=Stage.DRAFT)


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(OPENLY, visibility__in=FINDABLE).exclude(stage=Stage.DRAFT)
