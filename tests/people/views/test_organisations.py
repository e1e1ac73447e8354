"""Organisations: the list, the page of one, and what the office changes."""

from datetime import date

import pytest

from ideenschmiede.people.models import Membership, Organisation

pytestmark = pytest.mark.django_db
LIST = "/mitglieder/organisationen/"


def page_of(organisation):
    return f"{LIST}{organisation.pk}-{organisation.slug}/"


def test_the_list_with_filter_and_search(client, make_organisation, make_person, kalletal):
    first = make_organisation("Wasserverband", abbreviation="WV", place=kalletal)
    make_organisation("Hochschule", sector="science")
    Membership.objects.create(person=make_person(visibility="public"), organisation=first)
    Membership.objects.create(person=make_person("Innen"), organisation=first)
    text = client.get(LIST).text
    assert "2 organisations" in text
    assert text.index("Hochschule") < text.index("Wasserverband (WV)")
    assert "Association, Kalletal, one person" in text  # the other one is for members
    assert "Wasserverband" not in client.get(f"{LIST}?bereich=science").text
    assert "Hochschule" not in client.get(f"{LIST}?q=wv").text
    assert 'value="science"' in client.get(f"{LIST}?bereich=science").text
    assert "No organisation fits" in client.get(f"{LIST}?q=gibtsnicht&bereich=unsinn").text


def test_an_empty_list_says_so(client, office):
    assert "No organisation yet" in client.get(LIST).text
    client.force_login(office)
    assert "Record an organisation" in client.get(LIST).text


def test_the_list_is_cut_in_twenties_and_costs_the_same(client, make_organisation, django_assert_num_queries):
    make_organisation("Verband 0")
    client.get(LIST)
    with django_assert_num_queries(4):
        client.get(LIST)
    for number in range(1, 25):
        make_organisation(f"Verband {number}")
    with django_assert_num_queries(4):
        text = client.get(LIST).text
    assert "25 organisations" in text
    assert text.count("organisationen/") < 30
    assert client.get(f"{LIST}?seite=2").text.count("Verband ") == 5


def test_the_page_of_one(client, make_organisation, make_person, member, kalletal):
    organisation = make_organisation("Bund & Land", abbreviation="BL", website="https://bl.example/", place=kalletal)
    karla = make_person("Stein", visibility="public", place=kalletal)
    Membership.objects.create(person=karla, organisation=organisation, function="Vorsitz", since=date(2019, 1, 1))
    Membership.objects.create(person=make_person("Innen"), organisation=organisation)
    Membership.objects.create(person=make_person("Bemerkt", appointed="noticed"), organisation=organisation)
    text = client.get(page_of(organisation)).text
    for part in (
        "Bund &amp; Land",
        "BL",
        "Association",
        "bl.example",
        "Kalletal",
        "Vorsitz",
        "since 2019",
        "Bürgermeisterin, K",
    ):
        assert part in text, part
    assert "Innen" not in text
    client.force_login(member)
    text = client.get(page_of(organisation)).text
    assert "Innen" in text
    assert "Bemerkt" not in text
    assert client.get(f"{LIST}{organisation.pk}/").url == page_of(organisation)
    assert client.get(f"{LIST}{organisation.pk}-falsch/").url == page_of(organisation)
    assert client.get(f"{LIST}999-x/").status_code == 404


def test_a_link_that_is_none_is_not_shown(client, make_organisation):
    organisation = make_organisation(website="javascript:alert(1)")
    text = client.get(page_of(organisation)).text
    assert "javascript" not in text
    assert "Nobody whose profile you may see" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(client, make_organisation, make_person, kalletal, django_assert_num_queries, rows):
    organisation = make_organisation(place=kalletal)
    for number in range(rows):
        person = make_person(f"Person {number}", visibility="public", place=kalletal)
        Membership.objects.create(person=person, organisation=organisation)
    client.get(page_of(organisation))
    with django_assert_num_queries(4):
        client.get(page_of(organisation))


def test_the_office_records_changes_and_removes(client, office):
    client.force_login(office)
    data = {"name": "Verband", "sector": "association", "website": "verband.example"}
    made_at = client.post(f"{LIST}neu/", data).url
    organisation = Organisation.objects.get()
    assert made_at == page_of(organisation)
    assert organisation.website == "https://verband.example"
    assert "recorded already" in client.post(f"{LIST}neu/", data).text
    client.post(f"{LIST}{organisation.pk}/aendern/", {**data, "name": "Bund"})
    organisation.refresh_from_db()
    assert organisation.name == "Bund"
    assert "nobody belongs to it" in client.get(f"{LIST}{organisation.pk}/entfernen/").text
    client.post(f"{LIST}{organisation.pk}/entfernen/")
    assert not Organisation.objects.exists()


def test_it_stays_while_somebody_belongs_to_it(client, office, make_organisation, make_person):
    organisation = make_organisation()
    Membership.objects.create(person=make_person(), organisation=organisation)
    client.force_login(office)
    response = client.post(f"{LIST}{organisation.pk}/entfernen/", follow=True)
    assert "Somebody belongs to this organisation" in response.text
    assert Organisation.objects.exists()
