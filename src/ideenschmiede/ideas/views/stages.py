"""Lead an idea to its next stage, park it, go on with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions import stages as actions
from ideenschmiede.ideas.forms.contributing import ParkForm, StageForm
from ideenschmiede.ideas.models import IdeaStage
from ideenschmiede.ideas.rules.ideas import may_edit
from ideenschmiede.ideas.rules.stages import next_stage
from ideenschmiede.ideas.views import showing
from ideenschmiede.ideas.views.finding import attempt, idea_or_404, url_of


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the next stage; for a pilot, say where it runs."""
    found = idea_or_404(request, pk, may_edit)
    stage = next_stage(found)
    if stage is None or (request.method == "POST" and request.POST.get("to") != stage):
        messages.info(request, _("The idea stands elsewhere by now. Please look at it again."))
        return redirect(url_of(found))
    is_pilot = stage == IdeaStage.PILOT
    form = StageForm(request.POST if request.method == "POST" else None) if is_pilot else None
    context = {"form": form, "idea": found, "next": showing.next_step(found), "cancel": url_of(found)}
    if request.method == "POST" and (form is None or form.is_valid()):
        note = form.cleaned_data["pilot_note"] if form else ""
        try:
            actions.advance(idea=found, to=stage, pilot_note=note, by=request.user, at=timezone.now())
        except ActionError as error:
            messages.error(request, str(error))
        else:
            said = _("The idea has reached the stage “%(stage)s”.") % {"stage": stage.label}
            messages.success(request, said)
            return redirect(url_of(found))
    return render(request, "ideas/advance.html", context)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def park(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an idea rest, with the reason."""
    found = idea_or_404(request, pk, may_edit)
    form = ParkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.park(idea=found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The idea rests now. You can go on with it at any time."))
            return redirect(url_of(found))
    words = {
        "title": _("Let it rest"),
        "intro": _("Nothing is lost: the idea can be taken up again at any time."),
        "submit": _("Let it rest"),
    }
    return render(request, "ideas/form_page.html", {"form": form, "idea": found, "cancel": url_of(found), **words})


@only(is_signed_in)
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with an idea that rested."""
    found = idea_or_404(request, pk, may_edit)
    thanks = _("The idea goes on where it stood.")
    attempt(request, thanks, lambda: actions.resume(idea=found, by=request.user, at=timezone.now()))
    return redirect(url_of(found))
