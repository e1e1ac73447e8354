"""How questions become search documents: those that everybody, or the whole network, may see. No other leaves its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.search import Document
from ideenschmiede.deliberation.models import Question, Stage, Statement

FINDABLE = (Visibility.PUBLIC, Visibility.NETWORK)


class Questions:
    """Questions that are or were open, with the statements shown."""

    kind = "question"
    subject = Question._meta.label_lower
    statement = Statement._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        if event.subject_type == self.statement:
            question = event.data.get("question")
            return [question] if isinstance(question, int) else []
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


def _findable() -> QuerySet[Question]:
    return Question.objects.filter(visibility__in=FINDABLE).exclude(stage=Stage.DRAFT)
