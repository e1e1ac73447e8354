"""What the balance says at no, one, few and many members, and without a register."""

import re

import pytest
from tests.registered import make_place

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment, Membership
from ideenschmiede.places.models import Place

pytestmark = pytest.mark.django_db
ADDRESS = "/mitglieder/ausgewogenheit/"


@pytest.fixture(autouse=True)
def as_member(client, member):
    client.force_login(member)


def words(client, language="en"):
    page = client.get(ADDRESS, headers={"Accept-Language": language})
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def section(client, slug):
    return next(one for one in client.get(ADDRESS).context["sections"] if one.slug == slug)


@pytest.fixture
def places(kalletal, luebz):
    """Half of the places are villages in the north-east, half are towns in the west."""
    for number in range(9):
        make_place(f"130760{number + 10}", f"Dorf {number}", population=400, area_ha=1_000, parent=luebz.parent)
        make_place(f"057660{number + 50}", f"Stadt {number}", population=30_000, area_ha=1_000, parent=kalletal.parent)
    Place.objects.filter(pk=luebz.pk).update(population=400, area_ha=1_000)
    Place.objects.filter(pk=kalletal.pk).update(population=30_000, area_ha=1_000)
    return kalletal, luebz


def test_one_member(client, places, make_person):
    make_person("A", place=places[0])
    page = words(client)
    assert "With 1 member, chance makes large gaps." in page
    assert "No gap that chance would not make, too" in page
    assert "hardly chance" not in page


@pytest.mark.parametrize(("number", "sure"), [(19, False), (20, True)])
def test_from_twenty_members_on_a_gap_is_called_one(client, places, make_person, number, sure):
    for one in range(number):
        make_person(f"P{one}", place=places[0])
    found = section(client, "groesse")
    assert ("That is hardly chance." in found.sure) == sure
    assert ("chance makes large gaps" in found.sure) != sure


def test_a_network_like_the_country_has_no_gap(client, places, make_person):
    for one in range(24):
        make_person(f"P{one}", place=places[one % 2])
    found = section(client, "groesse")
    assert found.says == "No gap that chance would not make, too"
    assert "differences like these would be usual" in found.sure
    assert {row.verdict for row in found.rows} == {section(client, "land").rows[0].verdict}


def test_a_gap_with_somebody_in_it_says_how_many(client, places, make_person):
    for one in range(30):
        make_person(f"P{one}", place=places[one % 15 == 0])
    found = section(client, "groesse")
    assert found.says == "50% of all municipalities have under 2,000 inhabitants, 7% of the members come from there"
    assert "15 of 30 members would come from there; there are 2." in found.sure
    assert "Of all inhabitants, 1% live there." in found.sure


def test_the_table_has_the_figures_of_the_bars(client, places, make_person):
    for one in range(4):
        make_person(f"P{one}", place=places[one == 0])
    found = section(client, "groesse")
    assert found.table == [
        ["under 2,000 inhabitants", "10", "50%", "1%", "1", "25%", "2.0"],
        ["20,000 to 50,000 inhabitants", "10", "50%", "99%", "3", "75%", "2.0"],
    ]
    widths = {bar.kind: bar.width for bar in found.rows[1].bars}
    assert widths["people"] == "100.0"  # the widest of all
    assert float(widths["members"]) == pytest.approx(100 * 0.75 / (300_000 / 304_000), abs=0.1)
    assert "groesse=20000" in found.rows[1].members_url


def test_the_links_lead_to_as_many_as_are_said(client, places, make_person, make_organisation):
    for one in range(3):
        make_person(f"P{one}", place=places[0])
    person = make_person("Q")
    Membership.objects.create(person=person, organisation=make_organisation("H", sector="science", place=places[1]))
    for found in client.get(ADDRESS).context["sections"]:
        for row, cells in zip(found.rows, found.table, strict=True):
            if row.members_url:
                assert client.get(row.members_url).context["page"].paginator.count == int(cells[4]), row.label
    for one in client.get(ADDRESS).context["sectors"]:
        if one["url"]:
            assert client.get(one["url"]).context["page"].paginator.count == one["count"]


def test_members_without_a_municipality_are_said(client, places, make_person):
    make_person("A", place=places[0])
    make_person("B")
    assert "1 member" in section(client, "groesse").note


def test_terms_that_are_over_and_still_run_are_said(client, places, make_person, now):
    for one in range(2):
        person = make_person(f"P{one}", place=places[0])
        with writing():
            Appointment.objects.filter(person=person).update(ends_on=now.date().replace(year=2020))
    assert "2 terms have ended already and are still active." in words(client)


def test_without_a_register(client, make_person):
    make_person("A")
    assert "Nothing to compare yet" in words(client)


def test_in_german_with_german_figures(client, places, make_person):
    for one in range(25):
        make_person(f"P{one}", place=places[0])
    page = words(client, "de")
    assert "50 %" in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert "20.000" in page


@pytest.mark.parametrize("role", ["partner", None])
def test_who_is_not_in_the_network_does_not_see_it(client, places, request, role):
    client.logout()
    if role:
        client.force_login(request.getfixturevalue(role))
    assert client.get(ADDRESS).status_code in (302, 403, 404)
