"""Columns are known by their names, offices by their titles, and no word stands for two things."""

import pytest

from ideenschmiede.base.importing import MappingError
from ideenschmiede.people.actions.importing import fields
from ideenschmiede.people.actions.importing.fields import check_mapping, office_kind, propose
from ideenschmiede.people.models import Person, Sector
from ideenschmiede.people.queries.directory.tables import headers
from ideenschmiede.places.models import fold


def test_german_and_english_headers():
    german = ["Anrede", "Titel", "Vorname", "Nachname", "Amt", "Gemeinde", "Bundesland", "E-Mail", "Mitglied seit"]
    assert propose(german) == {
        "form_of_address": "Anrede", "title": "Titel", "given_name": "Vorname", "family_name": "Nachname",
        "office": "Amt", "place": "Gemeinde", "land": "Bundesland", "email": "E-Mail", "member_since": "Mitglied seit",
    }  # fmt: skip
    english = ["First name", "Last name", "Municipality", "Email", "Organisation", "Sector", "Topics"]
    assert propose(english) == {
        "given_name": "First name", "family_name": "Last name", "place": "Municipality", "organisation": "Organisation",
        "sector": "Sector", "email": "Email", "topics": "Topics",
    }  # fmt: skip


def test_a_key_is_better_than_a_name():
    assert propose(["Ort", "AGS", "Name"])["place"] == "AGS"


def test_what_is_exported_is_understood():
    understood = set(propose(headers()).values())
    told = {"Given name", "Family name", "Public office", "AGS", "Organisation", "Sector", "E-mail", "Topics"}
    assert told <= understood


def test_no_word_stands_twice():
    for table in ("columns", "form_of_address", "sector"):
        folded = [fold(word) for words in fields._WORDS[table].values() for word in words]
        assert len(folded) == len(set(folded)), [word for word in folded if folded.count(word) > 1]


def test_all_values_exist():
    assert set(fields._WORDS["columns"]) == set(fields.FIELDS)
    assert {name for _heading, names in fields.SECTIONS for name in names} == set(fields.FIELDS)
    assert set(fields.SECTORS.values()) == set(Sector.values)
    assert set(fields.FORMS_OF_ADDRESS.values()) <= set(Person.FormOfAddress.values)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Bürgermeisterin", "mayor"), ("Erster Bürgermeister", "mayor"), ("Samtgemeindebürgermeister", "mayor"),
        ("Oberbürgermeisterin", "lord_mayor"), ("Landrätin", "district_head"), ("Stadträtin", "council"),
        ("Zweite Bürgermeisterin", "deputy"), ("Stellvertretender Landrat", "deputy"), ("Kämmerer", "administration"),
        ("Beauftragte für alles", "other"), ("Mayor", "mayor"),
    ],
)  # fmt: skip
def test_kinds_of_office(title, kind):
    assert office_kind(title) == kind


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"email": "Mail"}, "holds the name"),
        ({"name": "Wer"}, "no column"),
        ({"nonsense": "Mail"}, "no field"),
    ],
)
def test_mappings_that_make_no_sense(mapping, message):
    with pytest.raises(MappingError, match=message):
        check_mapping(mapping, ["Mail", "Name"])
