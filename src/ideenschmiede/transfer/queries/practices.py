"""One practice with all that its page shows, and some by their ids."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Adoption, Practice


def visible_practices(who: Who) -> QuerySet[Practice]:
    """The practices that `who` may see."""
    return Practice.objects.filter(visibility__in=visibilities(who))


def practice_for(who: Who, pk: int) -> Practice | None:
    """A practice with place, topics and adoptions, or None where there is none that `who` may see. Three queries."""
    adoptions = Adoption.objects.select_related("place").order_by("-since", "pk")
    wanted = visible_practices(who).select_related("place", "recorded_by")
    return wanted.prefetch_related("topics", Prefetch("adoptions", adoptions)).filter(pk=pk).first()


def practices_in_order(ids: Sequence[int]) -> list[Practice]:
    """These practices with place and topics, in this order; those that are gone are left out. Two queries."""
    found = Practice.objects.select_related("place").prefetch_related("topics").in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def adoption_for(who: Who, pk: int) -> Adoption | None:
    """An adoption with practice and place, or None where there is none that `who` may see."""
    wanted = Adoption.objects.select_related("practice", "place").filter(practice__visibility__in=visibilities(who))
    return wanted.filter(pk=pk).first()


def practices_at(who: Who, place: Place, limit: int) -> list[Practice]:
    """The latest practices of a place and of all places within it."""
    return list(visible_practices(who).filter(place__key__startswith=place.key).select_related("place")[:limit])


def adoptions_at(who: Who, place: Place, limit: int) -> list[Adoption]:
    """The latest adoptions by a place and by all places within it."""
    wanted = Adoption.objects.filter(place__key__startswith=place.key, practice__visibility__in=visibilities(who))
    return list(wanted.select_related("practice", "place").order_by("-since", "pk")[:limit])
