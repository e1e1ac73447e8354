"""For whom somebody may ask."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import is_office
from ideenschmiede.people.models import Body
from ideenschmiede.people.queries.appointments import bodies_open
from ideenschmiede.people.rules.bodies import LEADING, seats_of


def bodies_to_ask_for(who: Who, on: date) -> QuerySet[Body]:
    """The working groups and juries of which somebody is chair or deputy; for the office, all."""
    bodies = bodies_open(on).exclude(kind=Body.Kind.NETWORK)
    if is_office(who):
        return bodies
    return bodies.filter(pk__in=[body for body, capacity in seats_of(who).items() if capacity in LEADING])
