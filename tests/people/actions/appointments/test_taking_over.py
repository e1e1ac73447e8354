"""Appointments that were made before: taken over as they are, without a mail."""

from datetime import date

import pytest
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import chronicle
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Account, Event
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Body, Contact, Person, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return Body.objects.get(kind=Body.Kind.NETWORK)


@pytest.fixture
def ada(now):
    person = Person.objects.create(given_name="Ada", family_name="Beispiel", created_at=now, changed_at=now)
    Contact.objects.create(person=person, kind=Contact.Kind.EMAIL, value="ada@example.org")
    return person


def take_over(person, body, now, by=None, **more):
    values = {"starts_on": date(2024, 1, 1), "ends_on": date(2027, 12, 31), "reason": "Der Bürgerbus.", **more}
    return acts.take_over(person=person, body=body, by=by, at=now, **values)


def test_a_term_that_runs_is_active_and_its_member_can_sign_in_without_having_got_a_mail(ada, network, now, office):
    appointment = take_over(ada, network, now, by=office)
    assert appointment.status == Status.ACTIVE
    account = Account.objects.get(email="ada@example.org")
    assert account.roles == {Role.MEMBER}
    ada.refresh_from_db()
    assert ada.account == account
    assert not DBTaskResult.objects.exists()


def test_it_is_written_down_who_took_it_over(ada, network, now, office):
    appointment = take_over(ada, network, now, by=office)
    step = appointment.steps.get()
    assert (step.status, step.by, step.at) == (Status.ACTIVE, office, now)
    event = Event.objects.get(verb="appointment.taken_over")
    assert (event.subject_id, event.actor) == (appointment.pk, office.pk)
    assert event.data == {"person": ada.pk, "body": network.pk}
    chronicle.seal()
    assert chronicle.verify() is None


def test_the_reason_is_frozen(ada, network, now):
    assert take_over(ada, network, now).frozen["reason"] == "Der Bürgerbus."


def test_a_term_that_is_over_is_history_and_opens_no_account(ada, network, now):
    appointment = take_over(ada, network, now, ends_on=date(2025, 12, 31))
    assert appointment.status == Status.ENDED
    assert not Account.objects.filter(email="ada@example.org").exists()


def test_without_an_address_one_is_a_member_all_the_same(ada, network, now):
    ada.contacts.all().delete()
    assert take_over(ada, network, now).status == Status.ACTIVE
    assert not Account.objects.filter(name="Ada Beispiel").exists()


def test_a_term_to_come_needs_an_invitation(ada, network, now):
    with pytest.raises(acts.AppointmentError, match="invitation") as error:
        take_over(ada, network, now, starts_on=date(2026, 11, 23))
    assert error.value.field == "starts_on"
    assert not Appointment.objects.exists()


def test_nobody_is_a_member_twice(ada, network, now):
    take_over(ada, network, now)
    with pytest.raises(acts.StepNotAllowed, match="already"):
        take_over(ada, network, now)
    assert Appointment.objects.count() == 1


def test_only_the_office_takes_over(ada, network, now, member):
    with pytest.raises(NotAllowed):
        take_over(ada, network, now, by=member)
