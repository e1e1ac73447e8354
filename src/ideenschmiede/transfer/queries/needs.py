"""Needs: what places look for."""

from django.db.models import Count, Q, QuerySet

from ideenschmiede.base.models import Account, Topic, Who
from ideenschmiede.base.rules import is_office, visibilities
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Need


def visible_needs(who: Who) -> QuerySet[Need]:
    """Open needs that `who` may see, and closed ones of their own; the office sees all."""
    seen = Q(visibility__in=visibilities(who))
    if not is_office(who):
        seen &= Q(is_open=True) | (Q(account=who.pk) if isinstance(who, Account) else Q(pk__in=[]))
    return Need.objects.filter(seen)


def need_for(who: Who, pk: int) -> Need | None:
    """A need with place and topics, or None where there is none that `who` may see."""
    return visible_needs(who).select_related("place").prefetch_related("topics").filter(pk=pk).first()


def open_needs(who: Who, topic: str = "") -> QuerySet[Need]:
    """What is looked for now, with place and topics."""
    needs = Need.objects.filter(is_open=True, visibility__in=visibilities(who))
    if topic:
        needs = needs.filter(topics__slug=topic)
    return needs.select_related("place").prefetch_related("topics")


def needs_per_topic(who: Who) -> list[tuple[Topic, int]]:
    """Each topic with its number of open needs."""
    open_ones = Q(needs__is_open=True, needs__visibility__in=visibilities(who))
    topics = Topic.objects.annotate(open_needs=Count("needs", filter=open_ones))
    return [(topic, topic.open_needs) for topic in topics]


def needs_at(who: Who, place: Place, limit: int) -> list[Need]:
    """What a place and the places within it look for."""
    return list(open_needs(who).filter(place__key__startswith=place.key)[:limit])
