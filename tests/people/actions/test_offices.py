"""Offices and memberships: added, ended, corrected, removed."""

from datetime import date

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions import offices
from ideenschmiede.people.actions.filling import PersonError

pytestmark = pytest.mark.django_db


def fields_of(person):
    events = Event.objects.filter(verb="person.changed", subject_id=person.pk).order_by("pk")
    return [event.data["fields"] for event in events]


def test_an_office_from_its_beginning_to_its_end(office, make_person, kalletal, luebz, now):
    person = make_person()
    values = {"kind": "mayor", "title": "Bürgermeister", "place": kalletal, "since": date(2014, 6, 1)}
    held = offices.add_office(person=person, values=values, by=office, at=now)
    assert offices.change_office(office=held, values={"until": date(2020, 5, 31)}, by=office, at=now)
    assert not offices.change_office(office=held, values={"title": " Bürgermeister "}, by=office, at=now)
    assert str(person.offices.get()) == "Bürgermeister, Kalletal"
    offices.remove_office(office=held, by=office, at=now)
    assert not person.offices.exists()
    assert fields_of(person) == [["offices"]] * 3


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"since": date(2020, 1, 1), "until": date(2019, 1, 1)}, "The end is before the start"),
        ({"title": "  "}, "Title of the office: This field cannot be blank"),
        ({"kind": "king"}, "is not a valid choice"),
    ],
)
def test_an_office_that_cannot_be(office, make_person, kalletal, now, more, problem):
    person = make_person()
    values = {"kind": "mayor", "title": "Bürgermeister", "place": kalletal, **more}
    with pytest.raises(PersonError, match=problem):
        offices.add_office(person=person, values=values, by=office, at=now)
    assert not person.offices.exists()


def test_a_membership(office, make_person, make_organisation, now):
    person, organisation = make_person(), make_organisation()
    made = offices.add_membership(
        person=person, values={"organisation": organisation, "function": "Vorsitz"}, by=office, at=now
    )
    assert offices.change_membership(membership=made, values={"function": "Beisitz"}, by=office, at=now)
    assert person.memberships.get().function == "Beisitz"
    offices.remove_membership(membership=made, by=office, at=now)
    assert fields_of(person) == [["memberships"]] * 3


def test_only_the_person_and_the_office(member, make_person, kalletal, now):
    own, other = make_person(account=member), make_person("Andere", place=kalletal)
    values = {"kind": "council", "title": "Rat", "place": kalletal}
    offices.add_office(person=own, values=values, by=member, at=now)
    theirs = other.offices.get()
    for call in (
        lambda: offices.add_office(person=other, values=values, by=member, at=now),
        lambda: offices.change_office(office=theirs, values={"title": "x"}, by=member, at=now),
        lambda: offices.remove_office(office=theirs, by=member, at=now),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert other.offices.get().title == "Bürgermeisterin"
