"""Appointments for the office: what waits, one case with its steps; and the page of an appointment for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import number_in, only, or_404, public_page
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.forms.appointments import DraftForm, ProposalForm, StepForm, TermForm, draft_of
from ideenschmiede.people.models import Appointment, Status
from ideenschmiede.people.queries import waiting
from ideenschmiede.people.queries.appointments import appointment_for, case, is_public, network
from ideenschmiede.people.queries.persons import person_for, persons_named
from ideenschmiede.people.rules.appointments import STEPS, may_appoint, may_have_certificate, worded
from ideenschmiede.people.views import casework
from ideenschmiede.people.views.finding import account_of

PER_PAGE = 20

# steps that the office takes by a button, and what is said afterwards; the others have pages of their own
TAKEN: dict[str, Callable[..., None]] = {
    "propose": acts.propose,
    "invite": acts.invite,
    "resend": acts.resend,
    "activate": acts.activate,
    "lose_office": acts.lose_office,
    "end": acts.end,
    "resign": acts.resign,
    "withdraw": acts.withdraw,
}


@only(may_appoint)
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """What waits, and all appointments, filtered as the address says."""
    listing = _listing(request.GET)
    found = waiting.appointments_where(listing.chosen("status"), listing.chosen("gremium"))
    context = {
        "listing": listing,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get(PAGE)),
        "filtered": bool(listing.chips()),
        "waiting": waiting.waiting(timezone.localdate()),
        "kinds": casework.KINDS,
    }
    return render(request, "people/appointments.html", context)


def _listing(query: QueryDict) -> Listing:
    """Filters by status and body; the counts say what choosing one more would show."""
    statuses, bodies = query.getlist("status")[:1], query.getlist("gremium")[:1]
    counts = waiting.count_per_status(bodies)
    stands = [
        Option(one.value, str(one.label), counts.get(one, 0)) for one in Status if one in counts or one in statuses
    ]
    there = [
        Option(body.slug, body.name, n) for body, n in waiting.count_per_body(statuses) if n or body.slug in bodies
    ]
    return Listing(query, [Filter(_("Status"), "status", stands), Filter(_("To what"), "gremium", there)])


@only(may_appoint)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose somebody: first who, then for what and why."""
    asked = number_in(request.GET.get("person", ""))
    person = person_for(request.user, asked) if asked else None
    if person is None:
        name = request.GET.get("name", "")[:200]
        return render(request, "people/propose_whom.html", {"name": name, "found": persons_named(request.user, name)})
    today = timezone.localdate()
    initial = {"body": request.GET.get("gremium") or network().pk, "starts_on": today}
    form = ProposalForm(request.POST if request.method == "POST" else None, person=person, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.propose_new(person=person, **form.values(), by=account_of(request), at=timezone.now())
        except ActionError as error:
            _complain(form, error)
        else:
            messages.success(request, _("Proposed. Look through it once more, then send the invitation."))
            return redirect("people:appointment_case", pk=made.pk)
    return render(request, "people/propose.html", {"form": form, "person": person})


@only(may_appoint)
@require_safe
def appointment_case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: where it stands, what can follow, what happened, why, and on which evidence."""
    found = _case_or_404(pk)
    context = {
        "case": found,
        "kind": casework.KINDS[found.status],
        "facts": casework.facts_of_case(found),
        "steps": casework.next_steps(request.user, found),
        "taken": TAKEN,
        "timeline": casework.timeline(found),
        "evidence": casework.proofs_of_case(found),
        "missing": casework.missing(found),
        "is_public": is_public(found),
        "has_page": found.status in casework.KNOWN,
    }
    return render(request, "people/appointment_case.html", context)


@only(may_appoint)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = _case_or_404(pk)
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        person=found.person,
        today=timezone.localdate(),
        initial=draft_of(found),
    )
    return _form(
        request,
        found,
        form,
        "prepare",
        lambda: acts.prepare(appointment=found, **form.values(), by=account_of(request), at=timezone.now()),
    )


@only(may_appoint)
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new appointment that follows this one."""
    found = _case_or_404(pk)
    form = TermForm(request.POST if request.method == "POST" else None, initial=casework.next_term(found))
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.renew(appointment=found, **form.cleaned_data, by=account_of(request), at=timezone.now())
        except ActionError as error:
            _complain(form, error)
        else:
            messages.success(request, _("The new appointment is proposed. Look through it, then send the invitation."))
            return redirect("people:appointment_case", pk=made.pk)
    return render(request, "people/appointment_form.html", {"form": form, "case": found, "step": STEPS["renew"]})


@only(may_appoint)
@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step; one that cannot be undone asks once, in words."""
    if name not in TAKEN:
        raise Http404
    found = _case_or_404(pk)
    step = worded(STEPS[name], request.user, found)
    form = StepForm(request.POST if request.method == "POST" else None)
    more = {"reason": request.POST.get("reason", "")[:2_000]} if step.grave else {}
    if request.method == "POST":
        try:
            TAKEN[name](appointment=found, by=account_of(request), at=timezone.now(), **more)
        except ActionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, casework.said_after(name))
        return redirect("people:appointment_case", pk=pk)
    return render(request, "people/appointment_form.html", {"form": form, "case": found, "step": step})


@require_safe
@public_page
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an appointment: who, to what, since when, why, and on which evidence."""
    found = or_404(appointment_for(request.user, pk))
    context = {
        "appointment": found,
        "facts": casework.facts_for_all(found),
        "appointed": casework.appointed_to(found),
        "reason": found.frozen["reason"] if found.frozen else "",
        "evidence": casework.proofs_for(request.user, found),
        "is_over": found.status != Status.ACTIVE,
        "may_have_certificate": may_have_certificate(request.user, found),
        "may_appoint": may_appoint(request.user),
        "is_public": is_public(found),
        "seen_person": person_for(request.user, found.person_id) is not None,
    }
    return render(request, "people/appointment.html", context)


def _case_or_404(pk: int) -> Appointment:
    return or_404(case(pk))


def _form(
    request: HttpRequest, found: Appointment, form: forms.Form, name: str, save: Callable[[], Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ActionError as error:
            _complain(form, error)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(reverse("people:appointment_case", args=(found.pk,)))
    return render(request, "people/appointment_form.html", {"form": form, "case": found, "step": STEPS[name]})


def _complain(form: forms.Form, error: ActionError) -> None:
    """At the field that is wrong, where the error names one that the form shows."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))
