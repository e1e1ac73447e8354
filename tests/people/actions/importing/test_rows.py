"""What the cells of a row mean: headers in two languages, dates, titles, particles, topics, and what says nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people.actions.importing.test_plan import codes, plan

from ideenschmiede.base.tables import read_table
from ideenschmiede.people.actions.importing import fields
from ideenschmiede.people.actions.importing.fields import FIELDS, propose

pytestmark = pytest.mark.django_db
ALL_NAMES = [(field, name) for field, names in fields._WORDS["columns"].items() for name in names]


@pytest.mark.parametrize(("field", "name"), ALL_NAMES, ids=[name for _field, name in ALL_NAMES])
def test_each_header_is_known_however_it_is_written(field, name):
    for written in (name, name.upper(), name.lower(), f" {name} ", name.replace("-", " ")):
        assert propose([written]) == {field: written}


@given(st.permutations([names[0] for names in fields._WORDS["columns"].values()]))
def test_the_order_of_the_columns_is_nothing(columns):
    proposal = propose(columns)
    assert set(proposal) == set(FIELDS)
    assert {field: fields._WORDS["columns"][field][0] for field in FIELDS} == proposal


def test_a_column_that_nobody_knows_is_left_out(kalletal):
    assert propose(["Schuhgröße", "Name", "Bemerkung", ""]) == {"name": "Name"}
    (draft,) = plan("Schuhgröße;Name;Bemerkung\n43;Ina Beispiel;geheim\n").new
    assert "geheim" not in repr(draft)


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2022", "2024", date(2022, 1, 1), date(2024, 12, 31)),
        ("13.2.2022", "12.02.2027", date(2022, 2, 13), date(2027, 2, 12)),
        ("2022-02-13", "2027-02-12", date(2022, 2, 13), date(2027, 2, 12)),
        ("02/2022", "2/2024", date(2022, 2, 1), date(2024, 2, 29)),
        ("Februar 2022", "Feb. 2023", date(2022, 2, 1), date(2023, 2, 28)),
        ("3.4.2022", "", date(2022, 4, 3), None),  # the day first, as Germans write
        ("2022-02-13 00:00:00", "", date(2022, 2, 13), None),
    ],
)
def test_dates(kalletal, since, until, first, last):
    (draft,) = plan(f"Name;Mitglied seit;Berufen bis\nA B;{since};{until}\n").new
    assert (draft.member_since, draft.member_until) == (first, last)


@pytest.mark.parametrize("cell", ["31.2.2022", "32.1.2022", "2022-13-01", "0000", "bald", "1.2.", "20222"])
def test_no_dates(kalletal, cell):
    found = plan(f"Name;Mitglied seit\nA B;{cell}\nC D;2022\n")
    assert codes(found) == [(2, "date")]
    assert found.left_out[0].value == cell
    assert [draft.name for draft in found.new] == ["C D"]


@pytest.mark.parametrize(
    ("day", "code"), [("22.11.2026", None), ("23.11.2026", "future"), ("2027", "future"), ("2026", None)]
)
def test_a_term_that_is_still_to_come_needs_an_invitation(kalletal, day, code):
    assert codes(plan(f"Name;Mitglied seit\nA B;{day}\n")) == ([(2, code)] if code else [])


@pytest.mark.parametrize("cell", ["", "-", "–", "k. A.", "n/a", "?", "NULL", "keine Angabe"])
def test_cells_that_say_nothing_are_no_mistake(kalletal, cell):
    found = plan(f"Name;E-Mail;Mitglied seit;Ort;Amt;Bereich;Themen\nA B{(';' + cell) * 6}\n")
    assert (found.left_out, found.remarks) == ([], [])
    (draft,) = found.new
    assert (dict(draft.contacts), draft.place, draft.office, draft.topics) == ({}, None, "", frozenset())


@pytest.mark.parametrize(
    ("cell", "address", "title", "given", "family"),
    [
        ("Frau Prof. Dr. Karla von Stein", "frau", "Prof. Dr.", "Karla", "von Stein"),
        ("von Stein, Karla", None, None, "Karla", "von Stein"),
        ("Stein, Dr. Karla von", None, "Dr.", "Karla", "von Stein"),
        ("Dr.-Ing. Anna Maria Beispiel", None, "Dr.-Ing.", "Anna Maria", "Beispiel"),
        ("Herrn Jan van der Meer", "herr", None, "Jan", "van der Meer"),
        ("Karla Stein, M.A.", None, "M.A.", "Karla", "Stein"),
        ("José  \t Muñoz", None, None, "José", "Muñoz"),
    ],
)
def test_titles_and_particles(kalletal, cell, address, title, given, family):
    (draft,) = plan(f'Name\n"{cell}"\n').new
    told = [draft.person.get(part) for part in ("form_of_address", "title", "given_name", "family_name")]
    assert told == [address, title, given, family]


@pytest.mark.parametrize(
    ("cell", "value"), [("Herr", "herr"), ("Herrn", "herr"), ("w", "frau"), ("Mr", "herr"), ("FRAU", "frau")]
)
def test_forms_of_address(kalletal, cell, value):
    (draft,) = plan(f"Anrede;Nachname\n{cell};Beispiel\n").new
    assert draft.person["form_of_address"] == value


@pytest.mark.parametrize(
    ("cell", "slugs", "unknown"),
    [
        ("Klima", {"klima"}, []),
        ("klima; IT", {"klima", "it"}, []),
        ("Klima,IT", {"klima", "it"}, []),
        ("Klima|Klima", {"klima"}, []),
        ("Klima; Angeln; IT", {"klima", "it"}, ["Angeln"]),
        ("Angeln, Reiten", set(), ["Angeln, Reiten"]),
    ],
)
def test_topics(kalletal, cell, slugs, unknown):
    found = plan(f'Name;Themen\nA B;"{cell}"\n')
    assert found.new[0].topics == slugs
    assert [flaw.value for flaw in found.remarks] == unknown
    assert not found.left_out  # a word that nobody knows costs nobody the row


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("05766036", True), ("Kalletal", True), ("KALLETAL", True), (" kalletal ", True),
        ("Kalletal (Kreis Lippe)", True), ("Kalle", False), ("99999999", False), ("Kalletal-Nord", False),
    ],
)  # fmt: skip
def test_places(kalletal, place, found):
    done = plan(f"Name;Amt;Ort\nA B;Rat;{place}\n")
    assert [draft.place for draft in done.new] == ([kalletal.pk] if found else [])
    assert codes(done) == ([] if found else [(2, "place")])


def test_an_office_for_a_kreis(kalletal):
    (draft,) = plan("Name;Amt;AGS\nA B;Landrat;05766\n").new
    assert draft.place == kalletal.parent_id


@pytest.mark.parametrize(
    ("field", "most"),
    [("Nachname", 120), ("Amt", 120), ("Telefon", 300), ("In einem Satz", 300), ("Funktion", 120), ("Titel", 60)],
)
def test_too_long_is_said_and_never_cut(kalletal, field, most):
    name, cell = ("", "") if field == "Nachname" else (";Nachname", ";A")
    longest = plan(f"Ort;{field}{name}\nKalletal;{'1' * most}{cell}\n")
    too_long = plan(f"Ort;{field}{name}\nKalletal;{'1' * (most + 1)}{cell}\n")
    assert (len(longest.new), codes(too_long)) == (1, [(2, "too_long")])
    assert len(too_long.left_out[0].value) <= 120


class TestTheTableItself:
    def test_a_cell_too_many_leaves_out_that_row_alone(self, kalletal):
        found = plan("Nachname;Ort\nA;Kalletal;zuviel\nB;\n")
        assert codes(found) == [(2, "ragged")]
        assert [draft.name for draft in found.new] == ["B"]

    def test_a_row_that_was_cut_off_is_stored_and_named(self, kalletal):
        found = plan("Nachname;E-Mail;Ort\nA;a@b.example;Kalletal\nB\nC;kein\n")
        assert codes(found) == [(4, "email")], "told once"
        assert [(flaw.row, flaw.code, flaw.value) for flaw in found.remarks][-1] == (3, "short", "1 < 3")
        assert [draft.name for draft in found.new] == ["A", "B"]

    def test_blank_rows_are_no_rows_and_numbers_stay(self, kalletal):
        found = plan("Nachname;E-Mail\n\nA;\n;\n\nB;kein\n")
        assert [draft.row for draft in found.new] == [3]
        assert codes(found)[-1] == (6, "email")

    def test_the_guard_of_a_formula_is_no_part_of_a_name(self, kalletal):
        (draft,) = plan("Nachname;Organisation;Bereich\n'=Beispiel;'+Plus;Wirtschaft\n").new
        assert (draft.person["family_name"], draft.organisation) == ("=Beispiel", "+Plus")

    def test_markup_stays_text(self, kalletal):
        (draft,) = plan("Vorname;Nachname\n<b>Ina</b>;<script>\n").new
        assert (draft.person["given_name"], draft.person["family_name"]) == ("<b>Ina</b>", "<script>")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_umlauts_in_each_encoding(self, kalletal, encoding):
        table = read_table("liste.csv", "Vorname;Nachname\nJürgen;Größe\n".encode(encoding))
        assert [row.cells for row in table.rows] == [("Jürgen", "Größe")]
        assert propose(table.columns) == {"given_name": "Vorname", "family_name": "Nachname"}
