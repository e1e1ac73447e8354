"""The people of the demo network: recorded, appointed and invited by the same actions that the office uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.plain import slug_of
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.actions.consents import give_consent
from ideenschmiede.people.actions.expertise import record_evidence, set_expertise
from ideenschmiede.people.actions.offices import add_membership, add_office
from ideenschmiede.people.actions.organisations import record_organisation
from ideenschmiede.people.actions.persons import record_person, set_contacts
from ideenschmiede.people.models import (
    Body,
    Contact,
    Evidence,
    EvidenceKind,
    Organisation,
    Person,
    PublicOffice,
    Purpose,
)
from ideenschmiede.places.models import Place
from ideenschmiede.site.demo import content
from ideenschmiede.transfer.models import Practice

PHONES = "030 23125 {:03}"  # nobody's: the Bundesnetzagentur keeps these for films
FIRST_PHONE = 500  # those before belong to the contacts of the practices


@transaction.atomic
def load(*, places: Mapping[str, Place], topics: Mapping[str, Topic], emails: Mapping[str, str], at: datetime) -> None:
    """Organisations, bodies, and all persons. `emails`: the accounts of the demo, by their role."""
    tables = content.people()
    for entry in tables["organisation"]:
        values = {**entry, "place": places[entry["place"]], "is_example": True}
        record_organisation(values=values, by=None, at=at)
    bodies = {entry.pop("short"): acts.open_body(**entry, is_example=True, by=None, at=at) for entry in tables["body"]}
    loader = _Loader(places, topics, bodies, emails, at)
    for entry in tables["person"]:
        loader.load(entry)


class _Loader:
    def __init__(
        self,
        places: Mapping[str, Place],
        topics: Mapping[str, Topic],
        bodies: Mapping[str, Body],
        emails: Mapping[str, str],
        at: datetime,
    ) -> None:
        self.places, self.topics, self.bodies, self.emails, self.at = places, topics, bodies, emails, at
        self.organisations = {one.name: one for one in Organisation.objects.all()}
        self.network = Body.objects.get(kind=Body.Kind.NETWORK)
        self.practices = {one.external_id: one for one in Practice.objects.filter(is_example=True)}
        self.phones = count(FIRST_PHONE)

    def load(self, entry: dict[str, Any]) -> None:
        """A person with office, contacts, expertise and consents, and the appointment as far as it has come."""
        person = self._person(entry)
        office = self._office(person, entry)
        if "organisation" in entry:
            name, function = entry["organisation"]
            values = {"organisation": self.organisations[name], "function": function}
            add_membership(person=person, values=values, by=None, at=self.at)
        self._contacts(person, office, entry)
        evidence = [piece for known in entry["expertise"] for piece in self._expertise(person, known)]
        if entry.get("visibility") == Visibility.PUBLIC:
            for purpose in (Purpose.PUBLIC_PROFILE, Purpose.PRESS, Purpose.INTRODUCTIONS):
                give_consent(person=person, purpose=purpose, wording=str(purpose.label), by=None, at=self.at)
        _Appointing(self, person, office, evidence, entry).appoint()

    def day(self, days: int) -> date:
        return (self.at + timedelta(days=days)).date()

    def _person(self, entry: dict[str, Any]) -> Person:
        values = {
            "title": entry.get("title", ""),
            "given_name": entry.get("given", ""),
            "family_name": entry["family"],
            "form_of_address": entry["form"],
            "headline": entry["headline"],
            "about": entry.get("about", ""),
            "languages": entry.get("languages", ["de"]),
            "is_example": True,
        }
        topics = [self.topics[known["topic"]] for known in entry["expertise"]]
        return record_person(values=values, topics=topics, by=None, at=self.at)

    def _office(self, person: Person, entry: dict[str, Any]) -> PublicOffice | None:
        if "office" not in entry:
            return None
        kind, title, key, *term = entry["office"]
        since, until = [*map(date.fromisoformat, term), None][:2]
        values = {"kind": kind, "title": title, "place": self.places[key], "since": since, "until": until}
        return add_office(person=person, values=values, by=None, at=self.at)

    def _contacts(self, person: Person, office: PublicOffice | None, entry: dict[str, Any]) -> None:
        name = slug_of(f"{person.given_name} {person.family_name}").replace("-", ".")
        address = f"{name}@{office.place.slug if office else 'mail'}.example"
        email = self.emails[entry["account"]] if "account" in entry else address
        contacts = {
            Contact.Kind.EMAIL.value: (email, Contact.Reach.NETWORK.value),
            Contact.Kind.PHONE.value: (PHONES.format(next(self.phones)), Contact.Reach.INTRODUCTION.value),
        }
        set_contacts(person=person, contacts=contacts, by=None, at=self.at)

    def _expertise(self, person: Person, known: dict[str, Any]) -> list[Evidence]:
        pieces = [self._practice(person, self.practices[key]) for key in known.get("practices", [])]
        if "own" in known:
            kind, title, day, shows = known["own"]
            values = {"kind": kind, "title": title, "date": date.fromisoformat(day), "shows": shows}
            pieces.append(self._evidence(person, values))
        topic = self.topics[known["topic"]]
        set_expertise(person=person, topic=topic, helps_with=known["helps"], evidence=pieces, by=None, at=self.at)
        return pieces

    def _practice(self, person: Person, practice: Practice) -> Evidence:
        values = {
            "kind": EvidenceKind.PRACTICE,
            "title": practice.title,
            "date": practice.started_on,
            "place": practice.place,
            "url": settings.BASE_URL + reverse("transfer:short", args=[practice.pk]),
            "shows": practice.summary,
        }
        return self._evidence(person, values)

    def _evidence(self, person: Person, values: dict[str, Any]) -> Evidence:
        full = {**values, "person": person, "visibility": Visibility.PUBLIC, "is_example": True}
        return record_evidence(values=full, by=None, at=self.at)


@dataclass(frozen=True)
class _Appointing:
    """One person's way into the network and its groups, as far as `status` says."""

    loader: _Loader
    person: Person
    office: PublicOffice | None
    evidence: list[Evidence]
    entry: dict[str, Any]

    def appoint(self) -> None:
        status = self.entry.get("status", "active")
        if status != "known":
            getattr(self, f"_{status}")()

    def _term(self) -> dict[str, Any]:
        begins, ends = self.entry["term"]
        return {"starts_on": self.loader.day(begins), "ends_on": self.loader.day(ends)}

    def _why(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "body": self.loader.network,
            "capacity": self.entry.get("capacity", "member"),
            "office": self.office,
            "reason": self.entry["reason"],
            "evidence": self.evidence,
            "by": None,
            "at": self.loader.at,
        }

    def _active(self) -> None:
        made = acts.take_over(**self._why(), **self._term())
        if self.entry.get("asked"):
            acts.ask_yearly(appointment=made, at=self.loader.at)
        for group, capacity in self.entry.get("groups", []):
            body = self.loader.bodies[group]
            acts.take_over(**{**self._why(), "body": body, "capacity": capacity}, **self._term())

    def _ended(self) -> None:
        acts.take_over(**self._why(), **self._term())

    def _noticed(self) -> None:
        acts.notice(**self._why())

    def _proposed(self) -> None:
        acts.propose_new(**self._why(), **self._term())

    def _invited(self) -> None:
        appointment = acts.propose_new(**self._why(), **self._term())
        acts.invite(appointment=appointment, by=None, at=self.loader.at)

    def _accepted(self) -> None:
        appointment = acts.propose_new(**self._why(), **self._term())
        acts.invite(appointment=appointment, by=None, at=self.loader.at)
        reaches = {Contact.Kind.EMAIL.value: Contact.Reach.NETWORK.value}
        letter = appointment.link_number
        acts.accept(appointment=appointment, letter=letter, reaches=reaches, consents=[], at=self.loader.at)
