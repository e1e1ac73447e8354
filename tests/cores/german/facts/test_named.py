"""Programmes and prizes, working groups, formats of meeting."""

import pytest
from tests.cores.german.facts.reading import found, thing

from ideenschmiede.cores.german.facts import Gazetteer

NONE = Gazetteer()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Das Modellprojekt „Global Nachhaltige Kommune NRW“ läuft.", "Global Nachhaltige Kommune NRW", "programme"),
        ("Im Programm „Digitale Dörfer“ lernt man.", "Digitale Dörfer", "programme"),
        ("Das „Smart City“-Programm läuft.", "Smart City", "programme"),
        ("Das Modellprojekt Smart Cities Lippe läuft.", "Smart Cities Lippe", "programme"),
        ("Im Wettbewerb des Bundes „Klimaaktive Kommune“ siegt sie.", "Klimaaktive Kommune", "prize"),
        ("Der „Zukunftspreis Kommunen 2025“ geht an sie.", "Zukunftspreis Kommunen 2025", "prize"),
        ("Mit dem Deutschen Nachhaltigkeitspreis geehrt.", "Deutscher Nachhaltigkeitspreis", "prize"),
        ("Den European Energy Award in Gold erhielt sie.", "European Energy Award", "prize"),
    ],
)
def test_programmes_and_prizes(text, name, kind):
    only = thing(text, NONE, "programme")
    assert (only.value, only.detail) == (name, {"type": kind})


@pytest.mark.parametrize(
    "text",
    [
        "Der Preis ist hoch. Der Strompreis steigt.",
        "Das Projekt läuft, das Programm auch.",
        "„Das ist ein gutes Projekt“, sagte sie.",
        "Er sagte im Projekt: „Wir machen weiter. Es lohnt sich.“",
        "Foto: Projekt „Bilder“",
    ],
)
def test_no_programmes(text):
    assert found(text, NONE, "programme") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In zwei Arbeitsgruppen geht es um die Themen „Nachhaltigkeit“ und „Digitales“.",
            ["Nachhaltigkeit", "Digitales"],
        ),
        ("Die Arbeitsgruppe „Smart Region“ tagt.", ["Smart Region"]),
        ("Die Arbeitsgruppe Mobilität tagt.", ["Mobilität"]),
        ("Die Arbeitsgruppen Bildung, Energie und Digitales tagen.", ["Bildung", "Energie", "Digitales"]),
        ("Der Arbeitskreis Eine Welt tagt.", ["Eine Welt"]),
        ("Die AG „Klima“ tagt.", ["Klima"]),
        ("Im Expertenrat „Land“ sitzt sie.", ["Land"]),
    ],
)
def test_working_groups(text, names):
    assert found(text, NONE, "group") == names


@pytest.mark.parametrize(
    "text",
    [
        "Die Arbeitsgruppe tagt. „Nachhaltigkeit“ ist wichtig.",
        "Die Muster Energie AG Gewinn und Verlust.",
        "Eine Arbeitsgruppe, Mitglieder und Gäste.",
        "Die Gruppe „Musik“ spielt.",
    ],
)
def test_no_working_groups(text):
    assert found(text, NONE, "group") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Lounges finden mehrmals statt.", "Lounge"),
        ("Zu ihren Deutschlandsforen kommen sie.", "Deutschlandsforum"),
        ("Auf dem Deutschlandforum sprach er.", "Deutschlandforum"),
        ("Beim Klimagipfel sprach er.", "Klimagipfel"),
        ("Auf einem Zukunftskongress sprach er.", "Zukunftskongress"),
        ("In Werkstattgesprächen sprach er.", "Werkstattgespräch"),
        ("Beim IT-Forum sprach er.", "IT-Forum"),
        ("Das Barcamp beginnt.", "Barcamp"),
    ],
)
def test_formats(text, name):
    assert found(text, NONE, "format") == [name]


@pytest.mark.parametrize(
    "text", ["Die Fahrradwerkstatt öffnet.", "Der Gipfel ist hoch.", "Ein Gespräch, eine Pressekonferenz."]
)
def test_no_formats(text):
    assert found(text, NONE, "format") == []
