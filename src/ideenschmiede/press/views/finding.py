"""From an address to the object that it names; what one may not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.press.models import Clipping, Release
from ideenschmiede.press.queries.clippings import article, clipping
from ideenschmiede.press.queries.drafts import DraftFact, draft_of
from ideenschmiede.press.queries.releases import release_for


def release_or_404(request: HttpRequest, pk: int) -> Release:
    found = release_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def article_or_404(request: HttpRequest, pk: int) -> Clipping:
    found = article(request.user, pk)
    if found is None:
        raise Http404
    return found


def clipping_or_404(pk: int) -> Clipping:
    """For pages of the office."""
    found = clipping(pk)
    if found is None:
        raise Http404
    return found


def fact_or_404(found: Clipping, key: str) -> DraftFact:
    fact = draft_of(found).fact(key)
    if fact is None:
        raise Http404
    return fact


def url_of(thing: Clipping | Release) -> str:
    """The address of the public page, with the headline in it."""
    name = "press:release" if isinstance(thing, Release) else "press:article"
    return resolve_url(name, pk=thing.pk, slug=thing.slug)
