"""Releases and articles about a person or a place as lines of one list."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.press.queries.lines import about_person, about_place

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


@pytest.fixture
def erika(make_person):
    return make_person()


@pytest.fixture
def appointment(erika, make_appointment):
    return make_appointment(erika)


def test_both_in_one_query_the_latest_first(erika, appointment, make_article, make_release, django_assert_num_queries):
    make_article(erika, title="Alter Artikel", published_on=date(2020, 1, 1))
    make_release("Mitteilung", status="published", published_on=date(2024, 1, 1), appointment=appointment)
    make_article(erika, title="Neuer Artikel", published_on=date(2025, 1, 1))
    with django_assert_num_queries(1):
        lines = about_person(GUEST, erika, 10)
    assert [(line.what, line.title, line.source) for line in lines] == [
        ("article", "Neuer Artikel", "Lipper Bote"),
        ("release", "Mitteilung", ""),
        ("article", "Alter Artikel", "Lipper Bote"),
    ]
    assert [line.slug for line in lines] == ["neuer-artikel", "mitteilung", "alter-artikel"]


def test_drafts_are_for_the_office_and_come_first(erika, appointment, make_article, make_release, office, member):
    make_article(erika)
    make_release("Entwurf", appointment=appointment)
    make_release("Zurückgezogen", status="withdrawn", published_on=date(2024, 1, 1), appointment=appointment)
    assert [line.what for line in about_person(member, erika, 10)] == ["article"]
    lines = about_person(office, erika, 10)
    assert lines[0].title == "Entwurf"
    assert {line.state for line in lines if line.what == "release"} == {"Draft", "Withdrawn"}


def test_articles_of_the_network_stay_there(erika, make_article, member, kalletal):
    make_article(erika, visibility="network")
    assert about_person(GUEST, erika, 10) == about_place(GUEST, kalletal, 10) == []
    assert len(about_person(member, erika, 10)) == len(about_place(member, kalletal, 10)) == 1


def test_what_is_about_others_is_left_out(erika, make_person, make_article, make_release, make_appointment, luebz):
    other = make_person("Anders")
    make_article(other)
    make_release("Über andere", status="published", appointment=make_appointment(other))
    make_release("Über niemanden", status="published")
    assert about_person(GUEST, erika, 10) == []
    assert about_place(GUEST, luebz, 10) == []


def test_not_more_than_asked_for(erika, make_article, kalletal):
    for number in range(4):
        make_article(erika, title=f"Artikel {number}", published_on=date(2020 + number, 1, 1))
    assert [line.title for line in about_person(GUEST, erika, 2)] == ["Artikel 3", "Artikel 2"]
    assert [line.title for line in about_place(GUEST, kalletal, 2)] == ["Artikel 3", "Artikel 2"]


@pytest.mark.parametrize("status", ["new", "discarded"])
def test_what_is_not_confirmed_is_left_out(erika, make_article, kalletal, office, status):
    make_article(erika, status=status)
    assert about_person(office, erika, 10) == []
    assert about_place(office, kalletal, 10) == []
