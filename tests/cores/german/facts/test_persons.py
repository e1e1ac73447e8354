"""Persons: only where something says so; with title, office, party and place; mentions linked."""

import pytest
from tests.cores.german.facts.reading import found, thing

from ideenschmiede.cores.german.facts import find_facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bürgermeister Hecker sprach.", "Hecker"),
        ("Landrat Jarno Beispiel sprach.", "Jarno Beispiel"),
        ("Anna Beispiel sprach.", "Anna Beispiel"),
        ("Herr Kassel kam.", "Kassel"),
        ("Frau von Stein kam.", "von Stein"),
        ("Dr. Nguyen kam.", "Nguyen"),
        ("Prof. Dr.-Ing. h. c. Kai-Uwe von der Heide-Berg kam.", "Kai-Uwe von der Heide-Berg"),
        ("Axel Freiherr von Stein kam.", "Axel Freiherr von Stein"),
        ("Peter O’Brien kam.", "Peter O’Brien"),
        ("Sinéad D'Angelo kam.", "Sinéad D'Angelo"),
        ("„Gut so“, sagte Ayşe Yıldırım.", "Ayşe Yıldırım"),
        ("Xhevdet Krasniqi (SPD) kam.", "Xhevdet Krasniqi"),
        ("Max J. Muster kam.", "Max J. Muster"),
        ("Hans Peter Müller kam.", "Hans Peter Müller"),
        ("Vorsitzende ist Eva Lang.", "Eva Lang"),
        ("Bürgermeister a. D. Franz Huber kam.", "Franz Huber"),
    ],
)
def test_persons(text, name, known):
    assert found(text, known, "person") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Die Konrad Adenauer Stiftung und die Anne-Frank-Schule.",
        "Sankt Martin ritt durch Schnee.",
        "Im August kommen Kinder. Es wurde Ernst.",
        "Bürgermeister Kalletals und Bürgermeister von Lemgo.",
        "Die Bürgermeister haben Ideen. Bürgermeistern Mut machen.",
        "Bürgermeister Klimaschutzkonzept",
        "Die Bürgermeisterinnen und Bürgermeister Deutschlands.",
        "Fotos: Gem. KA / M. Hecker",
        "Von Stefan Schreiber\nDer Rat tagte.",
        "VON EVA FEDER\nDer Rat tagte.",
        "Text und Foto: Karl Knipser",
        "Anders als gedacht. Zum Beispiel z. B. Ingenieure.",
        "Der Stadtrat Hof tagt, der Gemeinderat stimmt zu.",
        "Der Präsident von Frankreich kam.",
        "Herr im Haus.",
    ],
)
def test_nobody(text, known):
    assert found(text, known, "person") == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Oberbürgermeisterin Dr. Eva Beispiel kam.", "Oberbürgermeisterin"),
        ("Eva Beispiel, Landrätin des Kreises Lippe, kam.", "Landrätin"),
        ("Der Bürgermeister der Stadt Lemgo, Jan Muster, kam.", "Bürgermeister"),
        ("Jan Muster (CDU), Bürgermeister von Lemgo, kam.", "Bürgermeister"),
        ("Jan Muster ist seit 2014 Bürgermeister von Lemgo.", "Bürgermeister"),
        ("Der Erste Beigeordnete Jan Muster kam.", "Erster Beigeordneter"),
        ("Die Erste Beigeordnete Eva Muster kam.", "Erste Beigeordnete"),
        ("Mit dem Ersten Beigeordneten Jan Muster.", "Erster Beigeordneter"),
        ("Stellvertretende Bürgermeisterin Eva Muster kam.", "Stellvertretende Bürgermeisterin"),
        ("Kämmerin Eva Muster kam.", "Kämmerin"),
        ("Geschäftsführerin Eva Muster kam.", "Geschäftsführerin"),
        ("Ministerpräsident Jan Muster kam.", "Ministerpräsident"),
        ("Digitalisierungsbeauftragte Eva Muster kam.", "Digitalisierungsbeauftragte"),
        ("Kalletals Verwaltungschef Jan Hecker kam. Bürgermeister Hecker ging.", "Bürgermeister"),
    ],
)
def test_offices(text, office, known):
    assert thing(text, known, "person").detail["office"] == office


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Der Kalletaler Bürgermeister Jan Muster kam.", "05766036"),
        ("Kalletals Bürgermeister Jan Muster kam.", "05766036"),
        ("Jan Muster, Bürgermeister der Gemeinde Kalletal, kam nach Lemgo.", "05766036"),
        ("Aus Halle (Saale) kam Oberbürgermeister Jan Muster nach Münster.", "15002000"),
        ("Landrat Jan Muster sprach im Kreis Lippe.", "05766"),
        ("Kalletal. Bürgermeister Jan Muster kam.", "05766036"),
        ("Landrat von Lippe ist Jan Muster.", None),
    ],
)
def test_where_somebody_serves(text, key, known):
    assert thing(text, known, "person").detail.get("place") == key


def test_a_minister_serves_no_town(known):
    assert "place" not in thing("Lemgo. Ministerin Eva Muster kam.", known, "person").detail


def test_title_and_names_stand_apart(known):
    detail = thing("Prof. Dr. Eva-Maria von Muster (Grüne) kam.", known, "person").detail
    assert detail == {"title": "Prof. Dr.", "given": "Eva-Maria", "family": "von Muster", "party": "Grüne"}


def test_a_former_office_is_marked(known):
    detail = thing("Der frühere Bürgermeister Jan Muster kam.", known, "person").detail
    assert detail["former"] == "yes"


def test_the_surname_alone_stands_for_the_person_before_and_behind(known):
    text = "Berufung für Hecker. Mario Hecker nimmt an. Heckers Erfahrung zählt, sagt Hecker. Der Bürger Hecker."
    person = thing(text, known, "person")
    assert [mention.text for mention in person.mentions] == ["Hecker", "Mario Hecker", "Heckers", "Hecker", "Hecker"]


def test_a_genitive_is_no_other_person(known):
    assert found("Mario Heckers Amt. Mario Hecker kam.", known, "person") == ["Mario Hecker"]


def test_a_surname_that_is_a_word_stands_for_the_person_only_without_article(known):
    person = thing("Bürgermeister Tilo Weber kam. Der Weber webt. Weber sprach.", known, "person")
    assert [mention.text for mention in person.mentions] == ["Tilo Weber", "Weber"]


def test_two_of_one_surname_stay_two_and_the_last_one_named_is_meant(known):
    facts = find_facts("Eva Schmidt kam. Jan Schmidt ging. Später kam Schmidt wieder.", known)
    people = [(one.text, one.value, one.confidence) for one in facts if one.kind == "person"]
    assert [value for _, value, _ in people] == ["Eva Schmidt", "Jan Schmidt", "Jan Schmidt"]
    assert people[-1][2] < people[0][2]


def test_an_initial_with_the_surname_is_the_same_person(known):
    assert found("Mario Hecker kam. Herr M. Hecker ging.", known, "person") == ["Mario Hecker"]


def test_whom_the_network_knows_is_sure(known):
    facts = find_facts("Zu Gast war Heide Wiese.", type(known)(persons=("Heide Wiese",)))
    assert [(one.value, one.confidence) for one in facts if one.kind == "person"] == [("Heide Wiese", 0.95)]
