"""Open calls for partners: public, whatever the visibility of the idea; all else about it is not."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from ideenschmiede.ideas.models import Idea


def takes_answers(idea: Idea, today: date) -> bool:
    """Whether its call is open on this day."""
    return idea.call_until is not None and idea.call_until >= today


def open_calls(today: date) -> QuerySet[Idea]:
    """Ideas whose call takes answers, the one that ends first at the top."""
    standing = Idea.objects.filter(call_until__gte=today, merged_into=None).exclude(call="")
    return standing.prefetch_related("topics").order_by("call_until", "pk")


def call_for(pk: int) -> Idea | None:
    """An idea with its call, also one that has ended: whoever follows an old link is told so."""
    return Idea.objects.filter(pk=pk, merged_into=None).exclude(call="").prefetch_related("topics").first()
