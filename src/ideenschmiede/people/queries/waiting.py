"""What waits for the office: appointments to bring on their way, terms that end, questions without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ideenschmiede.people.models import Appointment, Body, Status, YearlyQuestion
from ideenschmiede.people.queries.appointments import in_order

REMIND_BEFORE = timedelta(days=60)
ASK_AFTER = timedelta(days=365)
UNANSWERED_AFTER = timedelta(days=14)
CLOSE_TO_DEADLINE = timedelta(days=7)


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
    """Appointments of one kind that wait, the most urgent first."""

    name: str
    cases: list[Appointment]

    @property
    def heading(self) -> Promise:
        return IN_WORDS[self.name][0]

    @property
    def advice(self) -> Promise:
        """What the office does about it."""
        return IN_WORDS[self.name][1]


def waiting(on: date) -> list[Waiting]:
    """What the office has to do, in the order of the way; kinds without work are left out. A query each."""
    kinds = {
        "noticed": _rows(status=Status.NOTICED).order_by("created_at"),
        "proposed": _rows(status=Status.PROPOSED).order_by("created_at"),
        "deadline": deadline_near(on),
        "stuck": due_to_begin(on),
        "office_lost": offices_lost(on),
        "terms": terms_ending(on),
        "unanswered": unanswered(on),
        "leaves": leaving(),
    }
    found = [Waiting(name, list(rows)) for name, rows in kinds.items()]
    return [one for one in found if one.cases]


def deadline_near(on: date) -> QuerySet[Appointment]:
    """Invitations whose deadline is within a week, or has just passed."""
    return _rows(status=Status.INVITED, answer_by__lte=on + CLOSE_TO_DEADLINE).order_by("answer_by")


def due_to_begin(on: date) -> QuerySet[Appointment]:
    """Accepted, and the term has begun."""
    return _rows(status=Status.ACCEPTED, starts_on__lte=on).order_by("starts_on")


def due_to_end(on: date) -> QuerySet[Appointment]:
    """Active, and the last day is over."""
    return _rows(status=Status.ACTIVE, ends_on__lt=on).order_by("ends_on")


def due_to_expire(on: date) -> QuerySet[Appointment]:
    """Invited, and the last day to answer is over."""
    return _rows(status=Status.INVITED, answer_by__lt=on).order_by("answer_by")


def terms_ending(on: date) -> QuerySet[Appointment]:
    """Active terms that end within 60 days and have not been renewed."""
    soon = _rows(status=Status.ACTIVE, ends_on__gte=on, ends_on__lte=on + REMIND_BEFORE, renewal=None)
    return soon.order_by("ends_on")


def due_to_remind(on: date) -> QuerySet[Appointment]:
    """Of these, those whose person does not know yet."""
    return terms_ending(on).filter(reminded_on=None)


def offices_lost(on: date) -> QuerySet[Appointment]:
    """Active, resting on an office that the person no longer holds."""
    return _rows(status=Status.ACTIVE, office__until__lte=on).order_by("office__until")


def due_to_ask(on: date) -> QuerySet[Appointment]:
    """Active for a year since they began or were last asked; not where the term ends soon anyway.

    Who belongs to the network is asked about that alone, and not about each of their groups as well.
    """
    lately = YearlyQuestion.objects.filter(appointment=OuterRef("pk"), asked_on__gt=on - ASK_AFTER)
    network = Appointment.objects.filter(person=OuterRef("person"), status=Status.ACTIVE, body__kind=Body.Kind.NETWORK)
    old = _rows(Q(ends_on=None) | Q(ends_on__gt=on + REMIND_BEFORE), ~Exists(lately), status=Status.ACTIVE)
    whole = old.filter(Q(body__kind=Body.Kind.NETWORK) | ~Exists(network))
    return whole.filter(starts_on__lte=on - ASK_AFTER).order_by("starts_on")


def unanswered(on: date) -> QuerySet[Appointment]:
    """Active, asked two weeks ago or earlier, and not answered."""
    asked = _latest_question(stays=None, asked_on__lte=on - UNANSWERED_AFTER)
    return _rows(asked, status=Status.ACTIVE).order_by("starts_on")


def leaving() -> QuerySet[Appointment]:
    """Active, and the person said that they would not stay."""
    return _rows(_latest_question(stays=False), status=Status.ACTIVE).order_by("starts_on")


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
    rows = Appointment.objects.filter(body__slug__in=bodies) if bodies else Appointment.objects.all()
    return dict(rows.order_by().values_list("status").annotate(n=Count("pk")))


def count_per_body(statuses: list[str]) -> list[tuple[Body, int]]:
    """Each body with its number of appointments of these statuses (none: of all)."""
    chosen = Q(status__in=statuses) if statuses else Q()
    counts = dict(Appointment.objects.filter(chosen).order_by().values_list("body").annotate(n=Count("pk")))
    return [(body, counts.get(body.pk, 0)) for body in in_order(Body.objects.all())]


def people_of(body: Body) -> list[Appointment]:
    """Who is in it now: chairs first."""
    rows = _rows(body=body, status__in=(Status.ACTIVE, Status.ACCEPTED, Status.INVITED))
    rank = {"chair": 0, "deputy": 1, "member": 2, "guest": 3}
    return sorted(
        rows.order_by("person__family_name"), key=lambda one: (one.status != Status.ACTIVE, rank[one.capacity])
    )


def bodies_with_numbers() -> QuerySet[Body]:
    """All bodies with the number of those who are in them now (`active`)."""
    return in_order(Body.objects.annotate(active=Count("appointments", filter=Q(appointments__status=Status.ACTIVE))))


def _rows(*conditions: Any, **values: object) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(*conditions, **values, person__erased_at=None)
    return rows.select_related("person", "body", "office__place")


def _latest_question(**values: object) -> Exists:
    later = YearlyQuestion.objects.filter(appointment=OuterRef("appointment"), asked_on__gt=OuterRef("asked_on"))
    return Exists(YearlyQuestion.objects.filter(~Exists(later), appointment=OuterRef("pk"), **values))
