"""What an import would do: new, changed, the same, left out; and nobody is there twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registered import make_place

from ideenschmiede.base.tables import read_table
from ideenschmiede.people.actions.importing.fields import propose
from ideenschmiede.people.actions.importing.plan import Order, plan_import
from ideenschmiede.people.models import Membership, Person

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def plan(text, *, namesakes=False, mapping=None):
    table = read_table("liste.csv", text.encode())
    return plan_import(table=table, order=Order(mapping or propose(table.columns), namesakes), today=TODAY)


def codes(found):
    return [(flaw.row, flaw.code) for flaw in found.left_out]


def test_a_whole_row(kalletal):
    found = plan(
        "Name;Amt;Ort;Im Amt seit;E-Mail;Telefon;Themen;Mitglied seit;Berufen bis;In einem Satz\n"
        "Dr. Karla Freifrau von Stein;Bürgermeisterin;Kalletal;11/2020;karla@example.org;05264 1;Klima, IT;13.2.2022;"
        "2027;Sie baut Brücken.\n"
    )
    (draft,) = found.new
    assert dict(draft.person) == {
        "title": "Dr.", "given_name": "Karla", "family_name": "Freifrau von Stein", "headline": "Sie baut Brücken.",
    }  # fmt: skip
    assert (draft.office, draft.since, draft.place) == ("Bürgermeisterin", date(2020, 11, 1), kalletal.pk)
    assert dict(draft.contacts) == {"email": "karla@example.org", "phone": "05264 1"}
    assert draft.topics == {"klima", "it"}
    assert (draft.member_since, draft.member_until) == (date(2022, 2, 13), date(2027, 12, 31))
    assert not found.left_out
    assert not found.remarks


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Herr Mario Hecker", ("herr", "Mario", "Hecker")),
        ("Hecker, Mario", (None, "Mario", "Hecker")),
        ("Seán O’Neill-D'Arcy", (None, "Seán", "O’Neill-D'Arcy")),
        ("Cher", (None, None, "Cher")),
    ],
)
def test_names_in_one_column(kalletal, cell, parts):
    (draft,) = plan(f"Name\n{cell}\n").new
    assert (draft.person.get("form_of_address"), draft.person.get("given_name"), draft.person["family_name"]) == parts


def test_columns_of_their_own_count_more(kalletal):
    (draft,) = plan("Anrede;Titel;Vorname;Nachname\nFrau;Prof. Dr.;Karla Maria;von der Tann\n").new
    assert dict(draft.person) == {
        "form_of_address": "frau", "title": "Prof. Dr.", "given_name": "Karla Maria", "family_name": "von der Tann",
    }  # fmt: skip


def test_an_office_before_the_name_needs_a_place(kalletal):
    found = plan("Name;Ort\nBürgermeister Mario Hecker;Kalletal\nBürgermeister Ole Ohneort;\n")
    assert [(draft.office, draft.place) for draft in found.new] == [("Bürgermeister", kalletal.pk), ("", None)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";Bürgermeister;Kalletal;;;", "missing"),
        ("Ina;Bürgermeisterin;Nirgendwo;;;", "place"),
        ("Ina;Bürgermeisterin;;;;", "no_place"),
        ("Ina;;;kein at;;", "email"),
        ("Ina;;;;gestern;", "date"),
        ("Ina;;;;2030;", "future"),
        ("Ina;;;;2024;2023", "order"),
        (f"{'x' * 121};;;;;", "too_long"),
    ],
)
def test_rows_that_are_left_out_say_why(kalletal, row, code):
    found = plan(f"Nachname;Amt;Ort;E-Mail;Mitglied seit;Berufen bis\n{row}\n")
    assert codes(found) == [(2, code)]
    assert not found.new


def test_new_organisations_need_a_sector(make_organisation):
    make_organisation("Wasserverband")
    found = plan("Name;Organisation;Bereich\nIna A;wasserverband;\nIna B;Hochschule X;\nIna C;Firma Y;Wirtschaft\n")
    assert codes(found) == [(3, "no_sector")]
    assert [(draft.organisation, draft.sector) for draft in found.new] == [
        ("wasserverband", ""), ("Firma Y", "business"),
    ]  # fmt: skip


def test_unknown_words(kalletal):
    found = plan(
        "Name;Anrede;Bereich;Themen\nA A;Durchlaucht;;\nB B;;Zirkus;\nC C;;;Klima; Mond\n".replace("; Mond", "| Mond")
    )
    assert codes(found) == [(2, "form_of_address"), (3, "sector")]
    assert [(flaw.row, flaw.code, flaw.value) for flaw in found.remarks] == [(4, "topic", "Mond")]
    assert found.new[0].topics == {"klima"}


def test_homonyms_are_told_apart_by_kreis_and_land(kalletal, luebz):
    one = make_place("05766001", "Neustadt", population=900, parent=kalletal.parent)
    two = make_place("13076001", "Neustadt", population=900, parent=luebz.parent)
    found = plan(
        "Name;Amt;Ort;Kreis;Bundesland\nA A;Rat;Neustadt;;\nB B;Rat;Neustadt;Kreis Lippe;\n"
        "C C;Rat;Neustadt;;Mecklenburg-Vorpommern\nD D;Rat;13076001;;\n"
    )
    assert codes(found) == [(2, "place_several")]
    assert found.left_out[0].value.startswith("Neustadt → ")
    assert "Lippe" in found.left_out[0].value
    assert "Mecklenburg-Vorpommern" in found.left_out[0].value
    assert found.left_out[0].value.count("; ") == 1
    assert [draft.place for draft in found.new] == [one.pk, two.pk, two.pk]


def test_of_many_homonyms_five_are_named(kalletal):
    for number in range(1, 8):
        make_place(f"0576600{number}", "Neustadt", population=900, parent=kalletal.parent)
    (flaw,) = plan("Name;Amt;Ort\nA A;Rat;Neustadt\n").left_out
    assert flaw.value.count("Lippe") == 5
    assert flaw.value.endswith("; …")


def test_a_place_alone_is_remarked(kalletal):
    found = plan("Name;Ort\nIna Beispiel;Kalletal\n")
    assert [flaw.code for flaw in found.remarks] == ["place_unused"]
    assert len(found.new) == 1


def test_known_by_their_address(make_person, make_contact, kalletal):
    person = make_person("Hecker", given_name="Mario", place=kalletal)
    make_contact(person, value="Mario@Example.org")
    same = plan("Vorname;Nachname;E-Mail\nMario;Hecker;Mario@Example.org\n")
    assert (len(same.new), len(same.changed), same.unchanged) == (0, 0, 1)
    other = plan("Titel;Vorname;Nachname;E-Mail\nDr.;Mario;Hecker;mario@example.org\n")
    (change,) = other.changed
    assert change.person == person.pk
    assert change.parts == {"person", "contacts"}  # the address is written in another way
    stranger = plan("Vorname;Nachname;E-Mail\nUte;Muster;mario@example.org\n")
    assert codes(stranger) == [(2, "email_taken")]
    assert stranger.duplicates == 1


def test_known_by_name_and_place(make_person, kalletal, luebz):
    person = make_person("Hecker", given_name="Mario", place=kalletal)
    found = plan("Name;Amt;Ort;E-Mail\nMario Hecker;Bürgermeisterin;Kalletal;neu@example.org\n")
    assert [(change.person, change.parts) for change in found.changed] == [(person.pk, {"contacts"})]
    elsewhere = "Name;Amt;Ort\nMario Hecker;Bürgermeister;Lübz\n"
    assert codes(plan(elsewhere)) == [(2, "namesake")]
    assert len(plan(elsewhere, namesakes=True).new) == 1


def test_known_by_name_and_organisation(make_person, make_organisation):
    person = make_person("Muster", given_name="Ute")
    Membership.objects.create(person=person, organisation=make_organisation("Wasserverband"))
    found = plan("Name;Organisation\nUte Muster;Wasserverband\n")
    assert (found.unchanged, found.left_out) == (1, [])


def test_twice_in_the_table(kalletal):
    found = plan(
        "Name;Ort;Amt;E-Mail\nA B;Kalletal;Rat;\nA B;Kalletal;Rat;\nC D;;;x@example.org\nE F;;;x@example.org\n"
    )
    assert codes(found) == [(3, "twice"), (5, "twice")]


def test_an_erased_person_is_not_known(make_person, kalletal, now):
    person = make_person("Hecker", given_name="Mario", place=kalletal)
    Person.objects.filter(pk=person.pk).update(erased_at=now, family_name="", given_name="")
    assert len(plan("Name;Amt;Ort\nMario Hecker;Rat;Kalletal\n").new) == 1


def test_a_term_that_is_known_changes_nothing(make_person, kalletal):
    make_person("Hecker", given_name="Mario", place=kalletal)
    found = plan("Name;Amt;Ort;Mitglied seit\nMario Hecker;Bürgermeisterin;Kalletal;2022\n")
    assert found.unchanged == 1


def test_the_apostrophe_of_our_own_export_is_taken_away(kalletal):
    (draft,) = plan("Name;Telefon\nA B;'+49 5264 1\n").new
    assert draft.contacts["phone"] == "+49 5264 1"


@given(rows=st.lists(st.tuples(*[st.text(max_size=20)] * 4), max_size=6))
def test_every_row_is_somewhere(rows):
    cells = [
        [cell.replace("\r", " ").replace("\n", " ").replace('"', " ").replace(";", " ") for cell in row] for row in rows
    ]
    text = "Nachname;Ort;E-Mail;Mitglied seit\n" + "".join(
        f'"{a}";"{b}";"{c}";"{d}"\n' for a, b, c, d in [("Anker", "", "", ""), *cells]
    )
    table = read_table("liste.csv", text.encode("utf-8", "replace"))
    found = plan_import(table=table, order=Order(propose(table.columns)), today=TODAY)
    assert len(found.new) + len(found.changed) + found.unchanged + len(found.left_out) == len(table.rows)
