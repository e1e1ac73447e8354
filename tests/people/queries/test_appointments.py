"""Who sees which appointment, and what is asked of it elsewhere."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.people import appointing
from tests.people.appointing import AT, DAY, TODAY, accepted, active, invited

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Body, Consent, Purpose, Status
from ideenschmiede.people.queries import appointments as queries
from ideenschmiede.people.queries import letters, waiting

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()
KNOWN = {Status.ACTIVE, Status.ENDED, Status.RESIGNED, Status.OFFICE_LOST}


def agree(who, purpose, withdrawn=None):
    Consent.objects.create(person=who, purpose=purpose, wording="x", given_at=AT, withdrawn_at=withdrawn)


@pytest.mark.parametrize("status", sorted(Status))
def test_what_has_begun_has_a_page_for_the_network_and_for_guests_by_consent(status, make_person, member, partner):
    silent, open_one = make_person("Still", appointed=status), make_person("Offen", appointed=status)
    agree(open_one, Purpose.PRESS)
    mine, theirs = silent.appointments.get(), open_one.appointments.get()
    seen = {
        (name, made.pk): queries.appointment_for(who, made.pk) is not None
        for (name, who), made in itertools.product(
            (("guest", GUEST), ("partner", partner), ("member", member)), (mine, theirs)
        )
    }
    known = status in KNOWN
    assert seen == {
        ("guest", mine.pk): False,
        ("guest", theirs.pk): known,
        ("partner", mine.pk): False,
        ("partner", theirs.pk): known,
        ("member", mine.pk): known,
        ("member", theirs.pk): known,
    }
    assert queries.is_public(theirs) is known
    assert queries.is_public(mine) is False


@pytest.mark.parametrize("purpose", sorted(Purpose))
def test_only_two_purposes_make_it_public(purpose, make_person):
    who = make_person()
    agree(who, purpose)
    made = who.appointments.get()
    assert queries.is_public(made) is (purpose in (Purpose.PRESS, Purpose.PUBLIC_PROFILE))
    assert queries.may_be_named_in_press(who) is (purpose == Purpose.PRESS)


def test_a_consent_that_was_withdrawn_counts_no_more(make_person):
    who = make_person()
    agree(who, Purpose.PRESS, withdrawn=AT)
    assert queries.consents_of(who) == set()
    assert queries.appointment_for(GUEST, who.appointments.get().pk) is None


def test_who_was_erased_has_no_page_for_anybody(make_person, office):
    who = make_person()
    agree(who, Purpose.PRESS)
    who.erased_at = AT
    who.save()
    made = who.appointments.get()
    assert [queries.appointment_for(one, made.pk) for one in (GUEST, office)] == [None, None]
    assert not queries.is_public(made)
    assert not queries.may_be_named_in_press(who)
    assert letters.letter_of(made.pk) is None
    assert queries.case(made.pk) == made, "the office still sees that there was one"


def test_ones_own(member, office, account_with):
    made = active()
    other = account_with(Role.MEMBER, email="zwei@example.org")
    assert [
        queries.own_appointment(one, made.pk) is not None for one in (made.person.account, office, other, GUEST)
    ] == [
        True,
        True,
        False,
        False,
    ]
    assert queries.own_appointment(office, 4711) is None


def test_those_of_a_person(make_person):
    who = make_person(appointed="")
    assert queries.appointments_of(who) == []
    first = active(who := appointing.person("Drei", "drei@example.org"), starts_on=TODAY - 100 * DAY)
    second = active(who, appointing.working_group(), starts_on=TODAY)
    third = accepted(who, appointing.working_group("Drei"))
    invited(who, appointing.working_group("Vier"))
    assert queries.appointments_of(who) == [third, second, first]


def test_questions_that_wait(member):
    made = active()
    account = made.person.account
    assert queries.open_questions_of(account) == []
    acts.ask_yearly(appointment=made, at=AT - 400 * DAY)
    newest = acts.ask_yearly(appointment=made, at=AT)
    assert queries.open_questions_of(account) == [newest]
    assert queries.open_question(queries.case(made.pk)) == newest
    assert queries.open_questions_of(member) == []
    acts.answer_yearly(question=newest, stays=True, by=None, at=AT)
    assert queries.open_question(queries.case(made.pk)) is None


def test_letters_and_questions_of_links():
    made = appointing.proposed()
    assert letters.letter_of(made.pk) is None, "no letter went out"
    acts.invite(appointment=made, by=None, at=AT)
    assert letters.letter_of(made.pk) == made
    assert letters.newest_question(4711) is None


def test_to_whom_letters_go(make_person, make_contact, account_with):
    who = make_person()
    assert queries.email_of(who) == ""
    make_contact(who, "phone", "05264 1234")
    make_contact(who)
    assert queries.email_of(who) == "mara@example.org"
    assert queries.language_of(who) == "de"
    who.account = account_with(Role.MEMBER)
    who.account.language = "en"
    assert queries.language_of(who) == "en"


def test_who_works_for_the_office(office, member, account_with):
    gone = account_with(Role.OFFICE, email="weg@example.org")
    gone.is_active = False
    gone.save()
    assert list(queries.office_accounts()) == [office]


def test_offices_that_one_holds_now_or_later(make_person, kalletal):
    who = make_person(place=kalletal)
    for title, until in (("Früher", TODAY - DAY), ("Heute", TODAY)):
        who.offices.create(kind="council", title=title, place=kalletal, until=until)
    assert {one.title for one in queries.offices_of(who, TODAY)} == {"Bürgermeisterin", "Heute"}


def test_bodies_one_can_be_appointed_to(network):
    jury = acts.open_body(kind="jury", name="Auswahl", by=None, at=AT)
    later = appointing.working_group("Zukunft", begins_on=TODAY + 100 * DAY)
    closed = appointing.working_group("Alt")
    acts.close_body(body=closed, by=None, at=AT)
    assert list(queries.bodies_open(TODAY)) == [network, later, jury]
    assert closed in queries.bodies_open(TODAY - DAY)


def test_counts_say_what_the_list_shows(make_person, network):
    group = appointing.working_group()
    make_person("Eins", appointed="active")
    gone = make_person("Zwei", appointed="active")
    who = make_person("Drei", appointed="invited")
    with writing():
        times = {"created_at": AT, "changed_at": AT}
        Appointment.objects.create(person=who, body=group, status=Status.ACTIVE, **times)
    gone.erased_at = AT
    gone.save()
    assert waiting.count_per_status([]) == {"active": 2, "invited": 1}
    assert waiting.count_per_status([network.slug]) == {"active": 1, "invited": 1}
    assert dict(waiting.count_per_body(["active"])) == {network: 1, group: 1}
    assert waiting.appointments_where(["active"], [network.slug]).count() == 1
    assert waiting.appointments_where([], []).count() == 3


def test_members_of_a_body_stand_by_rank_and_name(make_person, network):
    for name, capacity in (("Zett", "chair"), ("Anna", "guest"), ("Berta", "member"), ("Adam", "member")):
        made = make_person(name).appointments.get()
        made.capacity = capacity
        with writing():
            made.save()
    assert [one.person.family_name for one in waiting.people_of(network)] == ["Zett", "Adam", "Berta", "Anna"]
    assert Body.objects.get(pk=network.pk) in waiting.bodies_with_numbers(AnonymousUser()).filter(active=4)
