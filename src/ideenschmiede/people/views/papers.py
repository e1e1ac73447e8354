"""The certificate and the letter, as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.files import confine
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.people.models import Status
from ideenschmiede.people.papers import certificate_pdf, letter_pdf
from ideenschmiede.people.papers.appointments import certificate_of, invitation_letter_of
from ideenschmiede.people.queries.appointments import case, own_appointment
from ideenschmiede.people.rules.appointments import may_appoint, may_have_certificate


@only(is_signed_in)
@require_safe
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """For the person and the office, as soon as there is a number."""
    found = own_appointment(request.user, pk)
    if found is None or not found.number or found.person.erased_at or not may_have_certificate(request.user, found):
        raise Http404
    try:
        pdf = certificate_pdf(certificate_of(found))
    except ActionError as error:  # the seal of the settings is no picture
        messages.error(request, str(error))
        return redirect("people:terms", pk=pk)
    return download(pdf, f"Urkunde-{found.number}.pdf")


@only(may_appoint)
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest letter, to print and send by post."""
    found = case(pk)
    if found is None or found.status != Status.INVITED or found.person.erased_at:
        raise Http404
    try:
        pdf = letter_pdf(invitation_letter_of(found, localdate()))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("people:appointment_case", pk=pk)
    return download(pdf, f"Einladung-{found.pk}.pdf")


def download(pdf: bytes, name: str) -> HttpResponse:
    """A PDF that nobody between keeps, to save under this name."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    confine(response)
    return response
