"""From an address to the person or thing that it names; what one may not see or change is not there."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.base.http import or_404
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import Rule
from ideenschmiede.people.models import Person
from ideenschmiede.people.queries.persons import person_for
from ideenschmiede.people.queries.profiles import Profile, profile_for
from ideenschmiede.people.rules import may_change_person

Row = TypeVar("Row", bound=models.Model)


def profile_or_404(request: HttpRequest, pk: int) -> Profile:
    """A person whom the reader may see, with what the page shows."""
    return or_404(profile_for(request.user, pk))


def changeable_or_404(request: HttpRequest, pk: int) -> Person:
    """A person whom the reader may change."""
    person = person_for(request.user, pk)
    if person is None or not may_change_person(request.user, person):
        raise Http404
    return person


def row_or_404(request: HttpRequest, model: type[Row], pk: int, permission: Rule, about: str = "person") -> Row:
    """A row with what it is about, which the reader may change."""
    row: Any = model._default_manager.select_related(about).filter(pk=pk).first()
    if row is None or not permission(request.user, row):
        raise Http404
    found: Row = row
    return found


def account_of(request: HttpRequest) -> Account:
    """Who is signed in; the view has asked a rule that guests do not pass."""
    assert isinstance(request.user, Account)
    return request.user


def url_of(person: Person) -> str:
    """The address of a person's page, with the name in it."""
    return resolve_url("people:person", pk=person.pk, slug=person.slug)
