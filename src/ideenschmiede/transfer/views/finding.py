"""From an address to the object that it names; what one may not see is not there."""

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.transfer.models import Adoption, Need, Practice
from ideenschmiede.transfer.queries.needs import need_for
from ideenschmiede.transfer.queries.practices import adoption_for, practice_for


def practice_or_404(request: HttpRequest, pk: int) -> Practice:
    practice = practice_for(request.user, pk)
    if practice is None:
        raise Http404
    return practice


def adoption_or_404(request: HttpRequest, pk: int) -> Adoption:
    adoption = adoption_for(request.user, pk)
    if adoption is None:
        raise Http404
    return adoption


def need_or_404(request: HttpRequest, pk: int) -> Need:
    need = need_for(request.user, pk)
    if need is None:
        raise Http404
    return need


def url_of(practice: Practice) -> str:
    """The address of a practice's page, with its title in it."""
    return resolve_url("transfer:detail", pk=practice.pk, slug=practice.slug)
