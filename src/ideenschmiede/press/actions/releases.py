"""Press releases: drafted from an appointment or written, changed, published, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Account, Event, Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.rules import require
from ideenschmiede.people.models import Appointment, Purpose
from ideenschmiede.people.queries.appointments import may_be_named_in_press
from ideenschmiede.press.actions.errors import ReleaseError
from ideenschmiede.press.actions.names import any_name
from ideenschmiede.press.actions.release_facts import release_facts
from ideenschmiede.press.drafting import draft_release as drafted
from ideenschmiede.press.models import Release
from ideenschmiede.press.rules import may_write_releases

WRITABLE = frozenset({"title", "subtitle", "body"})
LONGEST = 20_000
NAMED = "consent"
"""`ReleaseError.field` of a release that names somebody who has not agreed to it."""


@transaction.atomic
def draft_release(*, appointment: Appointment, by: Who | None, at: datetime) -> Release:
    """Write a draft from what the appointment says; the office edits and publishes it.

    Raises `ReleaseError` for a body of which only those in it know.
    """
    require(may_write_releases, by)
    if appointment.body.is_discreet:
        raise ReleaseError(_("This body is confidential. There can be no press release about who is in it."))
    draft = drafted(release_facts(appointment))
    values = {"title": draft.title, "subtitle": draft.subtitle, "body": "\n\n".join(draft.paragraphs)}
    return _write(Release(appointment=appointment, is_example=appointment.is_example), values, by, at)


@transaction.atomic
def write_release(*, values: Mapping[str, Any], by: Who | None, at: datetime) -> Release:
    """Begin a release about anything. Raises `ReleaseError` for values that do not fit."""
    require(may_write_releases, by)
    return _write(Release(), values, by, at)


@transaction.atomic
def change_release(*, release: Release, values: Mapping[str, Any], by: Who | None, at: datetime) -> bool:
    """Change a draft or a withdrawn release; False where nothing differs. What is out must be withdrawn first."""
    current = _locked(release, by)
    if current.status == Release.Status.PUBLISHED:
        raise ReleaseError(_("This release is published. Withdraw it first, then change it."))
    before = {name: getattr(current, name) for name in values}
    _fill(current, values)
    if all(getattr(current, name) == value for name, value in before.items()):
        return False
    current.changed_at = at
    current.save()
    _note("release.changed", current, by, at)
    return True


@transaction.atomic
def publish_release(*, release: Release, by: Who | None, at: datetime) -> None:
    """Show it to everybody. Publishing twice changes nothing.

    Raises `ReleaseError` where it names the appointed person, and they have not agreed to be named in releases.
    """
    current = _locked(release, by)
    if current.status == Release.Status.PUBLISHED:
        return
    if names_without_consent(current):
        raise ReleaseError(why_not_named(current), NAMED)
    current.status, current.published_on, current.changed_at = Release.Status.PUBLISHED, localdate(at), at
    current.save(update_fields=["status", "published_on", "changed_at"])
    _note("release.published", current, by, at)


@transaction.atomic
def withdraw_release(*, release: Release, by: Who | None, at: datetime) -> None:
    """Show it to nobody but the office any more; it can be changed and published again."""
    current = _locked(release, by)
    if current.status != Release.Status.PUBLISHED:
        return
    current.status, current.changed_at = Release.Status.WITHDRAWN, at
    current.save(update_fields=["status", "changed_at"])
    _note("release.withdrawn", current, by, at, Visibility.PUBLIC)


def withdraw_unnamed(event: Event) -> None:
    """For `consent.withdrawn`: releases about the person that are out and name them are withdrawn, at once.

    Any other purpose changes nothing. The office finds them among its drafts and can take the name out.
    """
    if event.data.get("purpose") != Purpose.PRESS:
        return
    out = Release.objects.filter(appointment__person=event.subject_id, status=Release.Status.PUBLISHED)
    for release in out.select_related("appointment__person"):
        if names_without_consent(release):
            withdraw_release(release=release, by=None, at=event.time)


def names_without_consent(release: Release) -> bool:
    """Whether the text names the appointed person although they have not agreed to that."""
    if release.appointment is None:
        return False
    person = release.appointment.person
    pattern = any_name(person.given_name, person.family_name)
    text = f"{release.title}\n{release.subtitle}\n{release.body}"
    return bool(pattern.search(text)) and not may_be_named_in_press(person)


def why_not_named(release: Release) -> str:
    """What is missing, and what the office can do."""
    assert release.appointment is not None
    person = release.appointment.person
    return _(
        "%(name)s has not agreed to be named in press releases. Ask for this consent, or take the name out of the text."
    ) % {"name": person.name}


def _write(release: Release, values: Mapping[str, Any], by: Who | None, at: datetime) -> Release:
    release.written_by = by if isinstance(by, Account) else None
    release.created_at = release.changed_at = at
    _fill(release, values)
    release.save()
    _note("release.drafted", release, by, at)
    return release


def _locked(release: Release, by: Who | None) -> Release:
    require(may_write_releases, by)
    return Release.objects.select_for_update(of=("self",)).select_related("appointment__person").get(pk=release.pk)


def _fill(release: Release, values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - WRITABLE:
        raise TypeError(f"not for writing: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(release, name, paragraphs(value) if name == "body" else one_line(value))
    if len(release.body) > LONGEST:
        raise ReleaseError(_("A press release may have 20,000 characters at most."), "body")
    try:
        release.full_clean(exclude=["appointment", "written_by"])
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = capfirst(getattr(Release._meta.get_field(name), "verbose_name", ""))
        raise ReleaseError(f"{label}: {' '.join(messages)}", name) from error


def paragraphs(text: str) -> str:
    """Each paragraph on one line, one blank line between two."""
    parts = (one_line(part) for part in re.split(r"\n\s*\n", plain(text)))
    return "\n\n".join(part for part in parts if part)


def _note(verb: str, release: Release, by: Who | None, at: datetime, visibility: Visibility | None = None) -> None:
    out = release.status == Release.Status.PUBLISHED
    seen = visibility or (Visibility.PUBLIC if out else Visibility.GROUP)
    record(verb=verb, subject=release, by=by, at=at, visibility=seen)
