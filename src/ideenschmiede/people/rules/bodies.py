"""Who belongs to a body, and who leads it: what apps above ask whose things belong to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from django.db.models import Exists, F, OuterRef, Q

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import is_office, rule
from ideenschmiede.people.models import Appointment, Body, Capacity, Status, YearlyQuestion

LEADING = frozenset({Capacity.CHAIR, Capacity.DEPUTY})
VOTING = LEADING | {Capacity.MEMBER}  # guests listen and speak
FORMER = "former"  # in a closed body to its end; nobody is appointed as that


@runtime_checkable
class OfBody(Protocol):
    """A thing that belongs to a body, or to none."""

    body_id: int | None


def seats_of(who: Who) -> Mapping[int, str]:
    """Body → capacity in which `who` is appointed now; one query, remembered on the account as its roles are.

    Whose appointment ended by the closing of a body is `FORMER` in it until it opens again: they read on, and no more.
    """
    if not isinstance(who, Account) or not who.is_active:
        return {}
    known: dict[int, str] | None = who.__dict__.get("seats")
    if known is None:
        active = Q(status=Status.ACTIVE)
        to_its_end = Q(status=Status.ENDED, changed_at=F("body__closed_at"))  # closing ends them at its own moment
        asked = Exists(YearlyQuestion.objects.filter(appointment=OuterRef("pk"), stays=None))
        rows = Appointment.objects.filter(active | to_its_end, person__account=who).annotate(asked=asked)
        known, who.__dict__["asked"] = {}, False
        for body, capacity, status, waits in rows.values_list("body_id", "capacity", "status", "asked"):
            known[body] = capacity if status == Status.ACTIVE else FORMER
            who.__dict__["asked"] |= waits and status == Status.ACTIVE
        who.__dict__["seats"] = known
    return known


def is_asked_to_stay(who: Who) -> bool:
    """Whether a yearly question waits for `who`; no query more than the seats."""
    return bool(seats_of(who)) and bool(who.__dict__["asked"])


def _capacity(who: Who, thing: object) -> str | None:
    body = thing.pk if isinstance(thing, Body) else thing.body_id if isinstance(thing, OfBody) else None
    return None if body is None else seats_of(who).get(body)


@rule
def sits_in_its_body(who: Who, thing: object) -> bool:
    """Whether `who` may see what those in this body see, or in the one that this thing belongs to: who is appointed to
    it, guests, too, and who was in a closed one to its end."""
    return _capacity(who, thing) is not None


@rule
def takes_part_in_its_body(who: Who, thing: object) -> bool:
    """Whether `who` may contribute to it: who is appointed to it now, guests, too."""
    return _capacity(who, thing) not in (None, FORMER)


@rule
def leads_its_body(who: Who, thing: object) -> bool:
    """True for its chair and deputies."""
    return _capacity(who, thing) in LEADING


@rule
def knows_its_body(who: Who, thing: object) -> bool:
    """Whether `who` may know of this body and who is in it: of a discreet one the office and those in it. No query for
    the others."""
    if not isinstance(thing, Body):
        return False
    return not thing.is_discreet or is_office(who) or sits_in_its_body(who, thing)


@rule
def knows_body_of(who: Who, thing: object) -> bool:
    """The same for a thing that belongs to a body, or to none."""
    body = getattr(thing, "body", None)
    return body is None or knows_its_body(who, body)


@rule
def leads_a_body(who: Who, _thing: object) -> bool:
    """True for whoever leads any body."""
    return any(capacity in LEADING for capacity in seats_of(who).values())
