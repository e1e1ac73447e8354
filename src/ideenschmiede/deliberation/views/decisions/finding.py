"""From an address to the decision or objection that it names; what one may not see or run is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.base.http import or_404
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models import Decision, Objection
from ideenschmiede.deliberation.queries import decision_page
from ideenschmiede.deliberation.rules.decisions import may_run


def decision_or_404(request: HttpRequest, pk: int) -> Decision:
    """A decision that the reader may see, with its body and question."""
    return or_404(decision_page.decision_page(request.user, pk))


def run_or_404(request: HttpRequest, pk: int) -> Decision:
    """A decision that the reader runs."""
    found = decision_or_404(request, pk)
    if not may_run(request.user, found):
        raise Http404
    return found


def objection_or_404(request: HttpRequest, pk: int) -> Objection:
    """An objection to a decision that the reader may see, with its decision."""
    found = or_404(decision_page.objection(pk))
    found.proposal.decision = decision_or_404(request, found.proposal.decision_id)
    return found


def account_of(request: HttpRequest) -> Account:
    """Who is signed in; the view has asked a rule that guests do not pass."""
    assert isinstance(request.user, Account)
    return request.user


def url_of(decision: Decision) -> str:
    """The address of a decision's page, with its title in it."""
    return resolve_url("deliberation:decision", pk=decision.pk, slug=decision.slug)
