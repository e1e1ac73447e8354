"""Places: a name is no proof, and of several places of one name it is the one that the text means."""

import pytest
from tests.cores.german.facts.reading import places

from ideenschmiede.cores.german.facts import find_facts, things

HOF, HOF_KREIS, ESSEN, MÜNSTER = "09464000", "09475", "05113000", "05515000"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Die Stadt Hof plant.", [HOF]),
        ("Der Landkreis Hof plant.", [HOF_KREIS]),
        ("Landkreise Hof, Kronach und Kulmbach tagen.", [HOF_KREIS, "09476", "09477"]),
        ("Im Rhein-Sieg-Kreis und in Bonn.", ["05382", "05314000"]),
        ("Die Bürger des Rhein-Sieg-Kreises.", ["05382"]),
        ("Im Märkischen Kreis wird gebaut.", ["05962"]),
        ("Er kam nach Münster.", [MÜNSTER]),
        ("Münsters Rat beschloss es.", [MÜNSTER]),
        ("Sie wohnt in Bad Salzuflen.", ["05766008"]),
        ("Sankt Augustin und St. Augustin sind eins.", ["05382056"]),
        ("In Weil der Stadt.", ["08115050"]),
        ("Frankfurt (Oder) liegt an der Oder.", ["12053000"]),
        ("Frankfurt a. M. und Freiburg i. Br. liegen im Süden.", ["06412000", "08311000"]),
        ("In Halle (Westf.) wird gebaut.", ["05754012"]),
        ("In Halle an der Saale wird gebaut.", ["15002000"]),
        ("In Neustadt an der Weinstraße.", ["07316000"]),
        ("Neustadt bei Coburg.", ["09473151"]),
        ("Bergen (Landkreis Celle) und Bergen auf Rügen.", ["03351004", "03351", "13073010"]),
        ("Die Gemeinde Much im Rhein-Sieg-Kreis.", ["05382036", "05382"]),
        ("In NRW und Rheinland-Pfalz.", ["05", "07"]),
        ("Das Land Brandenburg und die Stadt Brandenburg an der Havel.", ["12", "12051000"]),
        ("Aus Köln-Mülheim kam Zustimmung.", ["05315000"]),
        ("Detmold, Lage und Lemgo machen mit.", ["05766020", "05766040", "05766044"]),
    ],
)
def test_places_that_are_meant(text, keys, known):
    assert places(text, known) == keys


@pytest.mark.parametrize(
    "text",
    [
        "Auf dem Hof gab es Essen.",
        "Zum Essen kamen alle. Das Essen war gut.",
        "Der Wald und der Regen. Im Wald regnet es.",
        "In Wald und Flur.",
        "Die Lage ist ernst, die Welt ist groß.",
        "Essen und Trinken hält Leib und Seele zusammen.",
        "Herr Kassel und Frau Essen sprachen.",
        "Bürgermeister Kassel sprach.",
        "Petra Berlin sang.",
        "Der Lehrer, der Bauer und der Berger Straße.",
        "Die Hallenser Straße ist lang. Müller und Schneider.",
        "Die Rahmenbedingungen in der Kasselerrunde.",
        "Die Konrad-Adenauer-Straße.",
        "Der Bischof von Rom sprach.",
        "An der Fulda und am Main ist es schön.",
        "Sie gingen nach Norden und nach Osten.",
        "Fotos: Stadt Hof / Gem. Kalletal",
        "(c) Stadt Lemgo",
        "Der Kalletalweg ist lang.",
        "Das Modellprojekt „Global Nachhaltige Kommune NRW“ läuft.",
        "Die Lippische Landes-Zeitung berichtet.",
    ],
)
def test_no_places(text, known):
    assert places(text, known) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Der Kalletaler Bürgermeister sprach.", "05766036"),
        ("Kalletals Bürgermeister sprach.", "05766036"),
        ("Das Essener Rathaus ist hoch. In Essen wird gebaut.", ESSEN),
        ("Die Bad Salzufler Verwaltung zieht um.", "05766008"),
        ("Der Bremer Senat tagt.", "04011000"),
        ("Das Tübinger Rathaus.", "08416041"),
    ],
)
def test_the_people_of_a_place_name_it(text, key, known):
    assert places(text, known) == [key]


@pytest.mark.parametrize("dateline", ["Kalletal.", "KALLETAL.", "Kalletal (dpa) –", "Kalletal –", "Kalletal:"])
def test_a_dateline_is_sure(dateline, known):
    assert places(f"{dateline} Der Rat tagte.", known, least=0.9) == ["05766036"]


def test_the_kreis_that_is_named_decides(known):
    assert places("In Neustadt wird gebaut, im Landkreis Marburg-Biedenkopf.", known)[0] == "06534016"
    assert places("In Neustadt wird gebaut, im Landkreis Coburg.", known)[0] == "09473151"


def test_one_that_is_told_apart_is_meant_by_the_bare_name_as_well(known):
    text = "Neustadt feiert. In Neustadt an der Weinstraße gab es ein Fest."
    assert places(text, known) == ["07316000"]


def test_several_that_are_likely_are_told_and_none_is_chosen(known):
    (place,) = [one for one in things(find_facts("In Neustadt wird gebaut.", known)) if one.kind == "place"]
    assert place.value == "Neustadt"
    assert place.confidence <= 0.4
    assert len(place.detail["candidates"].split()) > 2


def test_all_mentions_are_linked(known):
    text = "Kalletal. Die Gemeinde Kalletal wächst. Kalletals Rat freut sich, der Kalletaler Bürgermeister auch."
    (place,) = [one for one in things(find_facts(text, known)) if one.kind == "place"]
    assert [mention.text for mention in place.mentions] == ["Kalletal", "Kalletal", "Kalletals", "Kalletaler"]
    assert place.detail == {"name": "Kalletal", "level": "municipality", "where": "Lippe, Nordrhein-Westfalen"}


def test_a_place_in_the_name_of_an_organisation_is_less_sure(known):
    (inside,) = [one for one in find_facts("Die Stadtwerke Lemgo bauen.", known) if one.kind == "place"]
    (plain,) = [one for one in find_facts("Die Stadt Lemgo baut.", known) if one.kind == "place"]
    assert inside.value == plain.value == "05766044"
    assert inside.confidence < plain.confidence


def test_a_misread_name_is_a_guess_only_beside_an_office_and_a_place_like_it(known):
    text = "Die Gemeinde Kalletal lädt ein. Kalletols Bürgermeister kommt."
    guesses = [one for one in find_facts(text, known) if one.text == "Kalletols"]
    assert [(one.value, one.confidence) for one in guesses] == [("05766036", 0.3)]
    assert places("Kalletols Bürgermeister kommt.", known) == []
