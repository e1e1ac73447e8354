"""After a decision: minority opinions, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, or_404
from ideenschmiede.base.rules import is_office, is_signed_in
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.forms.decisions.fields import complain
from ideenschmiede.deliberation.forms.decisions.running import DissentForm, FollowUpForm
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.deliberation.queries.decision_page import opinion as opinion_with
from ideenschmiede.deliberation.rules.decisions import may_dissent, may_report
from ideenschmiede.deliberation.views.decisions.finding import account_of, decision_or_404, url_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def dissent(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a minority opinion."""
    found = decision_or_404(request, pk)
    if not may_dissent(request.user, found):
        raise Http404
    form = DissentForm(request.POST if request.method == "POST" else None, is_confidential=found.is_confidential)
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_minority_opinion(decision=found, **form.cleaned_data, by=account_of(request), at=timezone.now())
        except ActionError as error:
            complain(form, error)
        else:
            messages.success(request, _("Your opinion stands beside the result."))
            return redirect(f"{url_of(found)}#minderheit")
    return _page(request, found, form, page_title=_("Attach a minority opinion"), submit=_("Attach it"))


@only(is_office)
@require_http_methods(GET_AND_POST)
def remove_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then the office takes away what must not stand there."""
    opinion = or_404(opinion_with(pk))
    if request.method == "POST":
        acts.remove_minority_opinion(opinion=opinion, by=request.user, at=timezone.now())
        messages.success(request, _("The opinion is removed."))
        return redirect(url_of(opinion.decision))
    more = {"intro": _("The chronicle keeps that it was removed. This cannot be undone."), "quoted": opinion.text}
    page_title, submit = _("Remove this opinion?"), _("Remove")
    return _page(request, opinion.decision, Form(), page_title=page_title, submit=submit, danger=True, **more)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of it."""
    found = decision_or_404(request, pk)
    if not may_report(request.user, found):
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            acts.report_follow_up(decision=found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            complain(form, error)
        else:
            messages.success(request, _("It stands in the register now."))
            return redirect(f"{url_of(found)}#geworden")
    intro = _("A decision that nobody hears of again was not worth the vote. A word is enough.")
    return _page(request, found, form, page_title=_("What became of it?"), submit=_("Save"), intro=intro)


def _page(request: HttpRequest, decision: Decision, form: Form, **more: Any) -> HttpResponse:
    context = {"decision": decision, "decision_url": url_of(decision), "form": form, **more}
    return render(request, "deliberation/decisions/form.html", context)
