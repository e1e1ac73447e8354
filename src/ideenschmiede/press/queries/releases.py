"""Press releases."""

from __future__ import annotations

from django.db.models import QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.people.models import Appointment
from ideenschmiede.press.models import Release
from ideenschmiede.press.rules import may_read_release, may_write_releases


def published_releases() -> QuerySet[Release]:
    """The latest first."""
    return Release.objects.filter(status=Release.Status.PUBLISHED).order_by("-published_on", "-pk")


def unpublished_releases() -> QuerySet[Release]:
    """Drafts and withdrawn ones, for the office."""
    return Release.objects.exclude(status=Release.Status.PUBLISHED).order_by("-changed_at", "-pk")


def draft_releases() -> QuerySet[Release]:
    """What still waits to be published, the latest first."""
    return unpublished_releases().filter(status=Release.Status.DRAFT)


def release_for(who: Who, pk: int) -> Release | None:
    """One release that `who` may see."""
    found = Release.objects.select_related("appointment__person", "appointment__body").filter(pk=pk).first()
    return found if found is not None and may_read_release(who, found) else None


def releases_of(who: Who, appointment: Appointment) -> QuerySet[Release]:
    """Of an appointment: all for the office, what is out for others."""
    releases = appointment.releases.all()
    return releases if may_write_releases(who) else releases.filter(status=Release.Status.PUBLISHED)
