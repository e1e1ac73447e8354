"""What a row tells anew of somebody who is there: only what it tells, and nothing is taken away."""

from datetime import date

import pytest

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.actions.importing.rows import Draft
from ideenschmiede.people.actions.importing.stored import Stored
from ideenschmiede.people.models import Appointment, Membership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def person(make_person, make_contact, make_expertise, make_organisation, kalletal):
    person = make_person("Hecker", place=kalletal)
    make_contact(person)
    make_expertise(person, "klima")
    Membership.objects.create(person=person, organisation=make_organisation("Wasserverband"))
    return person


def differs(who, **told):
    draft = Draft(2, told.pop("person", {}), told.pop("contacts", {}), **told)
    return set(Stored.load([who.pk]).differs(who.pk, draft, TODAY))


def test_nothing_told_changes_nothing(person):
    assert differs(person) == set()


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ({"person": {"given_name": "Mara", "family_name": "Hecker"}}, set()),
        ({"person": {"title": "Dr."}}, {"person"}),
        ({"contacts": {"email": "mara@example.org"}}, set()),
        ({"contacts": {"email": "neu@example.org"}}, {"contacts"}),
        ({"contacts": {"phone": "1"}}, {"contacts"}),
        ({"organisation": "WASSERVERBAND"}, set()),
        ({"organisation": "Anderer"}, {"organisation"}),
        ({"topics": frozenset({"klima"})}, set()),
        ({"topics": frozenset({"klima", "it"})}, {"topics"}),
    ],
)
def test_parts(person, told, parts):
    assert differs(person, **told) == parts


def test_offices(person, kalletal, luebz):
    assert differs(person, office="bürgermeisterin", place=kalletal.pk) == set()
    assert differs(person, office="Rätin", place=kalletal.pk) == {"office"}
    assert differs(person, office="Bürgermeisterin", place=luebz.pk) == {"office"}


@pytest.mark.parametrize(
    ("status", "since", "until", "is_new"),
    [
        ("active", date(2020, 1, 1), None, False),  # one that runs is enough
        ("invited", date(2020, 1, 1), None, False),
        ("ended", date(2020, 1, 1), None, True),
        ("active", date(2010, 1, 1), date(2014, 12, 31), True),  # an earlier term
        ("ended", date(2022, 2, 13), date(2024, 2, 12), False),  # the very same
    ],
)
def test_terms(person, status, since, until, is_new):
    with writing():
        Appointment.objects.filter(person=person).update(status=status, starts_on=date(2022, 2, 13))
    assert differs(person, member_since=since, member_until=until) == ({"member"} if is_new else set())
