"""How releases and articles become search documents. The text of an article is not among it: it is the newspaper's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.search import Document
from ideenschmiede.press.models import Clipping, Mention, Release
from ideenschmiede.press.queries.clippings import FULL_TEXT

SAID_BY_ALL = (Mention.Kind.PLACE, Mention.Kind.ORGANISATION, Mention.Kind.PROGRAMME, Mention.Kind.GROUP)


class Releases:
    """Published releases."""

    kind = "release"
    subject = Release._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(_published().order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        for release in _published().filter(pk__in=list(ids)):
            yield Document(
                kind=self.kind,
                key=str(release.pk),
                title=release.title,
                text=f"{release.subtitle}\n{release.body}",
                meaning=f"{release.title}. {release.subtitle}"[:1_000],
                visibility=Visibility.PUBLIC,
                url=f"/presse/{release.pk}-{release.slug}/",
            )


class Articles:
    """Confirmed clippings, by headline, newspaper, quote and facts."""

    kind = "article"
    subject = Clipping._meta.label_lower
    evidence = "people.evidence"

    def touched_by(self, event: Event) -> list[int]:
        """Also when evidence is changed or removed: on it depends who sees the article."""
        if event.subject_type == self.evidence:
            found = Clipping.objects.filter(evidence=event.subject_id)
            return list(found.order_by("pk").values_list("pk", flat=True))
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        confirmed = Clipping.objects.filter(status=Clipping.Status.CONFIRMED)
        return list(confirmed.order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        rows = Clipping.objects.filter(pk__in=list(ids), status=Clipping.Status.CONFIRMED).defer(*FULL_TEXT)
        for clipping in rows.prefetch_related("evidence", "mentions__place"):
            seen = {one.visibility for one in clipping.evidence.all()}
            if seen:
                yield _article(clipping, Visibility.PUBLIC if Visibility.PUBLIC in seen else Visibility.NETWORK)


def _published() -> QuerySet[Release]:
    return Release.objects.filter(status=Release.Status.PUBLISHED)


def _article(clipping: Clipping, visibility: Visibility) -> Document:
    about = {one.person_id for one in clipping.evidence.all() if one.person_id}
    said = {_words(mention, about): None for mention in clipping.mentions.all()}
    return Document(
        kind=Articles.kind,
        key=str(clipping.pk),
        title=clipping.title,
        text="\n".join(filter(None, [clipping.paper, clipping.quote, *said])),
        meaning=f"{clipping.title}. {clipping.quote}"[:1_000],
        visibility=visibility,
        url=f"/presse/artikel/{clipping.pk}-{clipping.slug}/",
    )


def _words(mention: Mention, about: set[int]) -> str:
    """What the article says, as far as everybody who sees it may read it; `about`: for whom it is evidence."""
    if mention.kind == Mention.Kind.PERSON:
        return mention.value if mention.person_id in about else ""
    if mention.kind == Mention.Kind.PLACE:
        return mention.place.full_name if mention.place else ""
    return mention.value if mention.kind in SAID_BY_ALL else ""
