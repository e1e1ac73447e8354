"""Note an idea in a minute; say later where it belongs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions.noting import classify_idea, note_idea
from ideenschmiede.ideas.forms.noting import NotingForm, PlacingForm
from ideenschmiede.ideas.queries.ideas import own_bodies, question_for, statement_for
from ideenschmiede.ideas.queries.similar import similar_ideas
from ideenschmiede.ideas.rules.ideas import may_edit, may_note
from ideenschmiede.ideas.views.finding import idea_or_404, url_of
from ideenschmiede.people.queries.persons import person_for


@only(may_note)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Hold a thought. Where it comes from stands in the address: a question, a statement, a person."""
    origin = _origin(request)
    form = NotingForm(
        request.POST if request.method == "POST" else None, who=request.user, initial=_initial(request, origin)
    )
    context: dict[str, Any] = {"form": form, **origin, "opens": bool(form.is_bound and form["topics"].data)}
    if request.method == "POST" and form.is_valid():
        texts = form.texts()
        alike = similar_ideas(request.user, f"{texts['title']} {texts['thought']}")
        if alike and not form.cleaned_data["seen"]:
            form.show_similar()
            return render(request, "ideas/note.html", {**context, "similar": alike, "asks": True})
        try:
            noted: dict[str, Any] = {**texts, **form.placing(), **origin}
            made = note_idea(**noted, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Your idea is noted; others can now add to it."))
            return redirect(url_of(made))
    return render(request, "ideas/note.html", context)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def classify(request: HttpRequest, pk: int) -> HttpResponse:
    """Topics, goals, group, and who may see it."""
    found = idea_or_404(request, pk, may_edit)
    form = PlacingForm(request.POST if request.method == "POST" else None, who=request.user, idea=found)
    if request.method == "POST" and form.is_valid():
        try:
            classify_idea(idea=found, **form.placing(), by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("ideas:short", pk=found.pk)
    words = {"title": _("Topics, group, visibility"), "submit": _("Save changes")}
    return render(request, "ideas/form_page.html", {"form": form, "idea": found, "cancel": url_of(found), **words})


def _origin(request: HttpRequest) -> dict[str, Any]:
    """Question, statement and person of the address; what one may not see, or is not there, is none."""
    wanted = {name: _number(request.GET.get(name, "")) for name in ("frage", "aussage", "person")}
    statement = statement_for(request.user, wanted["aussage"]) if wanted["aussage"] else None
    asked = wanted["frage"] if statement is None else 0
    return {
        "statement": statement,
        "question": statement.question if statement else question_for(request.user, asked) if asked else None,
        "inspired_by": person_for(request.user, wanted["person"]) if wanted["person"] else None,
    }


def _initial(request: HttpRequest, origin: dict[str, Any]) -> dict[str, Any]:
    """A statement is the first thought; a group's page names the group."""
    body = request.GET.get("gruppe", "")
    found = own_bodies(request.user).filter(slug=body).first() if body else None
    return {
        "thought": origin["statement"].text if origin["statement"] else "",
        "body": found.pk if found else None,
    }


def _number(written: str) -> int:
    """A number of an address; 0 for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
