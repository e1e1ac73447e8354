"""A ballot is cast, a receipt is shown once, and checked."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, or_404
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.forms.decisions.fields import complain
from ideenschmiede.deliberation.forms.decisions.running import ReceiptForm, TakeBackForm
from ideenschmiede.deliberation.models import Decision, Stage
from ideenschmiede.deliberation.queries.ballots import MySeat, my_seats
from ideenschmiede.deliberation.queries.receipts import checksum, counted_receipts, receipt_counted
from ideenschmiede.deliberation.views.decisions import facts, papers
from ideenschmiede.deliberation.views.decisions.finding import (
    account_of,
    decision_or_404,
    objection_or_404,
    url_of,
)

GET_AND_POST = ["GET", "HEAD", "POST"]


@only(is_signed_in)
@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot on a page of its own: for a seat of somebody else, and where something was wrong with it."""
    found = decision_or_404(request, pk)
    if found.stage != Stage.OPEN:
        return redirect(url_of(found))
    seats = my_seats(found, account_of(request), timezone.now())
    seat = or_404(papers.chosen_seat(seats, request.GET.get("fuer", "")))
    paper = papers.paper(found, seat, request.POST if request.method == "POST" else None)
    if request.method == "POST" and paper.form.is_valid():
        try:
            code = acts.cast_ballot(
                decision=found,
                choice=paper.form.choice(),
                reason=paper.form.cleaned_data.get("reason", ""),
                named=paper.form.cleaned_data.get("named", False),
                seat=seat.seat,
                version=paper.form.cleaned_data["version"],
                by=account_of(request),
                at=timezone.now(),
            )
        except ActionError as error:
            paper.form.complain(error)
        else:
            return _receipt(request, found, seat, code)
    context = {
        "decision": found,
        "decision_url": url_of(found),
        "card": facts.card(found, paper.options),
        "proposal": paper.proposals[-1],
        "options": paper.options,
        "papers": [paper],
    }
    return render(request, "deliberation/decisions/ballot.html", context)


@only(is_signed_in)
@never_cache
@require_http_methods(GET_AND_POST)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever raised an objection withdraws it, and says what they vote instead."""
    objection = objection_or_404(request, pk)
    found, now = objection.proposal.decision, timezone.now()
    seats = [one for one in my_seats(found, account_of(request), now) if one.objection == objection]
    if found.stage != Stage.OPEN or not seats:
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            code = acts.withdraw_objection(
                objection=objection, stance=form.cleaned_data["stance"], by=account_of(request), at=now
            )
        except ActionError as error:
            complain(form, error)
        else:
            return _receipt(request, found, seats[0], code)
    context = {
        "decision": found,
        "decision_url": url_of(found),
        "form": form,
        "page_title": _("Take back my objection"),
        "submit": _("Take it back and vote"),
        "quoted": objection.reason,
    }
    return render(request, "deliberation/decisions/form.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """Does my vote count? The code comes by POST, so that it stands in no log and in no history."""
    found = decision_or_404(request, pk)
    if not found.is_secret or found.stage == Stage.DRAFT or found.outcome == Decision.Outcome.WITHDRAWN:
        raise Http404
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context = {
        "decision": found,
        "decision_url": url_of(found),
        "form": form,
        "checksums": counted_receipts(found) if found.stage == Stage.CLOSED else [],
        "list_checksum": (found.result or {}).get("receipts", ""),
    }
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        context |= {"found": receipt_counted(found, code).value, "checksum": checksum(found, code)}
    return render(request, "deliberation/decisions/receipts.html", context)


def _receipt(request: HttpRequest, decision: Decision, seat: MySeat, code: str) -> HttpResponse:
    """In the answer to the vote itself and nowhere else: whatever is kept to be shown later could be found."""
    if not decision.is_secret:
        messages.success(request, _("Your vote is cast."))
        return redirect(url_of(decision))
    context = {
        "decision": decision,
        "decision_url": url_of(decision),
        "code": code,
        "deputy_for": papers.deputy_for(seat),
        "check_url": settings.BASE_URL + reverse("deliberation:receipts", args=[decision.pk]),
    }
    return render(request, "deliberation/decisions/receipt.html", context)
