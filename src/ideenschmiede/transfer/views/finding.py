"""From an address to the object that it names; what one may not see is not there."""

from django.http import HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.base.http import or_404
from ideenschmiede.transfer.models import Adoption, Need, Practice
from ideenschmiede.transfer.queries.needs import need_for
from ideenschmiede.transfer.queries.practices import adoption_for, practice_for


def practice_or_404(request: HttpRequest, pk: int) -> Practice:
    return or_404(practice_for(request.user, pk))


def adoption_or_404(request: HttpRequest, pk: int) -> Adoption:
    return or_404(adoption_for(request.user, pk))


def need_or_404(request: HttpRequest, pk: int) -> Need:
    return or_404(need_for(request.user, pk))


def url_of(practice: Practice) -> str:
    """The address of a practice's page, with its title in it."""
    return resolve_url("transfer:detail", pk=practice.pk, slug=practice.slug)
