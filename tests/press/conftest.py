"""Clippings, persons and releases for the tests of this app."""

from datetime import UTC, date, datetime

import pytest
from tests.english import client, english
from tests.registered import kalletal, luebz, make_place

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment, Body, Consent, Evidence, Person, PublicOffice
from ideenschmiede.press.models import Clipping, Mention, Release

__all__ = ["client", "english", "kalletal", "luebz", "make_place"]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

ARTICLE = """Erika Muster erklärt den Bürgerbus

Kalletal. Die Bürgermeisterin Erika Muster hat am Montag den neuen Bürger-
bus vorgestellt. Er fährt durch alle Orts-
teile der Gemeinde Kalletal. „Wir wollten nicht länger warten“, sagt Mus-
ter. Zwei Vereine helfen mit.

Foto: E. Muster

12.05.2021
"""
"""Invented; broken as print is."""


@pytest.fixture
def make_person(db):
    """A function that stores a person past the actions, as mayor of `place` where one is given."""

    def make(family_name="Muster", given_name="Erika", *, place=None, title="Bürgermeisterin", **values):
        person = Person.objects.create(
            family_name=family_name, given_name=given_name, created_at=NOW, changed_at=NOW, **values
        )
        if place:
            PublicOffice.objects.create(person=person, kind="mayor", title=title, place=place)
        return person

    return make


@pytest.fixture
def network(db):
    """The network as a body; it may be there already."""
    defaults = {"slug": "netzwerk", "name": "Netzwerk", "created_at": NOW}
    return Body.objects.get_or_create(kind=Body.Kind.NETWORK, defaults=defaults)[0]


@pytest.fixture
def make_appointment(network):
    def make(person, **values):
        with writing():
            return Appointment.objects.create(
                person=person,
                body=network,
                created_at=NOW,
                changed_at=NOW,
                **{
                    "status": "active",
                    "starts_on": date(2026, 1, 1),
                    "reason": "Der Bürgerbus ist seit fünf Jahren ein Vorbild.",
                    "office": person.offices.first(),
                    **values,
                },
            )

    return make


@pytest.fixture
def agree(db):
    """A function by which a person agrees to be named in releases."""

    def give(person):
        return Consent.objects.create(person=person, purpose="press", wording="Ja.", given_at=NOW)

    return give


@pytest.fixture
def make_release(db):
    def make(title="Neues aus dem Netzwerk", body="Ein Absatz.\n\nNoch einer.", **values):
        if values.get("status") == "published":
            values = {"published_on": date(2026, 11, 20), **values}
        return Release.objects.create(title=title, body=body, created_at=NOW, changed_at=NOW, **values)

    return make


@pytest.fixture
def make_article(db, kalletal):
    """A function that stores a confirmed clipping past the actions, as evidence for a person and for Kalletal.

    Its text says "Erika Muster" twice and "Kalletal" once.
    """

    def make(person=None, visibility="public", text="", **values):
        text = text or "Kalletal. Erika Muster fährt Bus. Das sagt Muster."
        values = {
            "title": "Erika Muster fährt Bus",
            "quote": "Erika Muster fährt Bus.",
            "status": "confirmed",
            **values,
        }
        clipping = Clipping.objects.create(
            **{
                "kind": "paste",
                "sha256": f"{Clipping.objects.count():064}",
                "original": text,
                "mended": text,
                "paper": "Lipper Bote",
                "published_on": date(2021, 5, 12),
                "created_at": NOW,
                "changed_at": NOW,
                **values,
            }
        )
        _mention(clipping, "place", "Kalletal", kalletal.key, place=kalletal)
        if person is not None:
            _mention(clipping, "person", "Erika Muster", "Erika Muster", person=person, detail={"office": "Chefin"})
            _prove(clipping, visibility, person=person, place=kalletal)
        _prove(clipping, visibility, place=kalletal)
        return clipping

    return make


def _mention(clipping, kind, words, value, **more):
    start = clipping.mended.find(words)
    where = {"start": start, "end": start + len(words)} if start >= 0 else {}
    return Mention.objects.create(
        clipping=clipping, kind=kind, value=value, **{"start": None, "end": None} | where, **more
    )


def _prove(clipping, visibility, **about):
    evidence = Evidence.objects.create(
        kind="clipping", title=clipping.title, created_at=NOW, visibility=visibility, **about
    )
    clipping.evidence.add(evidence)
