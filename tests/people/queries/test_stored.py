"""All that is stored about a person, and nothing about others."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.actions.persons import change_person
from ideenschmiede.people.models import AppointmentStep, Deputy, Membership, Person
from ideenschmiede.people.queries.stored import stored_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(make_person, make_contact, make_evidence, make_expertise, make_organisation, member, office, kalletal, now):
    person = make_person("Stein", account=member, place=kalletal, topics=("klima",), about="Über mich")
    make_contact(person, "phone", "0123")
    office.name = "Sachbearbeiterin"
    office.save()
    make_expertise(person, "klima", make_evidence("Preis", person, recorded_by=office))
    Membership.objects.create(person=person, organisation=make_organisation("Verband"))
    with writing():
        appointment = person.appointments.get()
        AppointmentStep.objects.create(appointment=appointment, status="active", at=now, note="Sagt ja")
        Deputy.objects.create(appointment=appointment, name="Vertretung", named_at=now)
    other = make_person("Fremd", about="Geheimnis anderer")
    make_contact(other, "phone", "9999")
    change_person(person=person, values={"headline": "Neu"}, by=office, at=now)
    return person


def test_it_tells_all_of_the_person_and_nothing_of_others(known, member):
    text = json.dumps(stored_about(known), ensure_ascii=False)
    for part in ("Stein", "Über mich", "0123", "Preis", "Verband", "Sagt ja", "Vertretung", "Kalletal", member.email,
                 "person.changed", "headline"):  # fmt: skip
        assert part in text, part
    for part in ("Sachbearbeiterin", "Geheimnis", "9999", "Fremd", "password", "pbkdf2", "!"):
        assert part not in text, part


def test_it_follows_whatever_points_to_a_person(known):
    """A model that a later app brings is in it without a change here."""
    told = stored_about(known)
    pointing = [
        relation.related_model
        for relation in Person._meta.related_objects
        if relation.related_model._base_manager.filter(**{relation.field.name: known}).exists()
    ]
    assert len(pointing) >= 6
    assert all(str(model._meta.verbose_name) in told for model in pointing)
    assert apps.get_model("people", "Person")._meta.verbose_name in told


def test_somebody_without_anything(make_person):
    told = stored_about(make_person("Allein", appointed=None, given_name=""))
    assert told["person"][0]["family name"] == "Allein"
    assert told["chronicle"] == []


def test_nobody_can_sign_in_with_it(known, member):
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": "Zauberwort"})
    UserSession.objects.create(user=member, session_key="Sitzung", ip="127.0.0.1", user_agent="Browser 7")
    text = json.dumps(stored_about(known))
    assert "totp" in text
    assert "Browser 7" in text
    assert not any(secret in text for secret in ("Zauberwort", "Sitzung"))
