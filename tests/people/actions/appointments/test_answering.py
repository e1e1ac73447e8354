"""The answer of who was invited: contacts, consents, the certificate's number, and "that was not me"."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.people import appointing
from tests.people.appointing import AT, DAY, END, START, TODAY, accepted, active, fresh, invited

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Event
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Consent, Contact, Person, Purpose, Status

pytestmark = pytest.mark.django_db


def test_accepting_stores_what_was_chosen():
    who = appointing.person()
    Contact.objects.create(person=who, kind="phone", value="05264 1234")
    made = invited(who)
    wordings = {Purpose.PRESS: "Die Presse darf mich nennen.", Purpose.PUBLIC_PROFILE: "Alle dürfen mich sehen."}
    acts.accept(appointment=made, letter=1, reaches={"email": "public", "phone": "network"}, consents=wordings, at=AT)
    assert dict(who.contacts.values_list("kind", "reach")) == {"email": "public", "phone": "network"}
    given = Consent.objects.filter(person=who, withdrawn_at=None)
    assert dict(given.values_list("purpose", "wording")) == wordings
    assert {event.actor for event in Event.objects.filter(verb="consent.given")} == {None}
    who.refresh_from_db()
    assert who.visibility == "public"


def test_nothing_is_agreed_to_unless_it_was_chosen():
    made = active()
    assert not Consent.objects.exists()
    assert made.person.contacts.get().reach == Contact.Reach.INTRODUCTION
    assert made.person.visibility == "network"


def test_a_kind_of_contact_that_there_is_not_is_left_out():
    made = invited()
    acts.accept(appointment=made, letter=1, reaches={"mobile": "public"}, at=AT)
    assert list(made.person.contacts.values_list("kind", flat=True)) == ["email"]


@pytest.mark.parametrize("answer", [acts.accept, acts.decline], ids=["accept", "decline"])
def test_an_older_letter_does_not_count(answer):
    made = invited()
    acts.resend(appointment=made, by=None, at=AT)
    assert made.link_number == 2
    with pytest.raises(acts.StepNotAllowed, match="newer letter"):
        answer(appointment=made, letter=1, at=AT)
    assert fresh(made).status == Status.INVITED
    answer(appointment=made, letter=2, at=AT)


@pytest.mark.parametrize("answer", [acts.accept, acts.decline], ids=["accept", "decline"])
def test_the_last_day_counts_and_the_day_after_does_not(answer):
    made = invited()
    late = AT + 31 * DAY
    with pytest.raises(acts.StepNotAllowed, match="deadline has passed"):
        answer(appointment=made, letter=1, at=late)
    answer(appointment=made, letter=1, at=late - DAY)


def test_the_deadline_is_a_day_in_germany():
    made = invited()  # until 22 December
    with pytest.raises(acts.StepNotAllowed, match="deadline has passed"):
        acts.accept(appointment=made, letter=1, at=datetime(2026, 12, 22, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize("second", [acts.accept, acts.decline], ids=["accept", "decline"])
@pytest.mark.parametrize("first", [acts.accept, acts.decline], ids=["accept", "decline"])
def test_a_replayed_answer_changes_nothing(first, second):
    made = invited()
    first(appointment=made, letter=1, at=AT)
    steps, tasks, events = made.steps.count(), appointing.waiting_mails(), Event.objects.count()
    with pytest.raises(acts.StepNotAllowed):
        second(appointment=made, letter=1, at=AT)
    assert (made.steps.count(), appointing.waiting_mails(), Event.objects.count()) == (steps, tasks, events)


def test_declining_with_a_reason_tells_the_office_and_not_the_chronicle():
    made = invited()
    acts.decline(appointment=made, letter=1, reason=" Keine\r\nZeit. ", at=AT)
    assert (made.status, made.steps.last().note) == (Status.DECLINED, "Keine\nZeit.")
    assert "Zeit" not in str(list(Event.objects.values_list("data", flat=True)))
    assert appointing.waiting_mails()[-1] == ("tell_office", "answered", made.pk)


def test_a_group_that_was_closed_meanwhile_is_not_accepted_to():
    group = appointing.working_group()
    made = invited(body=group)
    acts.close_body(body=group, by=None, at=AT)
    with pytest.raises(acts.StepNotAllowed, match="was withdrawn"):
        acts.accept(appointment=made, letter=1, at=AT)


# ── the number of the certificate ─────────────────────────────────────────────────────────────────────────────────────


def test_numbers_have_no_gap_and_begin_anew_each_year():
    people = [appointing.person(f"P{n}", f"p{n}@example.org") for n in range(5)]
    first, second = active(people[0]), active(people[1])
    declined = invited(people[2])
    acts.decline(appointment=declined, letter=1, at=AT)
    third = active(people[3])
    assert [first.number, second.number, third.number] == ["2026-0001", "2026-0002", "2026-0003"]
    assert fresh(declined).number == ""
    next_year = active(people[4], at=AT + 60 * DAY)
    assert next_year.number == "2027-0001"


def test_a_number_with_five_digits_is_the_highest():
    people = [appointing.person(f"P{n}", f"p{n}@example.org") for n in range(3)]
    first = active(people[0])
    with writing():
        Appointment.objects.filter(pk=first.pk).update(number="2026-9999")
    assert active(people[1]).number == "2026-10000"
    assert active(people[2]).number == "2026-10001"


def test_an_answer_that_fails_takes_its_number_back():
    made = invited()
    Contact.objects.filter(person=made.person).update(value="keine Adresse")  # which set_contacts refuses
    with pytest.raises(ActionError):
        acts.accept(appointment=made, letter=1, reaches={"email": "public"}, at=AT)
    assert (fresh(made).status, fresh(made).number) == (Status.INVITED, "")
    assert active(appointing.person("Zwei", "zwei@example.org")).number == "2026-0001"


# ── when the term begins ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_term_that_has_begun_begins_at_once():
    assert active(starts_on=TODAY).status == Status.ACTIVE


def test_a_term_of_tomorrow_waits():
    made = accepted(starts_on=TODAY + DAY)
    assert fresh(made).status == Status.ACCEPTED
    assert fresh(made).person.account is None
    with pytest.raises(acts.StepNotAllowed, match="The term begins on 23"):
        acts.activate(appointment=made, by=None, at=AT)
    acts.activate(appointment=made, by=None, at=AT + DAY)
    assert fresh(made).status == Status.ACTIVE


def test_who_accepts_does_not_see_what_stands_in_the_way():
    """Somebody else took the address between the letter and the answer: the office solves it, the answer counts."""
    made = invited()
    other = Person.objects.create(family_name="Andere", created_at=AT, changed_at=AT)
    other.account = Account.objects.create(email="ada@example.org", name="Andere", created_at=AT)
    other.save()
    acts.accept(appointment=made, letter=1, at=AT)
    assert (made.status, fresh(made).status) == (Status.ACCEPTED, Status.ACCEPTED)
    with pytest.raises(acts.AppointmentError, match="Somebody else already signs in"):
        acts.activate(appointment=made, by=None, at=AT)


# ── that was not me ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_that_was_not_me_undoes_the_answer():
    made = invited()
    acts.accept(appointment=made, letter=1, reaches={"email": "public"}, consents=[Purpose.PUBLIC_PROFILE], at=AT)
    number, account = made.number, fresh(made).person.account
    acts.dispute(appointment=made, letter=1, at=AT + DAY)
    after = fresh(made)
    assert (after.status, after.link_number, after.number) == (Status.INVITED, 2, number)
    assert after.person.contacts.get().reach == Contact.Reach.INTRODUCTION
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert after.person.visibility == "network"
    account.refresh_from_db()
    assert not account.is_active
    assert account.grants.count() == 0
    assert appointing.waiting_mails()[-1] == ("tell_office", "disputed", made.pk)
    assert Event.objects.filter(verb="appointment.disputed", actor=None).exists()
    with pytest.raises(acts.StepNotAllowed, match="newer letter"):
        acts.accept(appointment=made, letter=1, at=AT + DAY)
    with pytest.raises(acts.StepNotAllowed):
        acts.dispute(appointment=made, letter=1, at=AT + DAY)


def test_the_right_person_answers_afterwards_with_the_same_number():
    made = active()
    number = made.number
    acts.dispute(appointment=made, letter=1, at=AT)
    acts.resend(appointment=made, by=None, at=AT)
    acts.accept(appointment=made, letter=3, at=AT)
    assert (fresh(made).status, fresh(made).number) == (Status.ACTIVE, number)
    account = fresh(made).person.account
    assert account.is_active
    assert account.roles == {"member"}


def test_consents_of_before_the_answer_stay():
    who = appointing.person()
    Consent.objects.create(person=who, purpose=Purpose.DIGEST, wording="x", given_at=AT - DAY)
    made = active(who)
    acts.dispute(appointment=made, letter=1, at=AT)
    assert Consent.objects.get(withdrawn_at=None).purpose == Purpose.DIGEST


def test_after_a_month_one_calls_the_office():
    made = active()
    with pytest.raises(acts.StepNotAllowed, match="30 days"):
        acts.dispute(appointment=made, letter=1, at=AT + timedelta(days=31))
    assert fresh(made).status == Status.ACTIVE


def test_expiring():
    made = invited()
    with pytest.raises(acts.StepNotAllowed, match="has not passed"):
        acts.expire(appointment=made, at=AT + 30 * DAY)
    acts.expire(appointment=made, at=AT + 31 * DAY)
    assert fresh(made).status == Status.EXPIRED
    again = invited(made.person)
    assert (again.starts_on, again.ends_on) == (START, END)
