"""The directory over HTTP: cards in words, a place like mine, the map with its table, and what nobody may see."""

from datetime import date

import pytest
from django.utils import timezone

from ideenschmiede.base.search import IndexMissing, Reader, Writer
from ideenschmiede.people.documents import Persons
from ideenschmiede.people.models import Membership
from ideenschmiede.places.models import Place, RegisterImport

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(make_person, make_expertise, make_evidence, kalletal):
    Place.objects.filter(pk=kalletal.pk).update(area_ha=11_242, latitude=52.12, longitude=9.02)
    person = make_person("Hecker", place=kalletal, visibility="public", headline="Fragen Sie nach <b>Bussen</b>.")
    award = make_evidence("Preis", person=person, visibility="public", date=date(2024, 5, 1))
    council = make_evidence("Beschluss", person=person, visibility="public", kind="decision")
    secret = make_evidence("Intern", person=person, visibility="network", kind="pilot")
    make_expertise(person, "klima", award, council, secret)
    make_expertise(person, "it")
    return person


def test_a_card_says_on_what_it_rests(client, mara):
    page = client.get("/mitglieder/").text
    assert "Mara Hecker" in page
    assert "Bürgermeisterin, Kalletal" in page
    assert "13,401 inhabitants · rural · Kreis Lippe, Nordrhein-Westfalen" in page
    assert "2 pieces of evidence: Award 2024, Council decision" in page
    assert "no evidence yet" in page
    assert "&lt;b&gt;Bussen&lt;/b&gt;" in page
    assert "One person" in page


def test_the_network_sees_more_of_it(client, mara, member):
    client.force_login(member)
    assert "3 pieces of evidence" in client.get("/mitglieder/").text


def test_guests_see_public_profiles_only(client, make_person):
    make_person("Geheim", visibility="network")
    page = client.get("/mitglieder/").text
    assert "Geheim" not in page
    assert "No members yet" in page
    assert "Geheim" not in client.get("/mitglieder/?q=geheim&ansicht=karte").text


def test_who_belongs_to_an_organisation(client, make_person, make_organisation, kalletal):
    person = make_person("Muster", visibility="public")
    organisation = make_organisation("Hochschule Beispiel", sector="science", place=kalletal)
    Membership.objects.create(person=person, organisation=organisation, function="Professorin")
    assert "Professorin, Hochschule Beispiel (Science)" in client.get("/mitglieder/").text


class TestMyPlace:
    @pytest.fixture
    def twin(self, kalletal):
        return Place.objects.create(
            key="05766099", name="Zwilling", level="municipality", source="example",
            population=13_401, area_ha=11_242, parent=kalletal.parent,
        )  # fmt: skip

    def test_likeness_in_words(self, client, mara, twin):
        page = client.get("/mitglieder/?ort=05766099").text
        assert "seen from Zwilling" in page
        assert "Kalletal is very like Zwilling" in page
        assert "13,401 and 13,401 inhabitants" in page

    def test_ones_own_place(self, client, mara):
        assert "From Kalletal itself" in client.get("/mitglieder/?ort=05766036").text

    def test_what_was_typed_leads_to_an_address_that_can_be_shared(self, client, mara, twin):
        response = client.get("/mitglieder/", {"ort": "Zwilling (Kreis Lippe, Nordrhein-Westfalen)", "thema": "klima"})
        assert response.status_code == 302
        assert response["Location"] == "?ort=05766099&thema=klima"

    def test_an_unclear_place_is_asked_for(self, client, mara):
        page = client.get("/mitglieder/?ort=Kalltal").text
        assert "is not clear to us" in page
        assert 'href="?ort=05766036"' in page
        assert "We know no place" in client.get("/mitglieder/?ort=Xyzzyx").text

    def test_nothing_is_said_where_nothing_is_known(self, client, make_person, twin):
        make_person("Muster", visibility="public")
        assert "is not known" in client.get("/mitglieder/?ort=05766099").text

    def test_the_place_of_the_last_answer_is_offered(self, client, mara, twin):
        client.cookies["ort"] = "05766099"
        page = client.get("/mitglieder/").text
        assert 'value="Zwilling (Kreis Lippe, Nordrhein-Westfalen)"' in page
        assert "seen from" not in page


def test_the_map_and_its_table(client, mara, make_person):
    make_person("Ohneort", visibility="public")
    page = client.get("/mitglieder/?ansicht=karte").text
    assert "All of them are in Nordrhein-Westfalen" in page
    assert '<path class="people-dots people-dots--1" d="M' in page
    assert "One person has no place on the map." in page
    assert "<caption" in page
    assert "style=" not in page


def test_dots_grow_with_those_who_are_near(client, make_person, kalletal, mara):
    for number in range(5):
        make_person(f"Nachbar{number}", place=kalletal, visibility="public")
    page = client.get("/mitglieder/?ansicht=karte").text
    assert "people-dots--5" in page
    assert 'people-dots--1"' not in page


def test_filters_are_kept_by_the_search(client, mara):
    page = client.get("/mitglieder/?thema=klima&ansicht=karte").text
    assert '<input type="hidden" name="thema" value="klima">' in page
    assert '<input type="hidden" name="ansicht" value="karte">' in page


def test_nobody_fits(client, mara):
    page = client.get("/mitglieder/?land=05&q=gibtesnicht").text
    assert "Nobody fits all of it" in page
    assert "0 persons fit your choice" in page


def test_odd_addresses(client, mara):
    for address in (
        "seite=999",
        "seite=x",
        "ort=%00",
        "q=%00",
        "q=" + "x" * 5000,
        "sortierung=a&sortierung=b",
        "ort=9" * 50,
    ):
        assert client.get(f"/mitglieder/?{address}").status_code == 200


def test_without_an_index_names_are_found(client, mara, tmp_path, settings):
    settings.INDEX_DIR = tmp_path
    with pytest.raises(IndexMissing):
        Reader(tmp_path).shelf("person")
    assert "Mara Hecker" in client.get("/mitglieder/?q=hecker").text
    assert "Mara Hecker" not in client.get("/mitglieder/?q=bussen").text


def test_the_index_finds_by_its_words(client, mara, make_person, tmp_path, settings):
    make_person("Anders", visibility="public")
    with Writer(tmp_path, embedder=None) as writer:
        writer.rebuild(Persons().build(Persons().all_ids()), position=0)
    settings.INDEX_DIR, settings.EMBEDDINGS = tmp_path, "none"
    page = client.get("/mitglieder/?q=Busse").text
    assert "Mara Hecker" in page
    assert "Anders" not in page
    assert "One person fits your choice" in page
    assert 'aria-current="true">Best match' in page


def test_tools_are_for_those_who_may(client, mara, member, office):
    def offered():
        page = client.get("/mitglieder/").text
        return [word for word in ("ausgewogenheit/", "einlesen/", "export/?als=xlsx") if word in page]

    assert offered() == []
    client.force_login(member)
    assert offered() == ["ausgewogenheit/"]
    client.force_login(office)
    assert offered() == ["ausgewogenheit/", "einlesen/", "export/?als=xlsx"]


def test_the_office_sees_who_is_no_member(client, make_person, office):
    make_person("Neu", appointed=None)
    client.force_login(office)
    assert "Never appointed" in client.get("/mitglieder/").text


def test_the_same_queries_for_one_and_three(
    client, mara, make_person, make_expertise, member, kalletal, django_assert_num_queries
):
    client.force_login(member)
    imported = {"source": "example", "data_date": None, "sha256": "0" * 64, "imported_at": timezone.now()}
    RegisterImport.objects.create(**imported)
    address = "/mitglieder/?ort=05766036&thema=klima"
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)
    for name in ("A", "B"):
        make_expertise(make_person(name, place=kalletal), "klima")
    client.get(address)
    with django_assert_num_queries(12):
        assert "3 persons fit your choice" in client.get(address).text


def test_unchanged_pages_are_not_sent_twice(client, mara):
    first = client.get("/mitglieder/")
    assert client.get("/mitglieder/", headers={"If-None-Match": first["ETag"]}).status_code == 304


class TestExport:
    def test_what_the_list_shows(self, client, mara, make_person, office):
        make_person("Anders")
        client.force_login(office)
        response = client.get("/mitglieder/export/?als=csv&thema=klima")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert "attachment" in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]
        text = response.content.decode()
        assert "Hecker" in text
        assert "Anders" not in text

    def test_as_a_workbook(self, client, mara, office):
        client.force_login(office)
        response = client.get("/mitglieder/export/?als=xlsx")
        assert response.content.startswith(b"PK")
        assert ".xlsx" in response["Content-Disposition"]
