"""Link an idea to a practice that exists, or take it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ideenschmiede.base.http import number_in, only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.ideas import idea_for
from ideenschmiede.transfer.actions.precedents import link_precedent, unlink_precedent
from ideenschmiede.transfer.queries.precedents import precedent_for
from ideenschmiede.transfer.rules import may_link_precedent, may_unlink_precedent
from ideenschmiede.transfer.views.finding import practice_or_404


@only(is_signed_in)
@require_POST
def link(request: HttpRequest, idea: int) -> HttpResponse:
    """The practice named in the form does what this idea is about."""
    found = idea_for(request.user, idea)
    if found is None or not may_link_precedent(request.user, found):
        raise Http404
    practice = practice_or_404(request, number_in(request.POST.get("loesung", "")))
    link_precedent(idea=found, practice=practice, by=request.user, at=timezone.now())
    messages.success(request, _("The solution now stands with the idea."))
    return _back(found)


@only(is_signed_in)
@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """It does something else after all."""
    precedent = precedent_for(pk)
    if precedent is None or not may_unlink_precedent(request.user, precedent):
        raise Http404
    unlink_precedent(precedent=precedent, by=request.user, at=timezone.now())
    messages.success(request, _("The solution no longer stands with the idea."))
    return _back(precedent.idea)


def _back(idea: Idea) -> HttpResponse:
    return redirect("ideas:detail", pk=idea.pk, slug=idea.slug)
