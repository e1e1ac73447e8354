"""Handovers from one chair to the next: those of a group, and those that wait for somebody."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ideenschmiede.base.models import Account
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.people.rules.bodies import LEADING, seats_of


def handovers_of(group: WorkingGroup) -> QuerySet[Handover]:
    """The latest first."""
    return group.handovers.select_related("group__body", "from_person", "to_person")


def handovers_for(who: Account) -> QuerySet[Handover]:
    """Those that `who` has to write, and those to be taken over in groups that they lead."""
    led = [body for body, capacity in seats_of(who).items() if capacity in LEADING]
    write = Q(written_at=None, from_person__account=who)
    take = Q(written_at__isnull=False, group__in=led) & ~Q(from_person__account=who)
    rows = Handover.objects.filter(write | take, taken_over_at=None, group__body__closed_on=None)
    return rows.select_related("group__body", "from_person")
