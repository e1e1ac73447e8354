"""The page of a person, recording one, what is stored, erasing, and asking to be introduced."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.files import serve
from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import in_network, is_signed_in
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.actions.introductions import ask_for_introduction
from ideenschmiede.people.actions.offices import add_office
from ideenschmiede.people.actions.persons import record_person, set_contacts
from ideenschmiede.people.forms.persons import ErasureForm, IntroductionForm, RecordPersonForm
from ideenschmiede.people.models import Contact, OfficeKind, Person
from ideenschmiede.people.queries.persons import same_name
from ideenschmiede.people.queries.profiles import evidence_of, topics_of
from ideenschmiede.people.queries.stored import stored_about
from ideenschmiede.people.rules import (
    is_own_person,
    may_ask_for_introduction,
    may_change_person,
    may_record_person,
)
from ideenschmiede.people.views import showing
from ideenschmiede.people.views.finding import account_of, changeable_or_404, profile_or_404, url_of
from ideenschmiede.people.views.pages import FormPage, form_page
from ideenschmiede.places.queries import find_place


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without the name leads to the one with it."""
    return redirect(url_of(profile_or_404(request, pk).person))


@require_safe
@public_page
def person(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One person: offices, what they know and on what it rests, how to reach them."""
    profile = profile_or_404(request, pk)
    found, who, today = profile.person, request.user, timezone.localdate()
    if slug != found.slug:
        return redirect(url_of(found))
    topics = topics_of(found)
    known, other_proofs = showing.knowledge(who, topics, evidence_of(found, who))
    own, may_change = is_own_person(who, found), may_change_person(who, found)
    context = {
        "person": found,
        "profile": profile,
        "intro": showing.in_one_sentence(found, today),
        "facts": list(showing.key_facts(found, profile.active, today)),
        "topics": topics,
        "known": known,
        "other_proofs": other_proofs,
        "reach": showing.reach(who, found),
        "own": own,
        "may_change": may_change,
        "may_ask": may_ask_for_introduction(who, found) and profile.is_listed,
        "in_network": in_network(who),
        "portrait": bool(found.portrait) and (profile.shows_portrait or may_change),
        "changed": [showing.field_name(name) for name in profile.changed.fields] if profile.changed and own else [],
    }
    return render(request, "people/person.html", context)


@require_safe
def portrait(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The picture, where the person agrees to show it; the person and the office see it always."""
    profile = profile_or_404(request, pk)
    if not (profile.shows_portrait or may_change_person(request.user, profile.person)):
        raise Http404
    return serve(request, profile.person.portrait, filename=profile.person.name, inline=True)


@only(may_record_person)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Note somebody. Where somebody of this name is known, ask whether it is the same."""
    place, _candidates = find_place(request.GET.get("ort", ""))
    initial = {"place": place, "name": request.GET.get("name", "")[:200]}
    form = RecordPersonForm(request.POST if request.method == "POST" else None, initial=initial)
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        name = form.split()
        known = [] if form.cleaned_data["another"] else same_name(name.given_name, name.family_name)
        if known:
            form.add_error("another", _("Somebody of this name is known already. Please look whether it is the same."))
        else:
            try:
                return redirect(url_of(_record(form, account_of(request), timezone.now())))
            except ActionError as error:
                form.add_error(None, str(error))
    return render(request, "people/record.html", {"form": form, "known": known})


@transaction.atomic
def _record(form: RecordPersonForm, by: Account, at: datetime) -> Person:
    """The person, and what else was filled in: all of it or nothing."""
    data, name = form.cleaned_data, form.split()
    values = {
        "form_of_address": data["form_of_address"] or name.form_of_address,
        "title": name.title,
        "given_name": name.given_name,
        "family_name": name.family_name,
    }
    person = record_person(values=values, by=by, at=at)
    if data["kind"]:
        title = data["title"] or name.office or OfficeKind(data["kind"]).label
        office = {"kind": data["kind"], "title": title, "place": data["place"]}
        add_office(person=person, values=office, by=by, at=at)
    if data["email"]:
        contact = {str(Contact.Kind.EMAIL): (data["email"], str(Contact.Reach.INTRODUCTION))}
        set_contacts(person=person, contacts=contact, by=by, at=at)
    return person


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def introduce(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the office to make the two known to each other."""
    profile = profile_or_404(request, pk)
    found = profile.person
    if not (may_ask_for_introduction(request.user, found) and profile.is_listed):
        raise Http404
    form = IntroductionForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        title=_("Ask for an introduction"),
        intro=_("The office reads your question, asks %(name)s and introduces you to each other.")
        % {"name": found.name},
        submit=_("Send to the office"),
        thanks=_("Thank you. The office has your question and will introduce you."),
        back=url_of(found),
        trail=(found.name, url_of(found)),
    )
    return form_page(
        request,
        form,
        lambda **signed: ask_for_introduction(person=found, text=form.cleaned_data["text"], **signed),
        page,
    )


@only(is_signed_in)
@require_GET
def stored(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is stored about the person, to take along."""
    found = changeable_or_404(request, pk)
    response = JsonResponse(stored_about(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="auskunft-{found.pk}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, say what goes and what stays, then erase."""
    found = changeable_or_404(request, pk)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    own = is_own_person(request.user, found)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=found, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            if own:
                logout(request)
            messages.success(request, _("The person is erased."))
            return redirect("/" if own else "people:list")
    return render(request, "people/erase.html", {"form": form, "person": found, "own": own, "back": url_of(found)})
