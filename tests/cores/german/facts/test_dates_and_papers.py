"""Days, and which of them is the newspaper's; the newspaper itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.german.facts.reading import found

from ideenschmiede.base.text import MONTHS
from ideenschmiede.cores.german.facts import Gazetteer, find_facts

NONE = Gazetteer(papers=("Beispielbote Mitte",))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS, st.sampled_from(["{0.day}.{0.month}.{0.year}", "{0:%d}.{0:%m}.{0.year}", "{0.day}. {1} {0.year}", "{0}"]))
def test_days_in_every_spelling(day, form):
    text = form.format(day, MONTHS["de"][day.month - 1])
    (fact,) = find_facts(f"Am {text} war es so, und zwar den ganzen Tag lang.", NONE)
    assert (fact.value, fact.text, fact.detail) == (day.isoformat(), text, {"role": "mentioned"})


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2022",
        "0.1.2020",
        "1.13.2020",
        "29.02.2021",
        "3.5.1492",
        "12.5.99999",
        "Artikel 1.2.3",
        "10.000.000",
        "2022-13-01",
    ],
)
def test_days_that_there_are_not(text):
    assert found(f"Es war {text} so.", NONE, "date") == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat tagte am 1. März 2022.\n\n13.02.2022",
        "13.02.2022\nDer Rat tagte.",
        "Der Rat tagte.\nBeispiel-Zeitung, 13. Februar 2022",
        "Der Rat tagte.\n(Beispiel-Zeitung vom 13.02.2022)",
        "Lemgo, 13.02.22\n\nDer Rat tagte am 1. März 2022 und beschloss vieles, was hier nicht steht.",
    ],
)
def test_the_day_of_the_newspaper_stands_in_a_line_at_the_edge(text):
    published = [
        fact.value for fact in find_facts(text, NONE) if fact.kind == "date" and fact.detail["role"] == "published"
    ]
    assert published == ["2022-02-13"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Laden wird am 13. Februar 2022 eröffnet.",
        "Es begann am\n13.02.2022 und endete bald darauf mit einem großen Fest.",
    ],
)
def test_a_day_inside_a_sentence_is_not_the_newspapers(text):
    assert all(fact.detail["role"] == "mentioned" for fact in find_facts(text, NONE) if fact.kind == "date")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Text.\nLippische Landes-Zeitung, 13.02.2022", "Lippische Landes-Zeitung"),
        ("Text.\nWeser-Kurier", "Weser-Kurier"),
        ("Süddeutsche Zeitung\nText.", "Süddeutsche Zeitung"),
        ("Text.\nBeispielstädter Tageblatt", "Beispielstädter Tageblatt"),
        ("Text.\nAnzeiger für Beispielstadt | 1. Mai 2020", "Anzeiger für Beispielstadt"),
        ("Text.\nQuelle: Beispiel-Bote, 1.5.2020", "Beispiel-Bote"),
        ("Text.\nNRZ, 13.02.2022", "NRZ"),
        ("Text.\nBeispielwälder Nachrichten Mittwoch, 12. April 2023", "Beispielwälder Nachrichten"),
        ("Text.\nBeispielwälder Nachrichten Mittwoch", "Beispielwälder Nachrichten"),
        ("Text.\nBeispielstädter Tageblatt, Sa. 3.6.2023", "Beispielstädter Tageblatt"),
        ("Text.\nBeispielblatt am Sonntag, 4. Juni 2023", "Beispielblatt am Sonntag"),
        ("Das schrieb die Schaumburger Rundschau gestern.", "Schaumburger Rundschau"),
        ("Das stand im Beispielboten und im Beispielbote Mitte.", "Beispielbote Mitte"),
        ("Mehr unter www.beispiel-zeitung.de im Netz.", "www.beispiel-zeitung.de"),
    ],
)
def test_newspapers(text, name):
    assert found(text, NONE, "paper") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Die Post kam, der Bote auch.",
        "Gute Nachrichten.\nText.",
        "Die Presse schrieb.",
        "Text.\nDas ist die Zeit der Nachrichten.",
        "Die Zeit drängt, die Welt schaut zu.",
        "Ein Echo\nText.",
    ],
)
def test_no_newspapers(text):
    assert found(text, NONE, "paper") == []


def test_a_misread_masthead_is_at_most_a_guess():
    (paper,) = [
        fact
        for fact in find_facts("Der Rat tagte.\n\nBeispielstädter Anzelger\n\n13.02.2022", NONE)
        if fact.kind == "paper"
    ]
    assert (paper.value, paper.confidence) == ("Beispielstädter Anzelger", 0.3)
