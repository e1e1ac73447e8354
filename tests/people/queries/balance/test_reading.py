"""The figures: each member counts once, at the municipality where the member works."""

from datetime import UTC, date, datetime

import pytest

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment, Membership, PublicOffice
from ideenschmiede.people.queries.balance.reading import balance
from ideenschmiede.places.models import Place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def lines(found):
    return {line.value: (line.places, line.people, line.members) for line in found.lines if line.places or line.members}


@pytest.fixture
def places(kalletal, luebz):
    Place.objects.filter(pk=kalletal.pk).update(area_ha=11_242)
    Place.objects.filter(pk=luebz.pk).update(area_ha=500)
    return kalletal, luebz


def test_members_and_register(places, make_person):
    kalletal, luebz = places
    make_person("A", place=kalletal)
    make_person("B", place=kalletal)
    twice = make_person("C", place=luebz)
    PublicOffice.objects.create(person=twice, kind="council", title="Rat", place=kalletal)
    make_person("Vormals", place=kalletal, appointed="ended")
    found = balance(TODAY)
    assert found.persons == 3
    assert lines(found.sizes) == {"5000": (1, 6_100, 1), "10000": (1, 13_401, 2)}
    assert lines(found.settlements) == {"rural": (1, 13_401, 2), "urban": (1, 6_100, 1)}
    assert lines(found.lands) == {"05": (1, 13_401, 2), "13": (1, 6_100, 1)}
    assert [line.label for line in found.lands.lines] == ["Mecklenburg-Vorpommern", "Nordrhein-Westfalen"]


def test_who_works_in_no_municipality_is_said(places, make_person, make_organisation):
    kalletal, _luebz = places
    make_person("Landrat", place=kalletal.parent)
    make_person("Nirgends")
    at = make_person("Firma")
    Membership.objects.create(person=at, organisation=make_organisation("X", sector="business", place=kalletal))
    found = balance(TODAY)
    assert (found.sizes.members, found.sizes.left_out) == (1, 2)
    assert {value: count for value, _label, count in found.sectors} == {
        "municipality": 1, "business": 1, "association": 0, "science": 0, "civil_society": 0, "politics": 0, "media": 0,
    }  # fmt: skip


def test_invented_places_belong_to_the_register_of_a_demo_only(places, make_person):
    kalletal, luebz = places
    Place.objects.filter(pk=luebz.pk).update(is_example=True)
    make_person("A", place=kalletal)
    assert set(lines(balance(TODAY).lands)) == {"05"}
    make_person("B", place=luebz, changed_at=datetime(2026, 11, 23, tzinfo=UTC))
    found = balance(TODAY)
    assert lines(found.sizes) == {"5000": (1, 6_100, 1), "10000": (1, 13_401, 1)}
    assert found.lands.lines == ()  # an invented Land cannot be compared


def test_terms(places, make_person):
    ends = [
        None,
        date(2026, 11, 21),
        date(2026, 11, 22),
        date(2026, 12, 31),
        date(2027, 12, 1),
        date(2028, 1, 1),
        date(2028, 12, 1),
    ]
    for number, end in enumerate(ends):
        person = make_person(f"P{number}")
        with writing():
            Appointment.objects.filter(person=person).update(ends_on=end)
    found = balance(TODAY)
    assert found.terms == (
        (date(2026, 10, 1), "quarter", 2),
        (date(2027, 10, 1), "quarter", 1),
        (date(2028, 1, 1), "year", 2),
    )
    assert (found.endless, found.overdue) == (1, 1)


def test_an_empty_network(places):
    found = balance(TODAY)
    assert (found.persons, found.sizes.members, found.terms) == (0, 0, ())


def test_few_queries_whatever_the_members(places, make_person, django_assert_max_num_queries):
    for name in "ABC":
        make_person(name, place=places[0])
    balance(TODAY)
    with django_assert_max_num_queries(5):
        balance(TODAY)
