"""Places are found as people name them, in a moment."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.places.lines import as_file, association, line, municipality, small_register

from ideenschmiede.places import queries
from ideenschmiede.places.actions.register import import_register
from ideenschmiede.places.models import Level, Place, fold

HOMONYMS = [
    line("10", "08", "Baden-Württemberg"),
    line("40", "08127", "Schwäbisch Hall", mark="44"),
    association("08127", "0100", "Rosengarten"),
    municipality("08127100", "Rosengarten", people=5281, code="74538"),
    line("10", "03", "Niedersachsen"),
    line("40", "03353", "Harburg", mark="44"),
    association("03353", "0029", "Rosengarten"),
    municipality("03353029", "Rosengarten", people=13836, code="21224"),
    line("10", "09", "Bayern"),
    line("40", "09162", "München, Landeshauptstadt", mark="41"),
    association("09162", "0000", "München"),
    municipality("09162000", "München, Landeshauptstadt", people=1_512_491, code="80331", several=True),
    association("09162", "0999", "Wald"),
    municipality("09162999", "Kallwald, gemfr. Gebiet", association="0999", mark="66", people=0),
]


@pytest.fixture
def places(db, now):
    return import_register(data=as_file([*small_register(), *HOMONYMS]), by=None, at=now)


def names(text: str, limit: int = 10) -> list[str]:
    return [entry.label for entry in queries.find(text, limit)]


KALLETAL = "Kalletal (Kreis Lippe, Nordrhein-Westfalen)"
MUNICH = "München (Bayern)"


@pytest.mark.usefixtures("places")
class TestFind:
    @pytest.mark.parametrize(
        "text",
        [
            "Kalletal",
            "kalletal",
            "KALLETAL",
            "Kall",
            "kalletahl",
            "kaletal",
            "Klaletal",
            "Kalletaal",
            "32689",
            "3268",
            "05766036",
            "kalletal lippe",
            "kalletal kreis lippe",
            "Kalletal, Nordrhein-Westfalen",
            "  Kalletal  ",
        ],
    )
    def test_kalletal(self, text):
        assert names(text)[0] == KALLETAL

    @pytest.mark.parametrize("text", ["München", "Muenchen", "munchen", "MÜNCHEN", "mün", "muen", "80331", "Münhcen"])
    def test_umlauts_are_optional(self, text):
        assert names(text)[0] == MUNICH

    def test_homonyms_by_population_with_kreis_and_land(self):
        assert names("Rosengarten") == [
            "Rosengarten (Landkreis Harburg, Niedersachsen)",
            "Rosengarten (Landkreis Schwäbisch Hall, Baden-Württemberg)",
        ]

    def test_a_further_word_decides(self):
        assert names("rosengarten württemberg")[0] == "Rosengarten (Landkreis Schwäbisch Hall, Baden-Württemberg)"

    def test_kreise_and_laender_are_found(self):
        assert names("Lippe")[0] == "Kreis Lippe (Nordrhein-Westfalen)"
        assert names("Kreis Lippe") == ["Kreis Lippe (Nordrhein-Westfalen)"]
        assert names("Nordrhein")[0] == "Nordrhein-Westfalen"

    def test_a_town_that_is_its_own_kreis_is_found_once(self):
        assert names("Bielefeld") == ["Bielefeld (Nordrhein-Westfalen)"]

    def test_areas_without_municipality_come_last(self):
        assert names("kall") == [KALLETAL, "Kallwald (München, Bayern)"]

    def test_a_postal_code_that_the_register_lacks_leads_to_the_town_with_several(self):
        assert names("80999") == [MUNICH]
        assert names("99999") == []

    @pytest.mark.parametrize(
        "text", ["", "   ", "§$%", "xyzzyqq", "\x00", "'; DROP TABLE places_place; --", "<script>"]
    )
    def test_nothing_is_found_kindly(self, text):
        assert names(text) == []

    def test_limit(self):
        assert len(names("e", 1)) <= 1
        assert len(names("r", 2)) == 2


@pytest.mark.usefixtures("places")
class TestResolve:
    @pytest.mark.parametrize("text", ["Kalletal", "kalletal", "05766036", "32689", KALLETAL, f" {KALLETAL} "])
    def test_one(self, text):
        resolution = queries.resolve(text)
        assert resolution.outcome == "one"
        assert resolution.entry.key == "05766036"

    def test_several(self):
        resolution = queries.resolve("Rosengarten")
        assert (resolution.outcome, resolution.entry) == ("several", None)
        assert [entry.key for entry in resolution.entries] == ["03353029", "08127100"]

    def test_none_with_suggestions(self):
        resolution = queries.resolve("kalletahl")
        assert (resolution.outcome, resolution.entry) == ("none", None)
        assert [entry.name for entry in resolution.entries] == ["Kalletal"]

    def test_nothing(self):
        assert queries.resolve("xyzzyqq") == queries.Resolution("none", ())
        assert queries.resolve("").outcome == "none"

    def test_a_town_rather_than_its_kreis(self):
        assert queries.resolve("Bielefeld").entry.level == Level.MUNICIPALITY

    def test_every_label_leads_back_to_its_place(self):
        for entry in queries.directory().searched:
            assert queries.resolve(entry.label).entry == entry


@given(text=st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.usefixtures("places")
def test_any_text_is_answered(text):
    assert isinstance(queries.find(text), list)
    assert queries.resolve(text).outcome in ("one", "several", "none")


class TestMemory:
    def test_one_small_query_when_nothing_changed(self, places, django_assert_num_queries):
        queries.directory()
        with django_assert_num_queries(1):
            queries.find("Kalletal")

    def test_a_new_register_is_noticed(self, places, now):
        assert names("Kalletal")
        lines = small_register()
        lines[6:8] = [association("05766", "0036", "Neutal"), municipality("05766036", "Neutal")]
        import_register(data=as_file([*lines, *HOMONYMS]), by=None, at=now)
        assert names("Neutal") == ["Neutal (Kreis Lippe, Nordrhein-Westfalen)"]
        assert names("Kalletal") == []

    def test_a_new_place_is_noticed(self, places):
        queries.directory()
        Place.objects.create(key="99001001", level=Level.MUNICIPALITY, name="Haselfurt", source="x", is_example=True)
        assert names("Haselfurt") == ["Haselfurt"]

    def test_empty_database(self, db):
        assert queries.find("Kalletal") == []
        assert queries.resolve("Kalletal").outcome == "none"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Münster", "Muenster"), ("Münster", "munster"), ("Groß Köris", "gross-koeris"), ("Chóśebuz", "chosebuz")],
)
def test_folded_alike(one, other):
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_that_matters(text):
    assert fold(text) == fold(text.upper()) or fold(text.upper()) == fold(text.upper().casefold())
    assert fold(text) == fold(text).strip()
