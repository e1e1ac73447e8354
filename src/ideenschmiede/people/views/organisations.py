"""Organisations and who belongs to them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, or_404, public_page
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.base.plain import one_line
from ideenschmiede.people.actions.organisations import change_organisation, record_organisation, remove_organisation
from ideenschmiede.people.forms.holdings import OrganisationForm
from ideenschmiede.people.models import Organisation, Sector
from ideenschmiede.people.queries import organisations as queries
from ideenschmiede.people.rules import may_change_organisation
from ideenschmiede.people.views import showing
from ideenschmiede.people.views.pages import FormPage, form_page, removal_page

PER_PAGE = 20


@require_safe
@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations, by sector and name."""
    counts = queries.organisations_per_sector()
    options = [Option(one.value, str(one.label), counts[one]) for one in Sector if counts.get(one)]
    listing = Listing(request.GET, [Filter(_("Sector"), "bereich", options)])
    search = one_line(request.GET.get("q", ""))[:200]
    found = queries.organisations(request.user, sector="".join(listing.chosen("bereich")), search=search)
    context = {
        "listing": listing,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get(PAGE)),
        "search": search,
        "may_change": may_change_organisation(request.user),
    }
    return render(request, "people/organisations.html", context)


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without the name leads to the one with it."""
    return redirect(_url(_organisation(pk)))


@require_safe
@public_page
def organisation(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One organisation: what it is, and who of it is in the network."""
    found = _organisation(pk)
    if slug != found.slug:
        return redirect(_url(found))
    today = timezone.localdate()
    context = {
        "organisation": found,
        "facts": [
            (_("Sector"), found.get_sector_display()),
            (_("Place"), showing.place_link(found.place) if found.place else None),
            (_("Website"), showing.web_link(found.website)),
        ],
        "members": [showing.member_of(one) for one in queries.members_of(found, request.user, today)],
        "may_change": may_change_organisation(request.user),
    }
    return render(request, "people/organisation.html", context)


@only(may_change_organisation)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Note an organisation."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = record_organisation(values=form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The organisation is recorded."))
            return redirect(_url(made))
    back = reverse("people:organisations")
    page = FormPage(_("Record an organisation"), back, submit=_("Record"), trail=(_("Organisations"), back))
    return render(request, page.template, {"form": form, "page": page})


@only(may_change_organisation)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of an organisation."""
    found = _organisation(pk)
    form = OrganisationForm(request.POST if request.method == "POST" else None, organisation=found)
    page = FormPage(
        title=_("Change an organisation"),
        back=reverse("people:organisation_short", args=(pk,)),
        submit=_("Save changes"),
        trail=(found.name, _url(found)),
        remove=reverse("people:remove_organisation", args=(pk,)),
    )
    return form_page(
        request,
        form,
        lambda **signed: change_organisation(organisation=found, values=form.cleaned_data, **signed),
        page,
    )


@only(may_change_organisation)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """It was recorded by mistake."""
    found = _organisation(pk)
    page = FormPage(
        title=_("Remove “%(what)s”?") % {"what": found.name},
        intro=_("Only if it was noted by mistake and nobody belongs to it."),
        back=reverse("people:organisations"),
        submit=_("Remove"),
        trail=(found.name, _url(found)),
    )
    return removal_page(request, lambda **signed: remove_organisation(organisation=found, **signed), page)


def _organisation(pk: int) -> Organisation:
    return or_404(queries.organisation(pk))


def _url(organisation: Organisation) -> str:
    return resolve_url("people:organisation", pk=organisation.pk, slug=organisation.slug)
