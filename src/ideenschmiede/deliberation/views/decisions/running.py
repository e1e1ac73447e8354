"""What whoever runs a decision does: take up or answer objections, close, extend, withdraw, discard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.forms.decisions.fields import complain
from ideenschmiede.deliberation.forms.decisions.running import AnswerForm, ExtendForm, IntegrateForm, WithdrawForm
from ideenschmiede.deliberation.models import Decision, Objection, Stage
from ideenschmiede.deliberation.queries.decision_page import objections_of, proposals_of
from ideenschmiede.deliberation.rules.decisions import may_run
from ideenschmiede.deliberation.views.decisions.finding import objection_or_404, run_or_404, url_of

GET_AND_POST = ["GET", "HEAD", "POST"]
TIME_TO_READ = timedelta(days=3)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def integrate(request: HttpRequest, pk: int) -> HttpResponse:
    """Objections become a new version of the proposal."""
    found = _open_or_404(request, pk)
    proposal, now = proposals_of(found)[-1], timezone.now()
    raised = [one for one in objections_of(found) if one.proposal_id == proposal.pk]
    waiting = [one for one in raised if one.status in (Objection.Status.OPEN, Objection.Status.ANSWERED)]
    ends = max(found.closes_at or now, now + TIME_TO_READ)
    form = IntegrateForm(_sent(request), proposal=proposal, objections=waiting, ends=ends)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            acts.integrate_objections(
                decision=found,
                objections=[one for one in waiting if one.pk in data["objections"]],
                text=data["text"],
                note_text=data["note"],
                closes_at=data["closes_at"],
                by=request.user,
                at=now,
            )
        except ActionError as error:
            complain(form, error)
        else:
            messages.success(request, _("The new version is put to the vote. All are told and vote anew."))
            return redirect(url_of(found))
    intro = _("All votes on the version until now become void. Everybody is told and votes on the new one.")
    return _page(request, found, form, _("Take up objections"), _("Put the new version to the vote"), intro=intro)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why an objection is not taken up."""
    objection = objection_or_404(request, pk)
    found = objection.proposal.decision
    if not may_run(request.user, found):
        raise Http404
    form = AnswerForm(_sent(request), initial={"answer": objection.answer})
    if request.method == "POST" and form.is_valid():
        try:
            acts.answer_objection(objection=objection, **form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            complain(form, error)
        else:
            messages.success(request, _("Your answer stands below the objection."))
            return redirect(f"{url_of(found)}#einwand-{objection.pk}")
    intro = _("The objection stands until whoever raised it takes it back.")
    return _page(
        request, found, form, _("Answer an objection"), _("Save the answer"), intro=intro, quoted=objection.reason
    )


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then count."""
    found, form = _open_or_404(request, pk), Form(_sent(request))
    if request.method == "POST":
        try:
            acts.close_decision(decision=found, by=request.user, at=timezone.now())
        except ActionError as error:
            form.is_valid()
            complain(form, error)
        else:
            messages.success(request, _("The vote is closed and counted."))
            return redirect(url_of(found))
    intro = (
        _("The votes are counted, and who voted how is forgotten for good. This cannot be undone.")
        if found.is_secret
        else _("The votes are counted, and each is shown with its name. This cannot be undone.")
    )
    return _page(request, found, form, _("Close the vote and count?"), _("Close and count"), intro=intro)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give more time."""
    found = _open_or_404(request, pk)
    form = ExtendForm(_sent(request), ends=found.closes_at)
    if request.method == "POST" and form.is_valid():
        closes_at = form.cleaned_data["closes_at"]
        try:
            acts.extend_decision(decision=found, closes_at=closes_at, by=request.user, at=timezone.now())
        except ActionError as error:
            complain(form, error)
        else:
            messages.success(request, _("The vote goes on longer."))
            return redirect(url_of(found))
    intro = _("The end can only be moved later: people rely on it.")
    return _page(request, found, form, _("Extend the vote"), _("Extend"), intro=intro)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not decided after all."""
    found = _open_or_404(request, pk)
    form = WithdrawForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.withdraw_decision(decision=found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            complain(form, error)
        else:
            messages.success(request, _("It is withdrawn. All who had a vote are told."))
            return redirect(url_of(found))
    intro = _("The votes are not counted and go. The page stays, with the reason. This cannot be undone.")
    return _page(request, found, form, _("Withdraw it?"), _("Withdraw"), intro=intro, danger=True)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then a draft goes."""
    found, form = run_or_404(request, pk), Form(_sent(request))
    if found.stage != Stage.DRAFT:
        raise Http404
    if request.method == "POST":
        try:
            acts.discard_decision(decision=found, by=request.user, at=timezone.now())
        except ActionError as error:
            form.is_valid()
            complain(form, error)
        else:
            messages.success(request, _("The draft is gone."))
            return redirect("deliberation:decisions")
    intro = _("Nobody has voted on it yet, and nobody but you and the office has seen it. It cannot be brought back.")
    return _page(request, found, form, _("Throw the draft away?"), _("Throw it away"), intro=intro, danger=True)


def _open_or_404(request: HttpRequest, pk: int) -> Decision:
    found = run_or_404(request, pk)
    if found.stage != Stage.OPEN:
        raise Http404
    return found


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest, decision: Decision, form: Form, title: str, submit: str, **more: object
) -> HttpResponse:
    context = {
        "decision": decision,
        "decision_url": url_of(decision),
        "form": form,
        "page_title": title,
        "submit": submit,
        **more,
    }
    return render(request, "deliberation/decisions/form.html", context)
