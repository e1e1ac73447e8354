"""Twins: the right places, with every feature in words, and always of the register as it is now."""

import pytest
from django.utils import translation
from tests.places.lines import as_file, association, line, municipality

from ideenschmiede.places.actions.indicators import import_indicators
from ideenschmiede.places.actions.register import import_register
from ideenschmiede.places.models import Level, Place, Source
from ideenschmiede.places.twins import choices, place_space, twins_of

SIZES = {"Kalletal": (13401, 11242), "Nachbar": (13980, 11100), "Mittel": (20000, 9000), "Stadt": (300_000, 25_000)}


@pytest.fixture
def places(db, now):
    lines = [line("10", "05", "Nordrhein-Westfalen"), line("40", "05766", "Lippe", mark="43")]
    for number, (name, (people, area)) in enumerate(SIZES.items(), 1):
        lines.append(association("05766", f"{number:04d}", name))
        lines.append(municipality(f"05766{number:03d}", name, association=f"{number:04d}", people=people, area=area))
    import_register(data=as_file(lines), by=None, at=now)
    Place.objects.create(
        key="99001001", level=Level.MUNICIPALITY, name="Erfunden", population=13402, area_ha=11242, is_example=True
    )
    return {place.name: place for place in Place.objects.filter(level=Level.MUNICIPALITY)}


def twins(place: Place, **weights: float):
    return twins_of(place_space(), place.pk, 10, weights)


def test_the_most_alike_come_first_and_never_an_invented_one(places):
    assert [twin.entry.name for twin in twins(places["Kalletal"]).twins] == ["Nachbar", "Mittel", "Stadt"]


def test_an_invented_place_has_real_twins(places):
    assert twins(places["Erfunden"]).twins[0].entry.name == "Kalletal"


def test_similarity_falls_and_lies_between_0_and_1(places):
    alike = [twin.similarity for twin in twins(places["Kalletal"]).twins]
    assert alike == sorted(alike, reverse=True)
    assert all(0 <= value <= 1 for value in alike)


def test_in_words(places):
    with translation.override("de"):
        first = twins(places["Kalletal"]).twins[0]
    assert [(one.label, one.text) for one in first.likenesses] == [
        ("Einwohner", "13.401 und 13.980 Einwohner"),
        ("Dichte", "119 und 126 Einwohner je km²"),
        ("Fläche", "112,4 und 111 km²"),
    ]
    with translation.override("en"):
        assert twins(places["Kalletal"]).twins[0].likenesses[0].text == "13,401 and 13,980 inhabitants"


def test_estimates_say_so(places):
    Place.objects.filter(name="Nachbar").update(population_is_estimate=True, source=Source.GEONAMES)
    with translation.override("de"):
        assert twins(places["Kalletal"]).twins[0].likenesses[0].text == "13.401 und rund 14.000 Einwohner"


def test_weights_change_the_order_and_what_is_explained(places):
    Place.objects.filter(name="Stadt").update(area_ha=11242)
    assert twins(places["Kalletal"], population=0, density=0, area=1).twins[0].entry.name == "Stadt"
    first = twins(places["Kalletal"], population=0, density=0, area=1).twins[0]
    assert [one.name for one in first.likenesses] == ["area"]


@pytest.mark.parametrize("weights", [{"population": -1}, {"population": 0, "density": 0, "area": 0}, {"luck": 1}])
def test_impossible_weights(places, weights):
    with pytest.raises(ValueError, match=r"."):
        twins(places["Kalletal"], **weights)


def test_a_kreis_has_none(places):
    assert twins(Place.objects.get(key="05766")) is None


def test_places_of_which_too_little_is_known_are_left_out(places):
    Place.objects.filter(name="Nachbar").update(population=None)
    assert [twin.entry.name for twin in twins(places["Kalletal"]).twins] == ["Mittel", "Stadt"]
    nachbar = twins(places["Kalletal"], population=0.2, density=0).twins[0]
    assert nachbar.entry.name == "Nachbar"
    with translation.override("de"):
        nachbar = twins(places["Kalletal"], population=0.2, density=0).twins[0]
    assert [(one.text, one.similarity is None) for one in nachbar.likenesses if one.name == "population"] == [
        ("nicht von beiden Orten bekannt", True)
    ]


def test_indicators_become_features_at_once(places, now):
    assert [choice.name for choice in choices(place_space())] == ["population", "density", "area"]
    data = "AGS;Indikator;Jahr;Wert;Quelle;Einheit\n05766001;Anteil Älterer;2022;24,5;Statistik;%\n"
    data += "05766004;Anteil Älterer;2022;24,5;Statistik;%\n05766002;Anteil Älterer;2022;5;Statistik;%\n"
    import_indicators(data=data.encode(), by=None, at=now)
    assert choices(place_space())[-1].label == "Anteil Älterer"
    weights = {"population": 0, "density": 0, "area": 0, "anteil-aelterer": 1}
    first = twins(places["Kalletal"], **weights).twins[0]
    assert first.entry.name == "Stadt"
    assert first.likenesses[0].text == "24,50 und 24,50 %"


def test_fit_of_many_places_at_once(places):
    space = place_space()
    asked = [float(places["Nachbar"].pk), float("nan"), 1e9, float(places["Kalletal"].pk)]
    fit = space.fit(places["Kalletal"].pk, asked)
    assert fit[3] == pytest.approx(1)
    assert 0.5 < fit[0] < 1
    assert fit[1] != fit[1]
    assert fit[2] != fit[2]


def test_queries(places, django_assert_num_queries):
    twins(places["Kalletal"])
    with django_assert_num_queries(1):
        twins(places["Kalletal"])
