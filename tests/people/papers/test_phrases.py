from datetime import date

import pytest

from ideenschmiede.people.papers import BodyWords, appointed, office_of, salutation
from ideenschmiede.people.papers.phrases import place_words, term

CLUB = BodyWords("network", "Innovators Club", into="den Innovators Club", of="des Innovators Clubs")


@pytest.mark.parametrize(
    ("capacity", "body", "german", "english"),
    [
        ("member", CLUB, "als Mitglied in den Innovators Club", "a member of the network “Innovators Club”"),
        ("chair", CLUB, "in die Leitung des Innovators Clubs", "chair of the network “Innovators Club”"),
        (
            "deputy",
            BodyWords("network", "Innovators Club"),
            "in die stellvertretende Leitung des Netzwerks „Innovators Club“",
            "deputy chair of the network “Innovators Club”",
        ),
        (
            "member",
            BodyWords("working_group", "Digitales"),
            "als Mitglied in die Arbeitsgruppe „Digitales“",
            "a member of the working group “Digitales”",
        ),
        (
            "chair",
            BodyWords("working_group", "Digitales", into="die Arbeitsgruppe Digitales"),
            "in die Leitung der Arbeitsgruppe Digitales",
            "chair of the working group “Digitales”",
        ),
        (
            "chair",
            BodyWords("working_group", "AG Digitales"),
            "in die Leitung der AG Digitales",
            "chair of the working group “Digitales”",
        ),
        (
            "guest",
            BodyWords("network", "Netzwerk Land"),
            "als Gast in das Netzwerk Land",
            "a guest of the network “Land”",
        ),
        (
            "chair",
            BodyWords("network", "Netzwerk Land"),
            "in die Leitung des Netzwerks Land",
            "chair of the network “Land”",
        ),
        (
            "member",
            BodyWords("network", "Rural Network"),
            "als Mitglied in das Netzwerk „Rural Network“",
            "a member of the Rural Network",
        ),
        (
            "chair",
            BodyWords("jury", "Dorfpreis"),
            "in den Vorsitz der Jury „Dorfpreis“",
            "chair of the jury “Dorfpreis”",
        ),
        (
            "deputy",
            BodyWords("jury", "Jury Dorfpreis"),
            "in den stellvertretenden Vorsitz der Jury Dorfpreis",
            "deputy chair of the jury “Dorfpreis”",
        ),
    ],
)  # fmt: skip
def test_as_what_and_to_what(capacity, body, german, english):
    assert appointed(capacity, body) == german
    assert appointed(capacity, body, language="en-gb") == english


@pytest.mark.parametrize(
    ("office", "place", "kind", "german"),
    [
        ("Bürgermeister", "Kalletal", "Gemeinde", "Bürgermeister der Gemeinde Kalletal"),
        ("Bürgermeisterin", "Kalletal", "", "Bürgermeisterin von Kalletal"),
        ("Oberbürgermeister", "Köln", "Kreisfreie Stadt", "Oberbürgermeister der Stadt Köln"),
        ("Bürgermeister", "Murnau", "Markt", "Bürgermeister des Marktes Murnau"),
        ("Bürgermeister", "Bothel", "Samtgemeinde", "Bürgermeister der Samtgemeinde Bothel"),
        ("Bürgermeister", "Samtgemeinde Bothel", "Samtgemeinde", "Bürgermeister der Samtgemeinde Bothel"),
        ("Landrat", "Lippe", "Kreis", "Landrat des Kreises Lippe"),
        ("Landrätin", "Märkischer Kreis", "Kreis", "Landrätin des Märkischen Kreises"),
        ("Landrat", "Rhein-Sieg-Kreis", "Kreis", "Landrat des Rhein-Sieg-Kreises"),
        ("Landrat", "Hochsauerlandkreis", "Kreis", "Landrat des Hochsauerlandkreises"),
        ("Landrat", "Altenburger Land", "Landkreis", "Landrat des Altenburger Landes"),
        ("Präsident", "Region Hannover", "Landkreis", "Präsident der Region Hannover"),
        ("Bürgermeister von Kalletal", "Kalletal", "Gemeinde", "Bürgermeister von Kalletal"),
        ("", "Kalletal", "Gemeinde", ""),
        ("Beigeordnete", "", "", "Beigeordnete"),
    ],
)
def test_an_office_with_its_place(office, place, kind, german):
    assert office_of(office, place, kind=kind) == german


def test_an_office_with_its_place_in_english():
    assert office_of("Mayor", "Kalletal", kind="Gemeinde", language="en") == "Mayor of Kalletal"


@pytest.mark.parametrize(
    ("form", "title", "office", "german", "english"),
    [
        ("herr", "", "Bürgermeister", "Sehr geehrter Herr Bürgermeister Muster", "Dear Mr Muster"),
        ("frau", "Dr.", "", "Sehr geehrte Frau Dr. Muster", "Dear Dr. Muster"),
        ("frau", "Dr.", "Landrätin", "Sehr geehrte Frau Landrätin Dr. Muster", "Dear Dr. Muster"),
        ("frau", "", "Erste Beigeordnete", "Sehr geehrte Frau Muster", "Dear Ms Muster"),
        ("", "Dr.", "Bürgermeister", "Guten Tag Dr. Kim Muster", "Dear Dr. Kim Muster"),
    ],
)
def test_salutation(form, title, office, german, english):
    who = {
        "form": form,
        "full_name": f"{title} Kim Muster".strip(),
        "last_name": "Muster",
        "title": title,
        "office": office,
    }
    assert salutation(**who) == german
    assert salutation(**who, language="en") == english


def test_somebody_of_one_name_is_greeted_by_it():
    assert salutation(form="herr", full_name="Sokrates") == "Sehr geehrter Herr Sokrates"


def test_term():
    start, end = date(2026, 3, 1), date(2029, 2, 28)
    assert term(start, end).replace("\u00a0", " ") == "für die Zeit vom 1. März 2026 bis zum 28. Februar 2029"
    assert term(start, None).replace("\u00a0", " ") == "mit Wirkung vom 1. März 2026"
    assert (
        term(start, end, language="en").replace("\u00a0", " ") == "for the term from 1 March 2026 to 28 February 2029"
    )
    assert term(start, None, language="en").replace("\u00a0", " ") == "with effect from 1 March 2026"


@pytest.mark.parametrize(
    ("place", "kind", "subject", "dative", "name"),
    [
        ("Kalletal", "Gemeinde", "Kalletal", "Kalletal", "Gemeinde Kalletal"),
        ("Kalletal", "", "Kalletal", "Kalletal", "Kalletal"),
        ("Köln", "Kreisfreie Stadt", "Köln", "Köln", "Stadt Köln"),
        ("Lippe", "Kreis", "der Kreis Lippe", "dem Kreis Lippe", "Kreis Lippe"),
        ("Harz", "Landkreis", "der Landkreis Harz", "dem Landkreis Harz", "Landkreis Harz"),
        ("Märkischer Kreis", "Kreis", "der Märkische Kreis", "dem Märkischen Kreis", "Märkischer Kreis"),
        ("Rhein-Sieg-Kreis", "Kreis", "der Rhein-Sieg-Kreis", "dem Rhein-Sieg-Kreis", "Rhein-Sieg-Kreis"),
        ("Kreis Musterau", "", "der Kreis Musterau", "dem Kreis Musterau", "Kreis Musterau"),
        ("Kreischa", "", "Kreischa", "Kreischa", "Kreischa"),
        ("Altenburger Land", "Landkreis", "das Altenburger Land", "dem Altenburger Land", "Altenburger Land"),
        (
            "Städteregion Aachen",
            "Landkreis",
            "die Städteregion Aachen",
            "der Städteregion Aachen",
            "Städteregion Aachen",
        ),
    ],
)
def test_a_place_in_a_sentence(place, kind, subject, dative, name):
    words = place_words(place, kind)
    assert (words.subject, words.dative, words.name) == (subject, dative, name)
