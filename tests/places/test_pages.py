"""Pages of places: what they show, what they cost, and what bad addresses get."""

import re

import pytest
from django.utils import translation
from tests.places.lines import as_file, association, municipality, small_register

from ideenschmiede.places import queries
from ideenschmiede.places.actions.indicators import import_indicators
from ideenschmiede.places.actions.register import import_register, load_embedded_register
from ideenschmiede.places.models import Level, Place

pytestmark = pytest.mark.usefixtures("register")
GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de"}
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
KALLETAL = "/orte/05766036-kalletal/"


def text_of(response) -> str:
    content = re.sub(r"<(script|svg|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


@pytest.fixture
def page(client):
    def get(address, expect=200, **headers):
        response = client.get(address, **(headers or ENGLISH))
        assert response.status_code == expect
        return text_of(response)

    return get


class TestDetail:
    def test_figures_with_their_source(self, page):
        text = page(KALLETAL)
        for part in ("Kalletal", "Kreis Lippe", "13,401", "112.4 km²", "119 inhabitants per km²", "32689", "05766036"):
            assert part in text
        assert "057660036036" in text
        assert "register of municipalities GV100AD, 31 December 2024" in text.replace("\xa0", " ")

    @pytest.mark.parametrize(
        ("population", "kind"), [(13_401, "Ländlich"), (30_000, "Zwischen Stadt und Land"), (90_000, "Städtisch")]
    )
    def test_rural_or_urban_and_by_what_it_is_told(self, page, population, kind):
        Place.objects.filter(key="05766036").update(population=population)
        assert f"Siedlungsart {kind} (ländlich unter 150, städtisch ab 500 Einwohner je km²" in page(KALLETAL, **GERMAN)

    def test_a_kreis_is_neither_and_nothing_is_said_where_nothing_is_known(self, page):
        assert "Settlement" not in page("/orte/05766-lippe/")
        Place.objects.filter(key="05766036").update(area_ha=None)
        assert "Settlement" not in page(KALLETAL)

    def test_several_postal_codes(self, page):
        assert "33602 and others" in page("/orte/05711000-bielefeld/")

    def test_estimates_are_marked(self, page, db, now):
        Place.objects.filter(key="05766036").update(population=21000, population_is_estimate=True, source="model")
        text = page(KALLETAL)
        assert "about 21,000" in text
        assert "The population is an estimate" in text
        assert "rough estimate from area and neighbouring places" in text

    def test_the_map_says_in_words_what_one_sees(self, client):
        content = client.get(KALLETAL, **ENGLISH).content.decode()
        assert 'role="img" aria-label="Kalletal, Kreis Lippe, Nordrhein-Westfalen lies in the' in content
        assert len(re.findall(r'<path class="site-map__land"', content)) == 16
        assert len(re.findall(r"<circle", content)) == 1

    def test_twins_with_reasons(self, page):
        text = page(KALLETAL)
        assert "Lemgo" in text
        assert "13,401 and 40,633 inhabitants" in text

    def test_weights_by_address(self, page):
        text = page(KALLETAL + "?gewicht_population=0&gewicht_density=0&gewicht_area=4")
        assert "112.4 and 100.9 km²" in text
        assert "13,401 and" not in text

    @pytest.mark.parametrize("query", ["gewicht_area=x", "gewicht_luck=1", "gewicht_area=1&gewicht_area=2"])
    def test_strange_weights_do_no_harm(self, page, query):
        assert "13,401 and 40,633" in page(f"{KALLETAL}?{query}")

    def test_something_must_count(self, page):
        text = page(KALLETAL + "?gewicht_population=0&gewicht_density=0&gewicht_area=0")
        assert "At least one feature must count." in text
        assert "13,401 and 40,633" in text

    def test_indicators(self, page, now):
        data = "AGS;Indikator;Jahr;Wert;Quelle;Einheit\n05766036;Ärzte;2022;1,25;Kammer;je 1000\n"
        import_indicators(data=data.encode(), by=None, at=now)
        text = page(KALLETAL)
        assert "Ärzte 1.25 je 1000 2022 Kammer" in text

    def test_kreis_and_land_show_what_belongs_to_them(self, page):
        assert "Lemgo 40,633 Kalletal 13,401" in page("/orte/05766-lippe/")
        assert "Reg.-Bez. Detmold" in page("/orte/05-nordrhein-westfalen/")

    def test_dissolved(self, page, now):
        Place.objects.filter(key="05766044").update(dissolved_on=now.date())
        text = page("/orte/05766044-lemgo/").replace("\xa0", " ")
        assert "The register of 22 November 2026 no longer has it" in text

    def test_invented(self, page):
        Place.objects.create(
            key="99001001", level=Level.MUNICIPALITY, name="Haselfurt", is_example=True, source="example"
        )
        assert "This place does not exist." in page("/orte/99001001-haselfurt/")

    @pytest.mark.parametrize("address", ["/orte/05766036/", "/orte/05766036-falsch/", "/orte/05766036-KALLETAL/"])
    def test_other_addresses_lead_there(self, client, address):
        response = client.get(address)
        if address.endswith("KALLETAL/"):
            assert response.status_code == 404
        else:
            assert response["Location"] == KALLETAL

    @pytest.mark.parametrize("address", ["/orte/00000000/", "/orte/99999999-x/", "/orte/1/", "/orte/1234567890/"])
    def test_unknown(self, page, address):
        page(address, expect=404)

    def test_in_german(self, page):
        text = page(KALLETAL, **GERMAN)
        assert "13.401 und 40.633 Einwohner" in text
        assert "Datenlizenz Deutschland" in text

    @pytest.mark.parametrize("places", [1, 3])
    def test_cost(self, client, django_assert_max_num_queries, now, places):
        lines = small_register()
        for number in range(places):
            lines.append(association("05766", f"01{number:02d}", f"Neu {number}"))
            lines.append(municipality(f"057661{number:02d}", f"Neu {number}", association=f"01{number:02d}"))
        import_register(data=as_file(lines), by=None, at=now)
        client.get(KALLETAL)
        with django_assert_max_num_queries(12):
            client.get(KALLETAL)

    def test_unchanged_pages_are_not_sent_again(self, client):
        tag = client.get(KALLETAL)["ETag"]
        assert client.get(KALLETAL, HTTP_IF_NONE_MATCH=tag).status_code == 304


class TestList:
    def test_all_municipalities_by_size(self, page):
        text = page("/orte/")
        assert text.index("Bielefeld") < text.index("Lemgo") < text.index("Kalletal")
        assert "3 places" in text
        assert "Municipalities 3" in text

    def test_filters(self, page):
        assert "1 place" in page("/orte/?groesse=10000")
        assert "Lippe" in page("/orte/?ebene=kreis")
        assert "No place fits all filters" in page("/orte/?groesse=0")

    @pytest.mark.parametrize(
        "query", ["land=xx", "ebene=mond", "groesse=-1", "seite=999", "seite=x", "sortierung=zufall"]
    )
    def test_strange_filters_do_no_harm(self, page, query):
        assert "Bielefeld" in page(f"/orte/?{query}")

    def test_search(self, page):
        text = page("/orte/?q=kalletahl")
        assert "Kalletal" in text
        assert "1 place found for “kalletahl”" in text

    def test_nothing_found(self, page):
        text = page("/orte/?q=xyzzyqq")
        assert "No place found for “xyzzyqq”" in text
        assert "Show all places" in text

    def test_what_was_typed_is_escaped(self, client):
        content = client.get("/orte/?q=<script>alert(1)</script>").content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert" in content

    @pytest.mark.parametrize("text", ["x" * 100_000, "\x01\x02", "%ED%A0%80", "' OR 1=1 --"])
    def test_bad_input(self, client, text):
        assert client.get("/orte/", {"q": text}).status_code == 200

    @pytest.mark.parametrize("address", ["/orte/", "/orte/?ebene=kreis&sortierung=name", "/orte/?q=kall"])
    def test_cost(self, client, django_assert_max_num_queries, address):
        client.get(address)
        with django_assert_max_num_queries(6):
            client.get(address)

    def test_the_whole_register_twenty_a_page(self, db, now, client):
        Place.objects.update(is_example=True)  # so that the embedded register counts as the first
        Place.objects.all().update(parent=None, association=None)
        Place.objects.all().delete()
        queries.register_state().latest.delete()
        load_embedded_register(by=None, at=now)
        response = client.get("/orte/?land=05&groesse=10000&seite=2", **ENGLISH)
        assert len(response.context["page"]) == 20
        assert "estimates (GeoNames" in text_of(response)


class TestSuggestions:
    def options(self, client, text):
        response = client.get("/orte/suche", {"q": text}, HTTP_HX_REQUEST="true", **ENGLISH)
        assert response.status_code == 200
        return re.findall(r'role="option".*?data-value="([^"]*)" data-url="([^"]*)"', response.content.decode())

    def test_options(self, client):
        assert self.options(client, "kalletahl") == [("Kalletal (Kreis Lippe, Nordrhein-Westfalen)", KALLETAL)]
        assert self.options(client, "") == []
        assert self.options(client, "xyzzyqq") == []

    def test_without_javascript_one_hit_leads_to_the_place(self, client):
        assert client.get("/orte/suche?q=Kalletal")["Location"] == KALLETAL
        assert client.get("/orte/suche?ort=Kalletal")["Location"] == KALLETAL

    def test_without_javascript_several_hits_lead_to_the_list(self, client):
        assert client.get("/orte/suche?q=l")["Location"].startswith("/orte/?q=")
        assert client.get("/orte/suche?q=%C3%A4&x=1")["Location"] == "/orte/?q=%C3%A4"

    def test_too_often(self, client, settings):
        settings.SEARCHES_PER_MINUTE = 2
        codes = [client.get("/orte/suche?q=k", REMOTE_ADDR="10.9.8.7").status_code for _ in range(4)]
        assert codes[-1] == 429
        codes = [client.get("/orte/?q=k", REMOTE_ADDR="10.9.8.6").status_code for _ in range(4)]
        assert codes == [200, 200, 429, 429]
        assert client.get("/orte/", REMOTE_ADDR="10.9.8.6").status_code == 200


def test_every_text_is_translated(client):
    """English words on a German page would be messages without a translation."""
    for address in ("/orte/", KALLETAL, "/orte/?q=xyzzyqq", "/orte/05766-lippe/"):
        with translation.override("de"):
            text = text_of(client.get(address, **GERMAN))
        assert not re.search(r"\b(the|places?|found|inhabitants|alike|and)\b", text), address
