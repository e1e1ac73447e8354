"""How working groups and what public ones show become search documents. Confidential groups are in no index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.search import Document
from ideenschmiede.groups.models import Document as Paper
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.people.models import Body

FOUND = Q(visibility__in=(Visibility.PUBLIC, Visibility.NETWORK, Visibility.GROUP))
SHOWN = Q(is_public=True, group__visibility=Visibility.PUBLIC)


def groups_seen(ids: Collection[int], seen: Collection[str]) -> set[int]:
    """Those of these groups that may still be found by who sees content of these visibilities."""
    wanted = FOUND if Visibility.NETWORK in seen else Q(visibility=Visibility.PUBLIC)
    return set(WorkingGroup.objects.filter(wanted, pk__in=ids).values_list("pk", flat=True))


def papers_seen(ids: Collection[int]) -> set[int]:
    """Those of these documents that are still shown to everybody."""
    return set(Paper.objects.filter(SHOWN, pk__in=ids).values_list("pk", flat=True))


class Groups:
    """Working groups, by name and mandate. That there is a group is known to the network unless it is confidential."""

    kind = "group"
    subjects = frozenset({WorkingGroup._meta.label_lower, Body._meta.label_lower})

    def touched_by(self, event: Event) -> list[int]:
        return [event.subject_id] if event.subject_type in self.subjects else []

    def all_ids(self) -> list[int]:
        return list(WorkingGroup.objects.filter(FOUND).order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Two queries a batch."""
        rows = WorkingGroup.objects.filter(FOUND, pk__in=list(ids)).select_related("body").prefetch_related("topics")
        for group in rows:
            topics = list(group.topics.all())
            is_public = group.visibility == Visibility.PUBLIC
            yield Document(
                kind=self.kind,
                key=str(group.pk),
                title=group.body.name,
                text="\n".join(filter(None, (group.aim, group.owes, *(topic.name_de for topic in topics)))),
                meaning=f"{group.body.name}. {group.aim}"[:2_000],
                visibility=Visibility.PUBLIC if is_public else Visibility.NETWORK,
                url=f"/arbeitsgruppen/{group.body.slug}/",
                facets=tuple(f"topic:{topic.slug}" for topic in topics),
            )


class Papers:
    """Titles of the documents that public groups show to everybody."""

    kind = "document"

    def touched_by(self, event: Event) -> list[int]:
        """A group that changes who sees it, or its name, changes that for all its documents."""
        if event.subject_type not in Groups.subjects:
            return []
        one = event.data.get("document")
        if isinstance(one, int):
            return [one]
        rows = Paper.objects.filter(group=event.subject_id)
        of_all = event.verb in ("group.visibility_set", "body.changed")
        return list(rows.values_list("pk", flat=True)) if of_all else []

    def all_ids(self) -> list[int]:
        return list(Paper.objects.filter(SHOWN).order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        for paper in Paper.objects.filter(SHOWN, pk__in=list(ids)).select_related("group__body"):
            yield Document(
                kind=self.kind,
                key=str(paper.pk),
                title=paper.title,
                text=paper.group.body.name,
                meaning=f"{paper.title}. {paper.group.body.name}",
                url=f"/arbeitsgruppen/{paper.group.body.slug}/#dokumente",
            )
