"""Change the text of an idea, propose a change to it, look at its versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions.changes import propose_change
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.actions.texts import TextConflict, change_text
from ideenschmiede.ideas.forms.texts import ChangeForm, ProposalForm, TextForm
from ideenschmiede.ideas.models import FIELDS
from ideenschmiede.ideas.queries.ideas import versions as versions_of
from ideenschmiede.ideas.rules.ideas import may_contribute, may_edit, may_see_people
from ideenschmiede.ideas.views import showing
from ideenschmiede.ideas.views.finding import idea_or_404, number_of, url_of, version_or_404


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new version. What somebody else wrote meanwhile is kept, or shown where it is the same text."""
    found = idea_or_404(request, pk, may_edit)
    form = ChangeForm(request.POST if request.method == "POST" else None, idea=found, number=number_of(found))
    words = {
        "title": _("Change the text"),
        "intro": _("What stands there now stays as an older version."),
        "submit": _("Save changes"),
    }
    context: dict[str, Any] = {"form": form, "idea": found, "cancel": url_of(found), **words}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = change_text(
                idea=found, text=form.texts(), note=data["note"], base=data["base"], by=request.user, at=timezone.now()
            )
        except TextConflict as conflict:
            form.read_now(conflict.now.number, conflict.woven.text)
            context["conflicts"] = _differences(conflict.now.text, form.texts(), conflict.fields)
            _complain(form, conflict)
        except IdeaError as error:
            _complain(form, error)
        else:
            messages.success(request, _("Your changes are saved.") if made else _("Nothing was different."))
            return redirect("ideas:short", pk=found.pk)
    return render(request, "ideas/change_form.html", context)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose other words; whoever leads the idea decides about it."""
    found = idea_or_404(request, pk, may_contribute)
    form = ProposalForm(request.POST if request.method == "POST" else None, idea=found, number=number_of(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = propose_change(
                idea=found, text=form.texts(), why=data["why"], base=data["base"], by=request.user, at=timezone.now()
            )
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Your proposal is sent; you can see here what becomes of it."))
            return redirect("ideas:proposal", pk=made.pk)
    words = {
        "title": _("Propose a change"),
        "intro": _("Write into the text itself. Others will see word by word what would differ."),
        "submit": _("Propose the change"),
    }
    context = {"form": form, "idea": found, "cancel": url_of(found), "proposes": True, **words}
    return render(request, "ideas/change_form.html", context)


@require_GET
@public_page
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version of the text: when, by whom, what for."""
    found = idea_or_404(request, pk)
    sees = may_see_people(request.user, found)
    rows = [
        {"version": one, "name": showing.name_of(one.by) if sees else "", "was_proposed": hasattr(one, "change")}
        for one in versions_of(found)
    ]
    return render(request, "ideas/versions.html", {"idea": found, "url": url_of(found), "rows": rows})


@require_GET
@public_page
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, with what changed against the one before it, or against `?mit=` another."""
    found = idea_or_404(request, pk)
    shown = version_or_404(found, number)
    other = request.GET.get("mit", "")
    against = int(other) if other.isascii() and other.isdigit() and len(other) < 6 else number - 1
    before = version_or_404(found, against) if against > 0 else None
    context = {
        "idea": found,
        "url": url_of(found),
        "version": shown,
        "name": showing.name_of(shown.by) if may_see_people(request.user, found) else "",
        "before": before,
        "differences": _differences(before.text, shown.text, FIELDS) if before else [],
        "story": list(showing.story(shown)),
        "newest": number_of(found),
    }
    return render(request, "ideas/version.html", context)


def _differences(before: Mapping[str, str], after: Mapping[str, str], fields: tuple[str, ...]) -> list[dict[str, str]]:
    """Label, text before and after of the fields that differ."""
    return [
        {"label": showing.label_of(name), "before": before.get(name, ""), "after": after.get(name, "")}
        for name in fields
        if before.get(name, "") != after.get(name, "")
    ]


def _complain(form: TextForm, error: IdeaError) -> None:
    form.add_error(error.fields[0] if len(error.fields) == 1 else None, str(error))
