"""How places become search documents."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Q, QuerySet

from ideenschmiede.base.models import Event
from ideenschmiede.base.search import Document
from ideenschmiede.places.models import Level, Place


class Places:
    """Places of all levels that still exist, found by name, key and postal code."""

    kind = "place"
    subject = Place._meta.label_lower

    def touched_by(self, event: Event) -> list[int] | None:
        """An import of the register may have changed any place; one of indicators changes none of the words."""
        if event.verb == "register.imported":
            return None
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(_found().order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` that still exist; two queries a batch."""
        lands = dict(Place.objects.filter(level=Level.LAND).values_list("key", "name"))
        for place in _found().filter(pk__in=list(ids)).select_related("parent"):
            above = [place.parent.name] if place.parent else []
            above.append(lands.get(place.land_key, ""))
            where = ", ".join(dict.fromkeys(name for name in above if name and name != place.name))
            yield Document(
                kind=self.kind,
                key=str(place.pk),
                title=place.name,
                text=" ".join(filter(None, (where, place.key, place.postal_code))),
                url=f"/orte/{place.key}-{place.slug}/",
                facets=(f"level:{place.level}", f"land:{place.land_key}"),
            )


def _found() -> QuerySet[Place]:
    """What still exists. An association of one is that municipality once more, under its name: nobody looks for it."""
    alone = Q(level=Level.ASSOCIATION, size__lt=2)
    return Place.objects.filter(dissolved_on=None).annotate(size=Count("members")).exclude(alone)
