"""Press releases: the public page, and writing them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, public_page
from ideenschmiede.people.models import Appointment
from ideenschmiede.press.actions.errors import ReleaseError
from ideenschmiede.press.actions.releases import (
    change_release,
    draft_release,
    names_without_consent,
    publish_release,
    why_not_named,
    withdraw_release,
    write_release,
)
from ideenschmiede.press.forms import ReleaseForm
from ideenschmiede.press.models import Release
from ideenschmiede.press.rules import may_write_releases
from ideenschmiede.press.views.finding import release_or_404, url_of


@require_GET
@public_page
def release(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One release, ready to print; drafts are for the office."""
    found = release_or_404(request, pk)
    if slug != found.slug:
        return redirect(url_of(found))
    writes = may_write_releases(request.user)
    unnamed = writes and found.status != Release.Status.PUBLISHED and names_without_consent(found)
    context = {
        "release": found,
        "paragraphs": found.body.split("\n\n"),
        "contact": settings.NETWORK_CONTACT,
        "may_write": writes,
        "warning": why_not_named(found) if unnamed else "",
    }
    return render(request, "press/release.html", context)


@only(may_write_releases)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Begin a release about anything."""
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_release(values=form.cleaned_data, by=request.user, at=timezone.now())
        except ReleaseError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("The draft is saved. Nobody but the office sees it before you publish it."))
            return redirect(url_of(made))
    return render(request, "press/release_form.html", {"form": form})


@only(may_write_releases)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = release_or_404(request, pk)
    form = ReleaseForm(request.POST if request.method == "POST" else None, release=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_release(release=found, values=form.cleaned_data, by=request.user, at=timezone.now())
        except ReleaseError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(url_of(release_or_404(request, pk)))
    return render(request, "press/release_form.html", {"form": form, "release": found, "cancel": url_of(found)})


@only(may_write_releases)
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a release from an appointment."""
    appointment = get_object_or_404(Appointment, pk=pk)
    try:
        made = draft_release(appointment=appointment, by=request.user, at=timezone.now())
    except ReleaseError as error:
        messages.error(request, str(error))
        return redirect("people:appointment", pk=pk)
    messages.success(request, _("This is a draft from the facts of the appointment. Please read and change it."))
    return redirect("press:change_release", pk=made.pk)


@only(may_write_releases)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to everybody."""
    return _switch(request, pk, publish_release, _("The release is published."))


@only(may_write_releases)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to nobody but the office any more."""
    return _switch(request, pk, withdraw_release, _("The release is withdrawn. Only the office sees it now."))


def _switch(request: HttpRequest, pk: int, action: Callable[..., None], thanks: str) -> HttpResponse:
    found = release_or_404(request, pk)
    try:
        action(release=found, by=request.user, at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, thanks)
    return redirect(url_of(found))
