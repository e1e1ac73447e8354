"""Who is listed, whom one may see, and who has the same name."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.people.models import Person, PublicOffice, Status
from ideenschmiede.people.queries.persons import (
    current_offices,
    listed,
    person_for,
    person_of,
    same_name,
    visible_persons,
)

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


@pytest.mark.parametrize("status", [status.value for status in Status])
def test_only_an_active_appointment_lists_somebody(make_person, status):
    make_person(appointed=status)
    assert Person.objects.filter(listed()).exists() == (status == "active")


def test_an_erased_person_is_never_listed(make_person, now, office):
    person = make_person("", given_name="", erased_at=now)
    assert not Person.objects.filter(listed()).exists()
    assert person_for(office, person.pk) is None


def test_whom_one_may_see(make_person, member, partner, office, account_with):
    make_person("Offen", visibility="public")
    make_person("Innen")
    make_person("Bemerkt", appointed="noticed", visibility="public")
    make_person("Nie", appointed=None, account=partner)

    def names(who):
        return {person.family_name for person in visible_persons(who)}

    assert names(GUEST) == {"Offen"}
    assert names(partner) == {"Offen", "Nie"}  # oneself always
    assert names(member) == {"Offen", "Innen"}
    assert names(account_with("operator")) == {"Offen"}
    assert names(office) == {"Offen", "Innen", "Bemerkt", "Nie"}


def test_somebody_is_listed_once_with_two_appointments(make_person, member, now):
    person = make_person()
    assert list(visible_persons(member)) == [person]
    assert person_for(member, person.pk) == person


def test_person_of_an_account(make_person, member, partner):
    person = make_person(account=member)
    assert person_of(member) == person
    assert person_of(partner) is person_of(GUEST) is None


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (None, None, True),
        (date(2026, 11, 22), None, True),
        (None, date(2026, 11, 22), True),
        (date(2026, 11, 23), None, False),
        (None, date(2026, 11, 21), False),
    ],
)
def test_offices_held_on_a_day(make_person, kalletal, since, until, held):
    PublicOffice.objects.create(
        person=make_person(), kind="mayor", title="Amt", place=kalletal, since=since, until=until
    )
    assert PublicOffice.objects.filter(current_offices(date(2026, 11, 22))).exists() == held


def test_the_same_name(make_person, now, django_assert_num_queries):
    found = [make_person("Müller", given_name="Jürgen"), make_person("MUELLER", given_name="Juergen")]
    make_person("Müller", given_name="Eva")
    make_person("", given_name="", erased_at=now)
    assert {person.pk for person in same_name("Jürgen", "Mueller")} == {person.pk for person in found}
    with django_assert_num_queries(1):
        assert same_name("Niemand", "Sonst") == []
