"""Bodies of which one may know."""

from __future__ import annotations

from django.db.models import Q

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import is_office
from ideenschmiede.people.rules.bodies import seats_of

OPENLY = Q(body__is_discreet=False)
"""Of `Appointment`: those of which all may know who may know of the person."""


def of_known_bodies(who: Who) -> Q:
    """Of things with a `body`, or without one: as `known_bodies` says of bodies."""
    if is_office(who):
        return Q()
    return Q(body=None) | Q(body__is_discreet=False) | Q(body__in=list(seats_of(who)))


def known_bodies(who: Who) -> Q:
    """Of `Body`: all but the discreet ones, of these those in which `who` sits; for the office all.

    One query for whoever is signed in, remembered on the account.
    """
    return Q() if is_office(who) else Q(is_discreet=False) | Q(pk__in=list(seats_of(who)))
