"""Importing the register: all or nothing, updates on a newer file, no reference is ever broken."""

from datetime import date

import pytest
from tests.places.lines import as_file, association, line, municipality, small_register

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.base.roles import Role
from ideenschmiede.places.actions.gv100ad import RegisterFileError
from ideenschmiede.places.actions.register import (
    IncompleteRegisterError,
    OlderRegisterError,
    import_register,
    load_embedded_register,
)
from ideenschmiede.places.actions.wanted import split_name
from ideenschmiede.places.models import Indicator, IndicatorValue, Level, Place, RegisterImport, Source

NEXT_YEAR = date(2025, 12, 31)


def place(key: str) -> Place:
    return Place.objects.get(key=key)


def newer(**overrides):
    return as_file(small_register(NEXT_YEAR, **overrides))


MERGED = [
    association("05766", "0036", "Kalletal-Lemgo", day=NEXT_YEAR),
    municipality("05766036", "Kalletal-Lemgo, Stadt", area=21328, people=54034, code="32689", day=NEXT_YEAR),
]


class TestFirstImport:
    def test_places_and_their_levels(self, register):
        assert Place.objects.count() == 10
        kalletal = place("05766036")
        assert (kalletal.name, kalletal.level, kalletal.ars) == ("Kalletal", Level.MUNICIPALITY, "057660036036")
        assert (kalletal.population, kalletal.area_ha, kalletal.postal_code) == (13401, 11242, "32689")
        assert kalletal.parent == place("05766")
        assert kalletal.association == place("057660036")
        assert kalletal.data_date == date(2024, 12, 31)
        assert kalletal.source == Source.OFFICIAL
        assert not kalletal.population_is_estimate
        assert kalletal.density == pytest.approx(119.2, abs=0.05)

    def test_what_kind_of_place_it_is_stands_apart_from_its_name(self, register):
        assert (place("05766044").name, place("05766044").kind) == ("Lemgo", "Stadt")
        assert place("05766").full_name == "Kreis Lippe"
        assert place("05711").kind == "Kreisfreie Stadt"

    def test_a_municipality_without_a_kind_is_a_gemeinde(self, register):
        assert (place("05766036").kind, place("05766036").kind_of_body) == ("", "Gemeinde")
        assert place("05766044").kind_of_body == "Stadt"
        assert place("05766").kind_of_body == "Kreis"
        assert place("05").kind_of_body == ""

    def test_levels_above_have_the_sums(self, register):
        assert place("05766").population == 13401 + 40633
        assert place("05").population == 13401 + 40633 + 338332
        assert place("05").area_ha == 11242 + 10086 + 25883
        assert place("057660036").population == 13401

    def test_positions_come_from_the_embedded_register(self, register):
        assert place("05766036").latitude == pytest.approx(52.12, abs=0.05)
        assert place("05766").longitude == pytest.approx(8.9, abs=0.2)

    def test_one_event_and_one_record(self, register, now):
        (event,) = Event.objects.all()
        assert (event.verb, event.time, event.actor) == ("register.imported", now, None)
        assert event.subject_id == register.record.pk
        assert event.data == {"created": 10, "updated": 0, "dissolved": 0}
        assert RegisterImport.objects.get().data_date == date(2024, 12, 31)


class TestSecondImport:
    def test_the_same_file_changes_nothing(self, register, now):
        report = import_register(data=as_file(small_register()), by=None, at=now)
        assert not report.plan.changes_anything
        assert report.plan.unchanged == 10

    def test_ids_stay(self, register, now):
        before = dict(Place.objects.values_list("key", "pk"))
        import_register(data=newer(), by=None, at=now)
        assert dict(Place.objects.values_list("key", "pk")) == before

    def test_changed_and_renamed(self, register, now):
        lippe = small_register(NEXT_YEAR)[6:]
        lippe[3] = municipality("05766044", "Hansestadt Lemgo, Stadt", people=40_000, code="32657", day=NEXT_YEAR)
        report = import_register(data=newer(lippe=lippe), by=None, at=now)
        assert report.plan.renamed == (("05766044", "Lemgo", "Hansestadt Lemgo"),)
        assert place("05766044").population == 40_000
        assert place("05766").population == 13401 + 40_000

    def test_dissolved_places_stay_with_the_date_and_with_what_refers_to_them(self, register, now):
        lemgo = place("05766044")
        indicator = Indicator.objects.create(slug="alter", name="Alter")
        IndicatorValue.objects.create(indicator=indicator, place=lemgo, year=2020, value=1, source="Probe")
        report = import_register(data=newer(lippe=MERGED), by=None, at=now)
        assert dict(report.plan.dissolved) == {"05766044": "Lemgo", "057660044": "Lemgo"}
        lemgo.refresh_from_db()
        assert lemgo.dissolved_on == NEXT_YEAR
        assert lemgo.population == 40633
        assert lemgo.indicator_values.count() == 1
        assert place("05766036").name == "Kalletal-Lemgo"
        assert Event.objects.latest("pk").data["dissolved"] == 2

    def test_dissolved_once(self, register, now):
        import_register(data=newer(lippe=MERGED), by=None, at=now)
        later = import_register(data=newer(lippe=MERGED), by=None, at=now)
        assert later.plan.dissolved == ()
        assert place("05766044").dissolved_on == NEXT_YEAR

    def test_a_place_that_comes_back_lives_again(self, register, now):
        import_register(data=newer(lippe=MERGED), by=None, at=now)
        report = import_register(data=newer(), by=None, at=now)
        assert {wanted.key for wanted in report.plan.updated} >= {"05766044", "057660044"}
        assert place("05766044").dissolved_on is None

    def test_a_municipality_moves_to_another_kreis_of_its_association(self, register, now):
        lippe = [
            association("05766", "0036", "Kalletal", day=NEXT_YEAR),
            municipality("05766036", "Kalletal", people=13401, day=NEXT_YEAR),
            municipality("05766044", "Lemgo, Stadt", association="0036", people=40633, day=NEXT_YEAR),
        ]
        import_register(data=newer(lippe=lippe), by=None, at=now)
        assert place("05766044").association == place("057660036")
        assert place("05766044").ars == "057660036044"
        assert place("057660044").dissolved_on == NEXT_YEAR

    def test_known_positions_stay(self, register, now):
        Place.objects.filter(key="05766036").update(latitude=52.5, longitude=9.5)
        import_register(data=newer(), by=None, at=now)
        assert (place("05766036").latitude, place("05766036").longitude) == (52.1217, 8.9592)
        Place.objects.create(key="05766999", level=Level.MUNICIPALITY, name="X", latitude=51, longitude=9, source="x")
        own = [*small_register(NEXT_YEAR)[6:], association("05766", "0999", "X", day=NEXT_YEAR)]
        own.append(municipality("05766999", "X", association="0999", day=NEXT_YEAR))
        import_register(data=newer(lippe=own), by=None, at=now)
        assert (place("05766999").latitude, place("05766999").longitude) == (51, 9)

    def test_invented_places_are_left_alone(self, register, now):
        Place.objects.create(key="99", level=Level.LAND, name="Musterland", source="x", is_example=True)
        report = import_register(data=newer(), by=None, at=now)
        assert report.plan.dissolved == ()
        assert place("99").dissolved_on is None


class TestRefused:
    def test_an_older_file(self, register, now):
        older = as_file(small_register(date(2020, 12, 31)))
        with pytest.raises(OlderRegisterError, match="2020"):
            import_register(data=older, by=None, at=now)
        assert place("05766036").data_date == date(2024, 12, 31)
        import_register(data=older, by=None, at=now, allow_older=True)
        assert place("05766036").data_date == date(2020, 12, 31)

    def test_a_file_with_errors_changes_nothing(self, register, now):
        lines = small_register(NEXT_YEAR)
        lines[-1] = lines[-1][:139] + "x" * 11 + lines[-1][150:]
        with pytest.raises(RegisterFileError):
            import_register(data=as_file(lines), by=None, at=now)
        assert Event.objects.count() == 1
        assert place("05766036").data_date == date(2024, 12, 31)

    def test_a_file_without_a_land_that_we_have(self, register, now):
        saarland = [
            line("10", "10", "Saarland", day=NEXT_YEAR),
            line("40", "10041", "Saarbrücken", mark="45", day=NEXT_YEAR),
            association("10041", "0100", "Saarbrücken", day=NEXT_YEAR),
            municipality("10041100", "Saarbrücken", day=NEXT_YEAR),
        ]
        with pytest.raises(IncompleteRegisterError, match="Nordrhein-Westfalen"):
            import_register(data=as_file(saarland), by=None, at=now)
        assert Place.objects.count() == 10

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.PARTNER])
    def test_who_may_not(self, account_with, role, now):
        with pytest.raises(NotAllowed):
            import_register(data=as_file(small_register()), by=account_with(role), at=now)
        assert not Place.objects.exists()

    @pytest.mark.parametrize("role", [Role.OFFICE, Role.OPERATOR])
    def test_who_may(self, account_with, role, now):
        account = account_with(role)
        import_register(data=as_file(small_register()), by=account, at=now)
        assert Event.objects.get(verb="register.imported").actor == account.pk


def test_dry_run_tells_the_same_and_changes_nothing(db, now):
    report = import_register(data=as_file(small_register()), by=None, at=now, dry_run=True)
    assert (len(report.plan.created), report.record) == (10, None)
    assert not Place.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("official", "name", "kind"),
    [
        ("Kalletal", "Kalletal", ""),
        ("Marktl, M", "Marktl", "Markt"),
        ("Neusäß, St", "Neusäß", "Stadt"),
        ("Ueckermünde, Seebad , Stadt", "Ueckermünde", "Seebad, Stadt"),
        ("München, Landeshauptstadt", "München", "Landeshauptstadt"),
    ],
)
def test_split_name(official, name, kind):
    assert split_name(official) == (name, kind)


class TestEmbedded:
    @pytest.fixture
    def embedded(self, db, now):
        return load_embedded_register(by=None, at=now)

    def test_every_municipality_with_name_kreis_and_position(self, embedded):
        kalletal = place("05766036")
        assert (kalletal.name, kalletal.parent.full_name) == ("Kalletal", "Kreis Lippe")
        assert kalletal.parent.parent.name == "Nordrhein-Westfalen"
        assert kalletal.population_is_estimate
        assert kalletal.source in (Source.GEONAMES, Source.MODEL)
        assert kalletal.data_date is None
        assert kalletal.area_ha == pytest.approx(11242, rel=0.01)
        assert Place.objects.filter(level=Level.LAND).count() == 16
        assert Place.objects.filter(level=Level.KREIS).count() == 400
        assert not Place.objects.filter(level=Level.MUNICIPALITY, parent=None).exists()

    def test_only_once(self, embedded, now):
        assert load_embedded_register(by=None, at=now) is None
        assert RegisterImport.objects.count() == 1

    def test_never_over_an_official_one(self, register, now):
        assert load_embedded_register(by=None, at=now) is None
        assert place("05766036").population == 13401

    @pytest.mark.shared
    @pytest.mark.slow
    def test_the_official_register_replaces_it(self, embedded, now, shared_data):
        data = (shared_data / "register" / "GV100AD_301123.txt.gz").read_bytes()
        report = import_register(data=data, by=None, at=now)
        assert report.population == 84_358_845
        assert len(report.plan.dissolved) < 25
        municipalities = Place.objects.filter(level=Level.MUNICIPALITY, dissolved_on=None)
        assert municipalities.filter(self_governing=True).count() == 10773
        assert sum(municipalities.values_list("population", flat=True)) == 84_358_845
        kalletal = place("05766036")
        assert (kalletal.population, kalletal.area_ha, kalletal.postal_code) == (13401, 11242, "32689")
        assert kalletal.latitude == pytest.approx(52.12, abs=0.05)
        assert not municipalities.filter(population_is_estimate=True).exists()
