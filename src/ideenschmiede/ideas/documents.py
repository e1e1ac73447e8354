"""How ideas become search documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.search import Document
from ideenschmiede.ideas.models import FIELDS, Idea
from ideenschmiede.ideas.queries.ideas import KIND

SHOWN = (Visibility.PUBLIC, Visibility.NETWORK)


class Ideas:
    """Ideas with all that was written about them. A group's own are not in the index: it knows no groups."""

    kind = KIND
    subject = Idea._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(self._indexed().order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` that are shown and were not merged into another; two queries a batch."""
        for idea in self._indexed().filter(pk__in=list(ids)).prefetch_related("topics"):
            yield Document(
                kind=self.kind,
                key=str(idea.pk),
                title=idea.title,
                text="\n".join(filter(None, (getattr(idea, name) for name in FIELDS if name != "title"))),
                meaning=f"{idea.title}. {idea.problem} {idea.thought}".strip()[:2_000],
                visibility=idea.visibility,
                url=f"/ideen/{idea.pk}/",
                facets=(*(f"topic:{topic.slug}" for topic in idea.topics.all()), f"stage:{idea.stage}"),
            )

    def _indexed(self) -> QuerySet[Idea]:
        return Idea.objects.filter(visibility__in=SHOWN, merged_into=None)
