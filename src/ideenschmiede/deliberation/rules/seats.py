"""Whose seat in a decision somebody may use: their own, and where deputies may vote, that of whom they stand in for.

A deputy is known by the e-mail address of the account, as the appointed person named it.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.models import Decision, Seat
from ideenschmiede.people.models import Deputy, Status


def own_seats(who: Who) -> QuerySet[Seat]:
    """The seats of the person behind the account, in all decisions."""
    if not isinstance(who, Account) or not who.is_active:
        return Seat.objects.none()
    return Seat.objects.filter(person__account=who)


def deputised_seats(who: Who, day: date | None = None) -> QuerySet[Seat]:
    """The seats of those for whom the account stands in, in decisions that allow it; on `day`, or on any (None)."""
    if not isinstance(who, Account) or not who.is_active:
        return Seat.objects.none()
    named = Deputy.objects.filter(
        appointment__person=OuterRef("person"),
        appointment__body=OuterRef("decision__body"),
        appointment__status=Status.ACTIVE,
        email__iexact=who.email,
        ended_at=None,
    )
    if day is not None:
        named = named.filter(Q(on=None) | Q(on=day))
    return Seat.objects.filter(Exists(named), decision__allows_deputies=True).exclude(person__account=who)


def has_seat(who: Who, decision: Decision) -> bool:
    """True for who has a vote in it, by a seat of their own or as a deputy."""
    return own_seats(who).filter(decision=decision).exists() or (
        decision.allows_deputies and deputised_seats(who).filter(decision=decision).exists()
    )
