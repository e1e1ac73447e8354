"""From an address to the object that it names; what one may not see is not there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import Rule
from ideenschmiede.ideas.models import Change, Comment, Idea, Offer, Version
from ideenschmiede.ideas.queries.ideas import change_for, idea_for, visible_ideas


def idea_or_404(request: HttpRequest, pk: int, permission: Rule | None = None) -> Idea:
    """The idea, if one may see it and `permission` lets one do with it what the address is for."""
    idea = idea_for(request.user, pk)
    if idea is None or (permission is not None and not permission(request.user, idea)):
        raise Http404
    return idea


def change_or_404(request: HttpRequest, pk: int, permission: Rule | None = None) -> Change:
    change = change_for(request.user, pk)
    if change is None or (permission is not None and not permission(request.user, change)):
        raise Http404
    return change


def comment_or_404(request: HttpRequest, pk: int, permission: Rule) -> Comment:
    wanted = Comment.objects.filter(idea__in=visible_ideas(request.user))
    comment = wanted.select_related("idea", "author").filter(pk=pk).first()
    if comment is None or not permission(request.user, comment):
        raise Http404
    return comment


def offer_or_404(request: HttpRequest, pk: int, permission: Rule) -> Offer:
    wanted = Offer.objects.filter(idea__in=visible_ideas(request.user))
    offer = wanted.select_related("idea").filter(pk=pk).first()
    if offer is None or not permission(request.user, offer):
        raise Http404
    return offer


def version_or_404(idea: Idea, number: int) -> Version:
    version: Version | None = idea.versions.select_related("by").filter(number=number).first()
    if version is None:
        raise Http404
    return version


def attempt(request: HttpRequest, thanks: str, action: Callable[[], object]) -> None:
    """Do it, and say so, or why it cannot be done."""
    try:
        action()
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, thanks)


def account_of(request: HttpRequest) -> Account:
    """Who is signed in; only for pages that others do not reach."""
    if not isinstance(request.user, Account):
        raise Http404
    return request.user


def number_of(idea: Idea) -> int:
    """The number of the newest version, which `idea_for` brings along."""
    return int(getattr(idea, "number", None) or 1)


def url_of(idea: Idea) -> str:
    """The address of an idea's page, with its title in it."""
    return resolve_url("ideas:detail", pk=idea.pk, slug=idea.slug)
