"""Press releases."""

from __future__ import annotations

from django.db.models import QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.people.models import Appointment, Person
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


def releases_about(who: Who, person: Person) -> QuerySet[Release]:
    """Releases about the appointments of a person."""
    return _seen(who, Release.objects.filter(appointment__person=person))


def releases_of(who: Who, appointment: Appointment) -> QuerySet[Release]:
    return _seen(who, appointment.releases.all())


def _seen(who: Who, releases: QuerySet[Release]) -> QuerySet[Release]:
    return releases if may_write_releases(who) else releases.filter(status=Release.Status.PUBLISHED)
