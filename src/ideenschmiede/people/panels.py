"""What pages of other apps show of this one: the people of a place, and whom to ask about something done there."""

from __future__ import annotations

from typing import Protocol

from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.base.models import Topic
from ideenschmiede.base.panels import Panel
from ideenschmiede.people.queries.places import people_at, whom_to_ask
from ideenschmiede.people.rules import may_record_person
from ideenschmiede.places.models import Place

SHOWN = 10
ASKED = 3


class _Topics(Protocol):
    def all(self) -> list[Topic]: ...


class Done(Protocol):
    """Something that was done somewhere, of an app above."""

    place_id: int | None
    topics: _Topics


def place(request: HttpRequest, thing: Place) -> Panel | None:
    """For the slot "place": who holds an office there now. Two queries more where there are some."""
    offices = people_at(request.user, thing, timezone.localdate(), SHOWN)
    may_record = may_record_person(request.user)
    if not offices and not may_record:
        return None
    context = {"place": thing, "offices": offices, "may_record": may_record}
    return Panel("people/panel_place.html", context)


def practice(request: HttpRequest, thing: Done) -> Panel | None:
    """For the slot "practice": whom one can ask. Three queries."""
    persons = whom_to_ask(request.user, thing.place_id, thing.topics.all(), timezone.localdate(), ASKED)
    return Panel("people/panel_practice.html", {"persons": persons}) if persons else None
