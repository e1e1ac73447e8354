"""Open calls for partners, on public pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, or_404, public_page
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions.calls import answer_call, close_call, open_call
from ideenschmiede.ideas.forms.calls import AnswerForm, CallForm
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.calls import call_for, open_calls, takes_answers
from ideenschmiede.ideas.rules.ideas import is_visible, may_answer_call, may_edit
from ideenschmiede.ideas.views.finding import attempt, idea_or_404, url_of


@require_GET
@public_page
def calls(request: HttpRequest) -> HttpResponse:
    """All calls that take answers."""
    return render(request, "ideas/calls.html", {"ideas": open_calls(localdate())})


@require_GET
@public_page
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call. After its last day its words are for those alone who may see the idea; others read that it ended."""
    found = _call_or_404(pk)
    is_open, is_known = takes_answers(found, localdate()), is_visible(request.user, found)
    if not is_open and not is_known:
        return render(request, "ideas/call_ended.html")
    return render(
        request, "ideas/call.html", {"idea": found, "is_open": is_open, "url": url_of(found) if is_known else ""}
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a call."""
    found = _call_or_404(pk)
    if not may_answer_call(request.user, found) or not takes_answers(found, localdate()):
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_call(idea=found, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. The people of the idea can read your answer now."))
            return redirect("ideas:call", pk=pk)
    words = {"title": _("Your answer"), "submit": _("Send the answer")}
    cancel = resolve_url("ideas:call", pk=pk)
    return render(request, "ideas/form_page.html", {"form": form, "idea": found, "cancel": cancel, **words})


def _call_or_404(pk: int) -> Idea:
    return or_404(call_for(pk))


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def open_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Call for partners, or change the call."""
    found = idea_or_404(request, pk, may_edit)
    initial = {"call": found.call, "call_until": found.call_until}
    form = CallForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            open_call(idea=found, text=data["call"], until=data["call_until"], by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The call stands on a public page now."))
            return redirect("ideas:call", pk=pk)
    words = {
        "title": _("Call for partners"),
        "intro": _("The call appears on a public page with the title of the idea. Nothing else of it is shown there."),
        "submit": _("Publish the call"),
    }
    return render(request, "ideas/form_page.html", {"form": form, "idea": found, "cancel": url_of(found), **words})


@only(is_signed_in)
@require_POST
def close_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the call off its page."""
    found = idea_or_404(request, pk, may_edit)
    thanks = _("The call has ended. What was offered stands with the idea.")
    attempt(request, thanks, lambda: close_call(idea=found, by=request.user, at=timezone.now()))
    return redirect(url_of(found))
