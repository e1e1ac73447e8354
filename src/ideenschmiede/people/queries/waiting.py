"""What waits for the office: appointments to bring on their way, terms that end, questions without an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ideenschmiede.base.models import Who
from ideenschmiede.people.models import Appointment, Body, Capacity, Status, YearlyQuestion
from ideenschmiede.people.queries.appointments import in_order
from ideenschmiede.people.queries.bodies import known_bodies

REMIND_BEFORE = timedelta(days=60)
ASK_AFTER = timedelta(days=365)
UNANSWERED_AFTER = timedelta(days=14)
CLOSE_TO_DEADLINE = timedelta(days=7)
SHOWN = 8  # of each kind; the others stand in the list of all appointments
DAYS = ("created_at", "answer_by", "starts_on", "ends_on", "office__until")
# by what the cases of a kind are in order; the others by the begin of the term
FIRST = {
    "noticed": "created_at",
    "proposed": "created_at",
    "deadline": "answer_by",
    "office_lost": "office__until",
    "terms": "ends_on",
}


# what waits: heading, and what to do about it
IN_WORDS: dict[str, tuple[Promise, Promise]] = {
    "noticed": (gettext_lazy("Noticed"), gettext_lazy("Write down why, and propose them.")),
    "proposed": (gettext_lazy("Proposed"), gettext_lazy("Look through it and send the invitation.")),
    "deadline": (gettext_lazy("Not answered, and the deadline is near"), gettext_lazy("A call helps.")),
    "stuck": (
        gettext_lazy("Accepted, but the term could not begin"),
        gettext_lazy("Open the case and press “Begin the term”: it says what is in the way."),
    ),
    "office_lost": (
        gettext_lazy("No longer in office"),
        gettext_lazy("The office on which the appointment rests has ended."),
    ),
    "terms": (gettext_lazy("Terms that end within 60 days"), gettext_lazy("Renew them, or let them end.")),
    "unanswered": (
        gettext_lazy("“Do you stay?” is not answered"),
        gettext_lazy("Asked two weeks ago or earlier. A call helps."),
    ),
    "leaves": (gettext_lazy("Will not stay"), gettext_lazy("Talk with the person; then end the appointment.")),
}


@dataclass(frozen=True)
class Waiting:
    """Appointments of one kind that wait: how many, and the most urgent of them."""

    name: str
    count: int
    cases: list[Appointment]

    @property
    def heading(self) -> Promise:
        return IN_WORDS[self.name][0]

    @property
    def advice(self) -> Promise:
        """What the office does about it."""
        return IN_WORDS[self.name][1]


def waiting(on: date) -> list[Waiting]:
    """What the office has to do, in the order of the way; kinds without work are left out. Two queries."""
    kinds = _kinds(on)
    marks = {f"is_{name}": Case(When(kind, then=True), default=False) for name, kind in kinds.items()}
    rows = list(_there().filter(reduce(or_, kinds.values())).annotate(**marks).values("pk", *DAYS, *marks))
    found = {name: sorted((row for row in rows if row[f"is_{name}"]), key=_urgency(name)) for name in kinds}
    shown = {row["pk"] for cases in found.values() for row in cases[:SHOWN]}
    there = _rows(pk__in=shown).in_bulk() if shown else {}
    return [
        Waiting(name, len(cases), [there[row["pk"]] for row in cases[:SHOWN] if row["pk"] in there])
        for name, cases in found.items()
        if cases
    ]


def _kinds(on: date) -> dict[str, Q]:
    """Name → which appointments wait in this way."""
    asked = _latest_question(stays=None, asked_on__lte=on - UNANSWERED_AFTER)
    return {
        "noticed": Q(status=Status.NOTICED),
        "proposed": Q(status=Status.PROPOSED),
        "deadline": Q(status=Status.INVITED, answer_by__lte=on + CLOSE_TO_DEADLINE),
        "stuck": Q(status=Status.ACCEPTED, starts_on__lte=on),
        "office_lost": Q(status=Status.ACTIVE, office__until__lte=on),
        "terms": Q(status=Status.ACTIVE, ends_on__gte=on, ends_on__lte=on + REMIND_BEFORE, renewal=None),
        "unanswered": Q(asked, status=Status.ACTIVE),
        "leaves": Q(_latest_question(stays=False), status=Status.ACTIVE),
    }


def _urgency(name: str) -> Callable[[dict[str, Any]], tuple[str, int]]:
    """The oldest or the next first."""
    column = FIRST.get(name, "starts_on")
    return lambda row: (str(row[column] or ""), row["pk"])


def due_to_begin(on: date) -> QuerySet[Appointment]:
    """Accepted, and the term has begun."""
    return _rows(_kinds(on)["stuck"]).order_by("starts_on")


def due_to_end(on: date) -> QuerySet[Appointment]:
    """Active, and the last day is over."""
    return _rows(status=Status.ACTIVE, ends_on__lt=on).order_by("ends_on")


def due_to_expire(on: date) -> QuerySet[Appointment]:
    """Invited, and the last day to answer is over."""
    return _rows(status=Status.INVITED, answer_by__lt=on).order_by("answer_by")


def due_to_remind(on: date) -> QuerySet[Appointment]:
    """Terms that end within 60 days and are not renewed, and whose person does not know yet."""
    return _rows(_kinds(on)["terms"], reminded_on=None).order_by("ends_on")


def due_to_ask(on: date) -> QuerySet[Appointment]:
    """Active for a year since they began or were last asked; not where the term ends soon anyway.

    Those that were taken over have been here for a year, too: a network that begins with this software does not ask all
    its members on the first day. Who belongs to the network is asked about that alone, not about each of their groups.
    """
    lately = YearlyQuestion.objects.filter(appointment=OuterRef("pk"), asked_on__gt=on - ASK_AFTER)
    network = Appointment.objects.filter(person=OuterRef("person"), status=Status.ACTIVE, body__kind=Body.Kind.NETWORK)
    old = _rows(Q(ends_on=None) | Q(ends_on__gt=on + REMIND_BEFORE), ~Exists(lately), status=Status.ACTIVE)
    whole = old.filter(Q(body__kind=Body.Kind.NETWORK) | ~Exists(network))
    return whole.filter(starts_on__lte=on - ASK_AFTER, created_at__date__lte=on - ASK_AFTER).order_by("starts_on")


def appointments_where(statuses: list[str], bodies: list[str]) -> QuerySet[Appointment]:
    """All appointments, or those of these statuses and bodies; the last changed first."""
    rows = _rows()
    if statuses:
        rows = rows.filter(status__in=statuses)
    if bodies:
        rows = rows.filter(body__slug__in=bodies)
    return rows.order_by("-changed_at", "-pk")


def count_per_status(bodies: list[str]) -> dict[str, int]:
    """How many appointments to these bodies (none: to all) stand where."""
    rows = _there().filter(body__slug__in=bodies) if bodies else _there()
    return dict(rows.order_by().values_list("status").annotate(n=Count("pk")))


def count_per_body(statuses: list[str]) -> list[tuple[Body, int]]:
    """Each body with its number of appointments of these statuses (none: of all)."""
    chosen = Q(status__in=statuses) if statuses else Q()
    counts = dict(_there().filter(chosen).order_by().values_list("body").annotate(n=Count("pk")))
    return [(body, counts.get(body.pk, 0)) for body in in_order(Body.objects.all())]


def people_of(body: Body) -> QuerySet[Appointment]:
    """Who is in it now: chairs first, then by name."""
    return _in_order_of_rank(_rows(body=body, status=Status.ACTIVE))


def coming_to(body: Body) -> QuerySet[Appointment]:
    """Who was invited to it, or has accepted and not begun."""
    return _in_order_of_rank(_rows(body=body, status__in=(Status.ACCEPTED, Status.INVITED)))


def _in_order_of_rank(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    order = (Capacity.CHAIR, Capacity.DEPUTY, Capacity.MEMBER, Capacity.GUEST)
    rank = Case(*(When(capacity=capacity, then=number) for number, capacity in enumerate(order)))
    return rows.order_by(rank, "person__family_name", "person__given_name", "pk")


def bodies_with_numbers(who: Who) -> QuerySet[Body]:
    """The bodies of which `who` may know, with the number of those who are in them now (`active`)."""
    return in_order(
        Body.objects.filter(known_bodies(who)).annotate(
            active=Count("appointments", filter=Q(appointments__status=Status.ACTIVE))
        )
    )


def _there() -> QuerySet[Appointment]:
    """Those of persons who were not erased: only these have a name, and work to do."""
    return Appointment.objects.filter(person__erased_at=None)


def _rows(*conditions: Any, **values: object) -> QuerySet[Appointment]:
    return _there().filter(*conditions, **values).select_related("person", "body", "office__place")


def _latest_question(**values: object) -> Exists:
    later = YearlyQuestion.objects.filter(appointment=OuterRef("appointment"), asked_on__gt=OuterRef("asked_on"))
    return Exists(YearlyQuestion.objects.filter(~Exists(later), appointment=OuterRef("pk"), **values))
