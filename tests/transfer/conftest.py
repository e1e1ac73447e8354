"""Places, practices and people for the tests of this app."""

from datetime import date

import pytest
from django.utils import timezone
from tests.english import client, english
from tests.registered import kalletal, luebz, make_place

from ideenschmiede.base.models import Topic
from ideenschmiede.transfer.models import Adoption, Practice

__all__ = ["client", "english", "kalletal", "luebz", "make_place"]


@pytest.fixture
def make_practice(db):
    """A function that stores a practice past the actions."""

    def make(title="Bürgerbus", topics=(), **values):
        now = timezone.now()
        practice = Practice.objects.create(
            **{"title": title, "summary": f"{title} in einem Satz.", "created_at": now, "changed_at": now, **values}
        )
        practice.topics.set(Topic.objects.filter(slug__in=topics))
        return practice

    return make


@pytest.fixture
def make_adoption(db):
    def make(practice, place, **values):
        defaults = {"state": "running", "since": date(2022, 5, 1), "changed_at": timezone.now()}
        return Adoption.objects.create(practice=practice, place=place, **{**defaults, **values})

    return make
