"""One page for each small form, and one that asks before something is removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.people.models import Person
from ideenschmiede.people.views.finding import url_of

Words = str | Promise
Act = Callable[..., Any]
"""What a page does: an action that lacks only who signs it and when (`by=`, `at=`)."""


@dataclass(frozen=True)
class FormPage:
    """What stands around a form: where it is, what it is called, what its button says, where it leads."""

    title: Words
    back: str
    intro: Words = ""
    submit: Words = ""
    thanks: Words = ""
    trail: tuple[Words, ...] = ()  # label, address, … above it
    remove: str = ""  # address of what removes it
    template: str = "people/form.html"


def trail_of(person: Person) -> tuple[str, ...]:
    """Above a form about a person."""
    return (person.name, url_of(person), _("Change the profile"), overview_of(person))


def overview_of(person: Person) -> str:
    """Where the parts of a profile are."""
    return reverse("people:change_person", args=(person.pk,))


def page_about(person: Person, title: Words, submit: Words, *, intro: Words = "", remove: str = "") -> FormPage:
    """For a part of a profile: it leads back to the overview."""
    return FormPage(title, overview_of(person), intro=intro, submit=submit, trail=trail_of(person), remove=remove)


def form_page(request: HttpRequest, form: forms.Form, save: Act, page: FormPage, **context: Any) -> HttpResponse:
    """Show the form; when it is sent and right, `save` and lead on. An `ActionError` stands above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(page.thanks or _("Your changes are saved.")))
            return redirect(page.back)
    return render(request, page.template, {"form": form, "page": page, **context})


def removal_page(request: HttpRequest, remove: Act, page: FormPage) -> HttpResponse:
    """Ask once; then `remove` and lead on."""
    if request.method == "POST":
        try:
            remove(by=request.user, at=timezone.now())
        except ActionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(page.thanks or _("It is removed.")))
        return redirect(page.back)
    return render(request, "people/confirm.html", {"page": page})
