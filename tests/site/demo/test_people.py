"""The people of the demo are there as the actions make them, and stand for nobody."""

from collections import Counter

import pytest
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import Role
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Contact,
    Evidence,
    Organisation,
    Person,
    Status,
    YearlyQuestion,
)
from ideenschmiede.site.demo import content
from ideenschmiede.site.demo.loader import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    load_demo(at=timezone.now())


@pytest.fixture
def entries():
    return content.people()["person"]


def test_all_of_it_is_marked_as_an_example(demo, entries):
    for model in (Person, Organisation, Evidence, Appointment):
        assert model.objects.exists()
        assert not model.objects.filter(is_example=False).exists()
    assert Person.objects.count() == len(entries)
    assert set(Body.objects.filter(is_example=False).values_list("kind", flat=True)) == {"network"}


def test_addresses_and_numbers_are_nobodys(demo):
    for contact in Contact.objects.all():
        if contact.kind == Contact.Kind.EMAIL:
            assert contact.value.endswith(".example")
        else:
            assert contact.value.startswith("030 23125 ")
    numbers = Counter(Contact.objects.filter(kind="phone").values_list("value", flat=True))
    assert max(numbers.values()) == 1


def test_there_is_one_of_each_stage_that_the_office_works_with(demo):
    network = Appointment.objects.filter(body__kind=Body.Kind.NETWORK)
    found = Counter(network.values_list("status", flat=True))
    for status in (Status.NOTICED, Status.PROPOSED, Status.INVITED, Status.ACCEPTED, Status.ENDED):
        assert found[status] == 1
    assert found[Status.ACTIVE] >= 20


def test_some_terms_end_within_sixty_days_so_that_something_waits(demo):
    now = timezone.localdate()
    ends = Appointment.objects.filter(status=Status.ACTIVE).values_list("ends_on", flat=True)
    assert any((day - now).days <= 60 for day in ends)


def test_accounts_belong_to_persons_with_the_roles_of_their_appointments(demo):
    member = Account.objects.get(email="member@beispiel.example")
    assert member.person.family_name == "Beispiel"
    assert member.roles == {Role.MEMBER}
    chair = Account.objects.get(email="chair@beispiel.example")
    assert chair.roles == {Role.MEMBER, Role.CHAIR}
    assert Account.objects.get(email="partner@beispiel.example").roles == {Role.PARTNER}


def test_two_who_sign_in_to_the_demo_are_asked_and_nobody_else(demo):
    asked = {question.appointment.person.account.email for question in YearlyQuestion.objects.all()}
    assert asked == {"member@beispiel.example", "pilot-lead@beispiel.example"}


def test_every_expertise_rests_on_evidence(demo):
    for person in Person.objects.all():
        for expertise in person.expertise.all():
            assert expertise.evidence.exists(), person


def test_it_was_all_written_down(demo):
    chronicle.seal()
    assert chronicle.verify() is None
    assert chronicle.head() > len(content.people()["person"]) * 5


def test_names_are_as_different_as_in_life(entries):
    assert any("title" in entry for entry in entries)
    assert any("given" not in entry for entry in entries)
    assert any("’" in entry["family"] for entry in entries)
    assert len({(entry.get("given"), entry["family"]) for entry in entries}) == len(entries)
