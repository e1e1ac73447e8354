"""From an address to the object that it names; what one may not see is not there."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.base.http import or_404
from ideenschmiede.press.models import Clipping, Release
from ideenschmiede.press.queries.clippings import article, clipping
from ideenschmiede.press.queries.drafts import DraftFact, draft_of
from ideenschmiede.press.queries.releases import release_for


def release_or_404(request: HttpRequest, pk: int) -> Release:
    return or_404(release_for(request.user, pk))


def article_or_404(request: HttpRequest, pk: int) -> Clipping:
    return or_404(article(request.user, pk))


def clipping_or_404(pk: int) -> Clipping:
    """For pages of the office."""
    return or_404(clipping(pk))


def fact_or_404(found: Clipping, key: str) -> DraftFact:
    return or_404(draft_of(found).fact(key))


def url_of(thing: Clipping | Release) -> str:
    """The address of the public page, with the headline in it."""
    name = "press:release" if isinstance(thing, Release) else "press:article"
    return resolve_url(name, pk=thing.pk, slug=thing.slug)
