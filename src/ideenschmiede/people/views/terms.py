"""One's own appointment: the certificate, the term, deputies, the yearly question, and leaving."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.forms.appointments import DeputyForm, ResignForm
from ideenschmiede.people.models import Appointment, Deputy, Status, YearlyQuestion
from ideenschmiede.people.papers.appointments import term_of
from ideenschmiede.people.queries.appointments import KNOWN, open_question, own_appointment
from ideenschmiede.people.rules.appointments import (
    STEPS,
    is_own_appointment,
    may_answer_yearly,
    may_appoint,
    may_name_deputies,
    why_not,
)
from ideenschmiede.people.views.casework import KINDS
from ideenschmiede.people.views.finding import account_of, row_or_404


@only(is_signed_in)
@require_safe
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What one can do with one's own appointment."""
    found = _own_or_404(request, pk)
    return render(request, "people/terms.html", _context(request, found, DeputyForm()))


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def resign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then leave. Who has left is signed out by that, where nothing else is left."""
    found = _own_or_404(request, pk)
    if found.status not in STEPS["resign"].after:
        messages.error(request, why_not(STEPS["resign"], found))
        return redirect("people:terms", pk=pk)
    form = ResignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        who, reason = account_of(request), form.cleaned_data["reason"]
        try:
            acts.resign(appointment=found, by=who, at=timezone.now(), reason=reason)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your resignation is recorded. Thank you for having been part of it."))
            return redirect("people:appointment_case", pk=pk) if may_appoint(who) else redirect("/")
    return render(request, "people/resign.html", {"form": form, "appointment": found})


@only(is_signed_in)
@require_http_methods(["POST"])
def name_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody comes instead."""
    found = _own_or_404(request, pk)
    form = DeputyForm(request.POST)
    if form.is_valid():
        try:
            acts.name_deputy(appointment=found, **form.cleaned_data, by=account_of(request), at=timezone.now())
        except ActionError as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
        else:
            messages.success(request, _("Your deputy is recorded."))
            return redirect("people:terms", pk=pk)
    return render(request, "people/terms.html", _context(request, found, form))


@only(is_signed_in)
@require_POST
def end_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """The deputy comes no longer."""
    deputy = row_or_404(request, Deputy, pk, may_name_deputies, "appointment__person")
    acts.end_deputy(deputy=deputy, by=account_of(request), at=timezone.now())
    messages.success(request, _("%(name)s no longer comes instead of you.") % {"name": deputy.name})
    return redirect("people:terms", pk=deputy.appointment_id)


@only(is_signed_in)
@require_POST
def answer_yearly(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: I stay, or I do not."""
    question = row_or_404(request, YearlyQuestion, pk, may_answer_yearly, "appointment__person")
    stays = request.POST.get("bleiben") != "nein"
    try:
        acts.answer_yearly(question=question, stays=stays, by=account_of(request), at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        thanks = _("Thank you. Good that you stay!") if stays else _("Thank you. The office will get in touch.")
        messages.success(request, thanks)
    return redirect("people:terms", pk=question.appointment_id)


def _own_or_404(request: HttpRequest, pk: int) -> Appointment:
    found = own_appointment(request.user, pk)
    if found is None or found.status not in (Status.ACCEPTED, *KNOWN):
        raise Http404
    return found


def _context(request: HttpRequest, found: Appointment, form: DeputyForm) -> dict[str, object]:
    deputies = [one for one in found.deputies.all() if one.ended_at is None]
    return {
        "appointment": found,
        "own": is_own_appointment(request.user, found),
        "kind": KINDS[found.status],
        "term": term_of(found),
        "question": open_question(found) if found.status == Status.ACTIVE else None,
        "deputies": deputies,
        "form": form,
        "is_active": found.status == Status.ACTIVE,
        "may_leave": found.status in STEPS["resign"].after,
    }
