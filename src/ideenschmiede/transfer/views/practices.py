"""The list of practices, the page of one, recording and changing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.places.queries import directory, find_place
from ideenschmiede.transfer.actions.practices import change_practice, confirm_contact, record_practice
from ideenschmiede.transfer.forms.practices import PracticeForm
from ideenschmiede.transfer.queries.listing import SORTS, PracticeListing
from ideenschmiede.transfer.queries.practices import practices_in_order
from ideenschmiede.transfer.queries.precedents import ideas_building_on
from ideenschmiede.transfer.rules import (
    may_change,
    may_confirm_contact,
    may_import,
    may_record,
    may_report_adoption,
    may_see_contacts,
)
from ideenschmiede.transfer.views import facts
from ideenschmiede.transfer.views.finding import practice_or_404, url_of

PER_PAGE = 20


@require_GET
@public_page
def practices(request: HttpRequest) -> HttpResponse:
    """All practices that one may see, filtered and sorted as the address says."""
    found = PracticeListing(request.GET, request.user)
    page = Paginator(found.ids, PER_PAGE).get_page(request.GET.get(PAGE))
    cards = [
        {
            "practice": practice,
            "place": practice.place.full_name if practice.place else practice.place_text,
            "kind": facts.outcome_kind(practice.outcome),
            "period": facts.period(practice),
        }
        for practice in practices_in_order([int(pk) for pk in page.object_list])
    ]
    context = {
        "listing": found.listing,
        "sort": found.sort,
        "sorts": list(SORTS.items()),
        "page": page,
        "cards": cards,
        "filtered": bool(found.listing.chips()),
        "may_record": may_record(request.user),
        "may_import": may_import(request.user),
    }
    return render(request, "transfer/practices.html", context)


@require_GET
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without the title leads to the one with it."""
    return redirect(url_of(practice_or_404(request, pk)))


@require_GET
@public_page
def practice(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One practice: what it is, what came of it, whom to ask, who took it up."""
    found = practice_or_404(request, pk)
    if slug != found.slug:
        return redirect(url_of(found))
    who, places = request.user, directory()
    changeable = {adoption.pk for adoption in found.adoptions.all() if may_change(who, adoption)}
    context = {
        "practice": found,
        "kind": facts.outcome_kind(found.outcome),
        "facts": facts.key_facts(found, places),
        "story": list(facts.story(found)),
        "adopters": facts.adopters(found, places, changeable),
        "sources": facts.safe_sources(found),
        "contact_is_stale": facts.is_stale(found.contact_confirmed_on, timezone.localdate()),
        "may_change": may_change(who, found),
        "may_confirm_contact": may_confirm_contact(who, found),
        "may_report_adoption": may_report_adoption(who, found),
        "may_see_contacts": may_see_contacts(who),
        "ideas": ideas_building_on(who, found),
    }
    return render(request, "transfer/practice.html", context)


@only(may_record)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Tell what a place did."""
    place, _candidates = find_place(request.GET.get("ort", ""))
    form = PracticeForm(request.POST if request.method == "POST" else None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            topics = form.cleaned_data["topics"]
            made = record_practice(values=form.values(), topics=topics, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. The solution is recorded."))
            return redirect(url_of(made))
    return render(request, "transfer/practice_form.html", {"form": form})


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was told."""
    found = practice_or_404(request, pk)
    if not may_change(request.user, found):
        raise Http404
    form = PracticeForm(request.POST if request.method == "POST" else None, practice=found)
    if request.method == "POST" and form.is_valid():
        try:
            topics = form.cleaned_data["topics"]
            change_practice(practice=found, values=form.values(), topics=topics, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("transfer:short", pk=found.pk)
    return render(request, "transfer/practice_form.html", {"form": form, "practice": found, "cancel": url_of(found)})


@only(is_signed_in)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact person still answers."""
    found = practice_or_404(request, pk)
    if not may_confirm_contact(request.user, found):
        raise Http404
    try:
        confirm_contact(practice=found, by=request.user, at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Thank you. The contact is confirmed as of today."))
    return redirect(url_of(found))
