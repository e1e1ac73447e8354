"""The balance in words, bars and tables."""

import re
from datetime import date

import pytest

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Practice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_member(client, member):
    client.force_login(member)


@pytest.fixture
def land(kalletal):
    """Twenty villages, and one town where all members are."""
    for number in range(20):
        Place.objects.create(
            key=f"057660{number + 50}", name=f"Dorf {number}", level="municipality",
            source="example", population=900, area_ha=2_000, parent=kalletal.parent,
        )  # fmt: skip
    Place.objects.filter(pk=kalletal.pk).update(area_ha=2_000)
    return kalletal


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def test_the_gap_in_words(client, land, make_person, now):
    for number in range(25):
        make_person(f"M{number}", place=land)
    village = Place.objects.get(key="05766050")
    Practice.objects.create(
        title="Bus", summary="Er fährt.", place=village, visibility="public", created_at=now, changed_at=now
    )
    response = client.get("/mitglieder/ausgewogenheit/")
    page = text_of(response)
    assert "95% of all municipalities have under 2,000 inhabitants, no member comes from there" in page
    assert "24 of 25 members would come from there; there are 0. That is hardly chance." in page
    assert "fewer than chance explains" in page
    assert "95% of all municipalities are rural, no member comes from there" in page
    assert "No gap that chance would not make, too" in page  # all are in one Land
    assert "Whom one could notice there" in page
    assert "one solution" in page
    assert "style=" not in response.text
    assert '<rect class="people-bar-line__members" width="100.0" height="10"/>' in response.text


def test_small_numbers_are_said_to_be_small(client, land, make_person):
    make_person("A", place=land)
    make_person("B", place=land)
    assert "With 2 members, chance makes large gaps." in text_of(client.get("/mitglieder/ausgewogenheit/"))


def test_terms_and_sectors(client, land, make_person):
    for number, end in enumerate((date(2031, 5, 1), None)):
        person = make_person(f"P{number}", place=land)
        with writing():
            Appointment.objects.filter(person=person).update(ends_on=end)
    page = text_of(client.get("/mitglieder/ausgewogenheit/"))
    assert "1 term has no end." in page
    assert "2031 1 member" in page
    assert "Municipality 2 members" in page


def test_an_empty_network_says_what_to_do(client, land):
    assert "Nothing to compare yet" in client.get("/mitglieder/ausgewogenheit/").text


def test_at_most_twelve_queries(client, land, make_person, django_assert_max_num_queries):
    for number in range(25):
        make_person(f"M{number}", place=land)
    client.get("/mitglieder/ausgewogenheit/")
    with django_assert_max_num_queries(12):
        client.get("/mitglieder/ausgewogenheit/")


def test_guests_are_asked_to_sign_in(client):
    client.logout()
    assert client.get("/mitglieder/ausgewogenheit/").status_code == 302


def landmarks(page):
    """The names of its sections and regions, as a screen reader lists them."""
    texts = dict(re.findall(r'id="([\w-]+)">([^<]*)<', page))
    sections = re.findall(r'<section class="people-balance" aria-labelledby="([^"]+)"', page)
    named = [" ".join(texts[part] for part in ids.split()) for ids in sections]
    return named + re.findall(r'role="region"[^>]* aria-label="([^"]+)"', page)


@pytest.mark.parametrize(("villages", "towns", "sections"), [(0, 0, 0), (0, 1, 5), (1, 1, 5), (0, 25, 6), (9, 30, 6)])
def test_each_landmark_has_a_name_of_its_own(client, land, make_person, villages, towns, sections):
    """Also where several comparisons say the same: no gap, or one from which nobody comes."""
    village = Place.objects.get(key="05766050")
    for number in range(villages + towns):
        make_person(f"M{number}", place=village if number < villages else land)
    page = client.get("/mitglieder/ausgewogenheit/").text
    names = landmarks(page)
    assert page.count('<section class="people-balance"') == sections
    assert len(set(names)) == len(names)
    assert all(names)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
