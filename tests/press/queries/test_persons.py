"""Whom and what a name in a text may mean."""

import pytest
from tests.press.conftest import NOW

from ideenschmiede.people.models import Organisation, PublicOffice
from ideenschmiede.press.queries.persons import (
    known_organisation,
    known_person,
    persons_by_id,
    persons_called,
    place_of,
    places_by_key,
)

pytestmark = pytest.mark.django_db
ERIKA = {"given": "Erika", "family": "Muster"}


def test_by_family_name_whatever_its_case(make_person):
    first, second = make_person(), make_person("MUSTER", "Max")
    make_person("Mustermann")
    make_person(erased_at=NOW)
    assert set(persons_called(" muster ")) == {first, second}
    assert persons_called("") == persons_called("  ") == []


def test_the_one_who_was_chosen_is_among_them(make_person):
    other = make_person("Anders")
    muster = make_person()
    assert set(persons_called("Muster", and_this=other.pk)) == {muster, other}


def test_with_what_tells_them_apart_in_three_queries(make_person, kalletal, django_assert_num_queries):
    ids = [make_person(place=kalletal).pk for _number in range(3)]
    with django_assert_num_queries(3):
        found = persons_by_id([*ids, ids[0], 999])
        assert {person.offices.all()[0].place.name for person in found.values()} == {"Kalletal"}
    assert set(found) == set(ids)


def test_a_name_that_nobody_has_is_somebody_new(make_person, kalletal):
    make_person("Anders", place=kalletal)
    assert known_person(ERIKA, kalletal.pk) == (None, True)


def test_the_same_name_with_an_office_there_is_the_same(make_person, kalletal):
    person = make_person(place=kalletal)
    assert known_person(ERIKA, kalletal.pk) == (person.pk, False)


@pytest.mark.parametrize("case", ["elsewhere", "no-place", "other-given-name", "two-of-them"])
def test_else_the_office_is_asked(make_person, kalletal, luebz, case):
    given_name = "Emma" if case == "other-given-name" else "Erika"
    make_person(given_name=given_name, place=luebz if case == "elsewhere" else kalletal)
    if case == "two-of-them":
        make_person(place=kalletal)
    assert known_person(ERIKA, None if case == "no-place" else kalletal.pk) == (None, False)


def test_an_earlier_office_there_counts_too(make_person, kalletal):
    person = make_person()
    PublicOffice.objects.create(person=person, kind="mayor", title="M", place=kalletal, until="2020-01-01")
    assert known_person(ERIKA, kalletal.pk) == (person.pk, False)


def test_organisations_by_name_and_by_their_own_abbreviation():
    def make(name, short):
        return Organisation.objects.create(name=name, abbreviation=short, sector="association", created_at=NOW).pk

    bund, first, _second = make("Bund der Orte", "BdO"), make("Verein A", "VA"), make("Verein B", "va")
    assert known_organisation("bund der orte", "") == bund
    assert known_organisation("Bund aller Orte", "BdO") == bund
    assert known_organisation("Verein A", "VA") == first
    assert known_organisation("Verein C", "VA") is None  # two have it
    assert known_organisation("Verein C", "") is None


def test_places(kalletal, luebz, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = places_by_key(["05766036", "13076090", "05766036", "99999999"])
        assert found["05766036"].parent.full_name == "Kreis Lippe"
    assert found == {"05766036": kalletal, "13076090": luebz}
    assert place_of(kalletal.pk) == kalletal
    assert place_of(None) is None
    assert place_of(999_999) is None
