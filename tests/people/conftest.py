"""Persons, places and accounts for the tests of this app."""

from datetime import UTC, datetime

import pytest
from tests.english import client, english
from tests.registered import kalletal, luebz, make_place

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Contact,
    Evidence,
    Expertise,
    Organisation,
    Person,
    PublicOffice,
)

__all__ = ["client", "english", "kalletal", "luebz", "make_place"]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def network(db):
    """The network as a body; it may be there already."""
    defaults = {"slug": "netzwerk", "name": "Netzwerk", "created_at": NOW}
    return Body.objects.get_or_create(kind=Body.Kind.NETWORK, defaults=defaults)[0]


@pytest.fixture
def make_person(db, network):
    """A function that stores a person past the actions: a member of the network, unless `appointed` says otherwise."""

    def make(family_name="Hecker", *, place=None, appointed="active", topics=(), **values):
        person = Person.objects.create(
            **{"given_name": "Mara", "family_name": family_name, "created_at": NOW, "changed_at": NOW, **values}
        )
        person.topics.set(Topic.objects.filter(slug__in=topics))
        if appointed:
            with writing():
                Appointment.objects.create(
                    person=person, body=network, status=appointed, created_at=NOW, changed_at=NOW
                )
        if place:
            PublicOffice.objects.create(person=person, kind="mayor", title="Bürgermeisterin", place=place)
        return person

    return make


@pytest.fixture
def make_contact(db):
    def make(person, kind="email", value="mara@example.org", reach="introduction"):
        return Contact.objects.create(person=person, kind=kind, value=value, reach=reach)

    return make


@pytest.fixture
def make_evidence(db):
    def make(title="Preis", person=None, place=None, **values):
        defaults = {"kind": "award", "visibility": "network", "created_at": NOW}
        return Evidence.objects.create(title=title, person=person, place=place, **{**defaults, **values})

    return make


@pytest.fixture
def make_expertise(db):
    def make(person, slug="klima", *evidence, **values):
        made = Expertise.objects.create(person=person, topic=Topic.objects.get(slug=slug), created_at=NOW, **values)
        made.evidence.set(evidence)
        return made

    return make


@pytest.fixture
def make_organisation(db):
    def make(name="Wasserverband", **values):
        return Organisation.objects.create(**{"name": name, "sector": "association", "created_at": NOW, **values})

    return make
