"""Change a profile: an overview, and one thing a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.people.actions.consents import give_consent, withdraw_consent
from ideenschmiede.people.actions.offices import (
    add_membership,
    add_office,
    change_membership,
    change_office,
    remove_membership,
    remove_office,
)
from ideenschmiede.people.actions.persons import change_person, set_contacts
from ideenschmiede.people.actions.portraits import remove_portrait, set_portrait
from ideenschmiede.people.forms.holdings import MembershipForm, OfficeForm
from ideenschmiede.people.forms.persons import WORDINGS, AboutForm, ConsentsForm, ContactsForm, NameForm, PortraitForm
from ideenschmiede.people.models import Membership, Person, PublicOffice, Purpose
from ideenschmiede.people.queries.persons import person_of
from ideenschmiede.people.queries.profiles import evidence_of, topics_of
from ideenschmiede.people.rules import is_own_person, may_change_person
from ideenschmiede.people.views import showing
from ideenschmiede.people.views.finding import changeable_or_404, profile_or_404, row_or_404, url_of
from ideenschmiede.people.views.pages import Act, FormPage, form_page, overview_of, page_about, removal_page, trail_of


@only(is_signed_in)
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """One's own page; an account of somebody who was not appointed has none."""
    person = person_of(request.user)
    return redirect(url_of(person)) if person else render(request, "people/no_profile.html")


@only(is_signed_in)
@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """All parts of the profile, each with what stands there now and the way to its page."""
    person = profile_or_404(request, pk).person
    if not may_change_person(request.user, person):
        raise Http404
    evidence = evidence_of(person, request.user)
    known, _rest = showing.knowledge(request.user, topics_of(person), evidence)
    proofs = {one.evidence.pk: showing.proof_of(request.user, one.evidence) for one in evidence}
    context = {
        "person": person,
        "own": is_own_person(request.user, person),
        "known": known,
        "proofs": list(proofs.values()),
        "terms": showing.terms_of(person),
        "back": url_of(person),
    }
    return render(request, "people/change.html", context)


# ── parts of the person: a form, what it is called, what it calls ─────────────────────────────────────────────────────


def _save_name(person: Person, form: NameForm, **signed: Any) -> None:
    change_person(person=person, values=form.cleaned_data, **signed)


def _save_about(person: Person, form: AboutForm, **signed: Any) -> None:
    values = {name: form.cleaned_data[name] for name in ("headline", "about", "languages")}
    change_person(person=person, values=values, topics=form.cleaned_data["topics"], **signed)


def _save_contacts(person: Person, form: ContactsForm, **signed: Any) -> None:
    set_contacts(person=person, contacts=form.contacts(), **signed)


def _save_portrait(person: Person, form: PortraitForm, **signed: Any) -> None:
    data = form.cleaned_data
    set_portrait(person=person, picture=data["picture"], alt=data["alt"], **signed)


def _save_consents(person: Person, form: ConsentsForm, **signed: Any) -> None:
    given = set(form.cleaned_data["purposes"])
    for purpose in Purpose:
        if purpose in given:
            give_consent(person=person, purpose=purpose, wording=str(WORDINGS[purpose]), **signed)
        else:
            withdraw_consent(person=person, purpose=purpose, **signed)


PARTS: dict[str, tuple[Callable[..., forms.Form], Any, Any, Act]] = {
    "name": (NameForm, gettext_lazy("Name and form of address"), "", _save_name),
    "ueber": (
        AboutForm,
        gettext_lazy("Text, topics, languages"),
        gettext_lazy("Others find you by these words. Everything is optional."),
        _save_about,
    ),
    "kontakt": (
        ContactsForm,
        gettext_lazy("Contact, and who sees it"),
        gettext_lazy("Each has its own visibility. What is only for introductions, the office alone sees."),
        _save_contacts,
    ),
    "portraet": (PortraitForm, gettext_lazy("Portrait"), "", _save_portrait),
    "einwilligungen": (
        ConsentsForm,
        gettext_lazy("Consents"),
        gettext_lazy("Nothing of this is needed to take part."),
        _save_consents,
    ),
}


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part of the profile."""
    person = changeable_or_404(request, pk)
    if part not in PARTS:
        raise Http404
    make, title, intro, save = PARTS[part]
    files = {"files": request.FILES if request.method == "POST" else None} if make is PortraitForm else {}
    form = make(request.POST if request.method == "POST" else None, **files, person=person)
    page = FormPage(
        title=title,
        intro=intro,
        submit=_("Save changes"),
        back=overview_of(person),
        trail=trail_of(person),
        remove=reverse("people:remove_portrait", args=(pk,)) if make is PortraitForm and person.portrait else "",
        template="people/contacts.html" if make is ContactsForm else "people/form.html",
    )
    return form_page(request, form, lambda **signed: save(person, form, **signed), page, person=person)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def no_portrait(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the portrait away."""
    person = changeable_or_404(request, pk)
    page = page_about(person, _("Remove the portrait?"), _("Remove"))
    return removal_page(request, lambda **signed: remove_portrait(person=person, **signed), page)


# ── offices and memberships ───────────────────────────────────────────────────────────────────────────────────────────


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def new_office(request: HttpRequest, pk: int) -> HttpResponse:
    person = changeable_or_404(request, pk)
    form = OfficeForm(request.POST if request.method == "POST" else None)
    page = page_about(person, _("Add an office"), _("Add"))
    return form_page(
        request, form, lambda **signed: add_office(person=person, values=form.cleaned_data, **signed), page
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """An office that is over gets an end."""
    row = row_or_404(request, PublicOffice, pk, may_change_person)
    form = OfficeForm(request.POST if request.method == "POST" else None, office=row)
    page = page_about(
        row.person,
        _("Change an office"),
        _("Save changes"),
        intro=_("If it is over, write until when: earlier offices stay on the page."),
        remove=reverse("people:remove_office", args=(pk,)),
    )
    return form_page(
        request, form, lambda **signed: change_office(office=row, values=form.cleaned_data, **signed), page
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def no_office(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_or_404(request, PublicOffice, pk, may_change_person)
    page = _removal(row.person, _("Remove “%(what)s”?") % {"what": row.title})
    return removal_page(request, lambda **signed: remove_office(office=row, **signed), page)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def new_membership(request: HttpRequest, pk: int) -> HttpResponse:
    person = changeable_or_404(request, pk)
    form = MembershipForm(request.POST if request.method == "POST" else None)
    page = page_about(person, _("Add an organisation"), _("Add"))
    return form_page(
        request, form, lambda **signed: add_membership(person=person, values=form.cleaned_data, **signed), page
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_or_404(request, Membership, pk, may_change_person)
    form = MembershipForm(request.POST if request.method == "POST" else None, membership=row)
    page = page_about(
        row.person, _("Change a membership"), _("Save changes"), remove=reverse("people:remove_membership", args=(pk,))
    )
    return form_page(
        request, form, lambda **signed: change_membership(membership=row, values=form.cleaned_data, **signed), page
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def no_membership(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_or_404(request, Membership, pk, may_change_person)
    page = _removal(row.person, _("Remove this membership?"))
    return removal_page(request, lambda **signed: remove_membership(membership=row, **signed), page)


def _removal(person: Person, title: str) -> FormPage:
    intro = _("Only if it was noted by mistake. What is over gets an end instead.")
    return page_about(person, title, _("Remove"), intro=intro)
