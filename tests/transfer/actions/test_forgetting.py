"""Erasing a person takes the name out of the solutions that give it as contact."""

from datetime import date

import pytest
from django.utils import timezone

from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.actions.persons import record_person, set_contacts

pytestmark = pytest.mark.django_db
CONTACT = {
    "contact_name": "Erika Muster",
    "contact_role": "Bauamt",
    "contact_phone": "0123",
    "contact_confirmed_on": date(2026, 1, 1),
}


@pytest.fixture
def person(member):
    now = timezone.now()
    person = record_person(values={"given_name": "Erika", "family_name": "Muster"}, by=None, at=now)
    set_contacts(person=person, contacts={"email": ("erika@example.org", "network")}, by=None, at=now)
    person.account = member
    person.save()
    return person


def erase(person):
    erase_person(person=person, by=None, at=timezone.now())


@pytest.mark.parametrize("whose", ["contact", "account"])
def test_solutions_forget_whom_to_ask(person, make_practice, member, whose):
    address = "ERIKA@example.org" if whose == "contact" else member.email
    practice = make_practice("Bus", contact_email=address, **CONTACT)
    other = make_practice("Laden", contact_email="erika2@example.org", **CONTACT)
    erase(person)
    practice.refresh_from_db()
    assert (practice.contact_name, practice.contact_email, practice.contact_phone) == ("", "", "")
    assert (practice.contact_role, practice.contact_confirmed_on) == ("Bauamt", None)
    other.refresh_from_db()
    assert other.contact_name == "Erika Muster"  # perhaps somebody else
    assert list(Event.objects.filter(verb="practice.contact_forgotten").values_list("subject_id", flat=True)) == [
        practice.pk
    ]


def test_solutions_without_an_address_are_left_alone(make_practice):
    nobody = record_person(values={"family_name": "Muster"}, by=None, at=timezone.now())
    practice = make_practice("Bus", **CONTACT)
    erase(nobody)
    practice.refresh_from_db()
    assert practice.contact_name == "Erika Muster"
