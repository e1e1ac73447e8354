"""Bodies: what one can be appointed to, and who is in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.rules import in_network
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.forms.appointments import BodyForm
from ideenschmiede.people.models import Body
from ideenschmiede.people.queries.waiting import bodies_with_numbers, coming_to, people_of
from ideenschmiede.people.rules.appointments import may_appoint, may_keep_bodies
from ideenschmiede.people.rules.bodies import knows_its_body
from ideenschmiede.people.views.finding import account_of

PER_PAGE = 50


@only(in_network)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The network, its working groups and juries."""
    found = list(bodies_with_numbers(request.user))
    context = {
        "open": [body for body in found if body.closed_on is None],
        "closed": [body for body in found if body.closed_on is not None],
        "today": timezone.localdate(),
        "may_keep": may_keep_bodies(request.user),
    }
    return render(request, "people/bodies.html", context)


@only(in_network)
@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: what it is for, who is in it."""
    found = get_object_or_404(Body, pk=pk)
    if not knows_its_body(request.user, found):
        raise Http404
    office = may_appoint(request.user)
    context = {
        "body": found,
        "page": Paginator(people_of(found), PER_PAGE).get_page(request.GET.get(PAGE)),
        "coming": coming_to(found)[:PER_PAGE] if office else [],
        "may_keep": office,
        "today": timezone.localdate(),
    }
    return render(request, "people/body.html", context)


@only(may_keep_bodies)
@require_http_methods(["GET", "HEAD", "POST"])
def open_body(request: HttpRequest) -> HttpResponse:
    """A new working group or jury."""
    form = BodyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.open_body(**form.cleaned_data, by=account_of(request), at=timezone.now())
        except ActionError as error:
            _complain(form, error)
        else:
            messages.success(request, _("It is there. People can be appointed to it now."))
            return redirect("people:body", pk=made.pk)
    return render(request, "people/body_form.html", {"form": form})


@only(may_keep_bodies)
@require_http_methods(["GET", "HEAD", "POST"])
def change_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, another purpose."""
    found = get_object_or_404(Body, pk=pk)
    names = ("name", "into", "purpose", "begins_on")
    form = BodyForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(found, name) for name in names}
    )
    del form.fields["kind"]
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {name: form.cleaned_data[name] for name in names}
        try:
            acts.change_body(body=found, **values, by=account_of(request), at=timezone.now())
        except ActionError as error:
            _complain(form, error)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("people:body", pk=pk)
    return render(request, "people/body_form.html", {"form": form, "body": found})


@only(may_keep_bodies)
@require_http_methods(["GET", "HEAD", "POST"])
def close_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then close."""
    found = get_object_or_404(Body, pk=pk)
    if request.method == "POST":
        try:
            acts.close_body(body=found, by=account_of(request), at=timezone.now())
        except ActionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("“%(body)s” is closed.") % {"body": found.name})
        return redirect("people:body", pk=pk)
    context = {"body": found, "active": people_of(found).count(), "coming": coming_to(found).count()}
    return render(request, "people/body_close.html", context)


@only(may_keep_bodies)
@require_POST
def reopen_body(request: HttpRequest, pk: int) -> HttpResponse:
    """It works again."""
    found = get_object_or_404(Body, pk=pk)
    acts.reopen_body(body=found, by=account_of(request), at=timezone.now())
    messages.success(
        request, _("“%(body)s” is open again. Who was in it must be appointed anew.") % {"body": found.name}
    )
    return redirect("people:body", pk=pk)


def _complain(form: BodyForm, error: ActionError) -> None:
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))
