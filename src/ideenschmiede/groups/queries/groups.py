"""Working groups of which one may know, and who is in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import in_network, is_office
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.people.models import Appointment, Capacity, Person, Status
from ideenschmiede.people.queries.persons import visible_persons
from ideenschmiede.people.queries.waiting import people_of
from ideenschmiede.people.rules.bodies import LEADING, seats_of

LEADS = Appointment.objects.filter(status=Status.ACTIVE, capacity__in=LEADING)


def known_groups(who: Who) -> QuerySet[WorkingGroup]:
    """Those of which `who` may know, as `rules.is_known` says it of one."""
    return WorkingGroup.objects.filter(_known(who)).select_related("body")


def _known(who: Who) -> Q:
    if is_office(who):
        return Q()
    seen = Q(visibility=Visibility.PUBLIC) | Q(pk__in=list(seats_of(who)))
    if in_network(who):
        seen |= Q(visibility__in=(Visibility.NETWORK, Visibility.GROUP)) | Q(is_known=True)
    return seen


def listed_groups(who: Who) -> list[Any]:
    """For the list: each with topics, `members` (how many) and `leads`, chairs first. Three queries."""
    leads = LEADS.filter(person__erased_at=None).select_related("person").order_by("capacity", "pk")
    active = Count("body__appointments", filter=Q(body__appointments__status=Status.ACTIVE), distinct=True)
    rows = known_groups(who).annotate(members=active).prefetch_related("topics")
    return list(rows.prefetch_related(Prefetch("body__appointments", leads, to_attr="leads")))


def group_for(who: Who, slug: str) -> Any:
    """One of which `who` may know, or None; `hands_over` where a handover waits. One query."""
    waits = Handover.objects.filter(group=OuterRef("pk"), taken_over_at=None)
    return known_groups(who).annotate(hands_over=Exists(waits)).filter(body__slug=slug).first()


def members_of(group: WorkingGroup, who: Who) -> list[Any]:
    """Appointments to it, chairs first; `is_seen` where `who` may see the page of the person. One query."""
    seen = visible_persons(who).filter(pk=OuterRef("person_id"))
    return list(people_of(group.body).annotate(is_seen=Exists(seen)))


def persons_in(group: WorkingGroup) -> QuerySet[Person]:
    """Who sits in it, by name."""
    sitting = Appointment.objects.filter(body=group.pk, status=Status.ACTIVE)
    return Person.objects.filter(pk__in=sitting.values("person"), erased_at=None).order_by("family_name", "given_name")


def chair_of(group: WorkingGroup) -> Person | None:
    """Who leads it now; of two, who began first."""
    chairs = LEADS.filter(body=group.pk, capacity=Capacity.CHAIR).order_by("starts_on", "pk")
    first = chairs.select_related("person").first()
    return first.person if first else None


def led_by(who: Account) -> list[WorkingGroup]:
    """The open groups that `who` leads. No query for who leads none."""
    led = [body for body, capacity in seats_of(who).items() if capacity in LEADING]
    if not led:
        return []
    return list(WorkingGroup.objects.filter(pk__in=led, body__closed_on=None).select_related("body"))


def in_need(today: date) -> list[tuple[WorkingGroup, list[str]]]:
    """For the office: groups that lack something, and what: "chair", "mandate", "until", "report", "handover"."""
    leads = LEADS.filter(body=OuterRef("pk"), capacity=Capacity.CHAIR)
    handover = Handover.objects.filter(group=OuterRef("pk"), taken_over_at=None)
    rows: Iterable[Any] = WorkingGroup.objects.select_related("body").annotate(
        is_led=Exists(leads), hands_over=Exists(handover)
    )
    found = [(group, list(_lacks(group, today))) for group in rows]
    return [(group, lacks) for group, lacks in found if lacks]


def _lacks(group: Any, today: date) -> Iterable[str]:
    if not group.is_open:
        if not group.closing_report:
            yield "report"
        return
    if not group.is_led:
        yield "chair"
    if not group.owes:
        yield "mandate"
    if group.until and group.until < today:
        yield "until"
    if group.hands_over:
        yield "handover"
