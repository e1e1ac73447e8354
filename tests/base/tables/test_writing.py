"""What people take away runs nothing in their spreadsheet and reads back."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.plain import one_line
from ideenschmiede.base.tables import harmless, read_table, without_guard, write_csv, write_workbook


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "text"), [("a=1", "a=1"), (-5, "-5"), (None, ""), ("", "")])
def test_other_cells_stay_as_they_are(cell, text):
    assert harmless(cell) == text


def test_a_written_table_reads_back():
    text = write_csv(["Zeile", "Grund"], [[3, 'fehlt; oder "zu lang"'], [4, "Über\nzwei Zeilen"]])
    assert text.startswith("\ufeff")
    table = read_table("a.csv", text.encode())
    assert table.columns == ("Zeile", "Grund")
    assert [row.cells for row in table.rows] == [("3", 'fehlt; oder "zu lang"'), ("4", "Über\nzwei Zeilen")]


@given(st.text())
def test_no_cell_begins_like_a_formula(text):
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


UNSEEN = ["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]
CELL = st.text(st.characters(codec="utf-8", exclude_categories=UNSEEN), max_size=20).map(one_line)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=4))
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_cell_comes_back_as_it_was(form, rows):
    rows = [("Anker", f"x{cell}") for cell, _other in rows] + rows
    head = ["Vorname", "Nachname"]
    content = write_csv(head, rows).encode() if form == "csv" else write_workbook(head, rows, title="x" * 60)
    read = [tuple(without_guard(cell) for cell in row.cells) for row in read_table(f"a.{form}", content).rows]
    assert read == [tuple(without_guard(cell) for cell in row) for row in rows if any(row)]


@given(st.text(max_size=8))
def test_a_guard_is_taken_away_once(text):
    assert without_guard(harmless(text)) == without_guard(text)


def test_a_workbook_holds_numbers_days_and_texts():
    day = date(2026, 11, 22)
    content = write_workbook(
        ["Zahl", "Tag", "Text", "leer"], [[5, day, "007", None], [-1.5, day, "=A1", ""]], title="T"
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert (book.sheetnames, sheet.freeze_panes) == (["T"], "A2")
    assert all(cell.font.bold for cell in sheet[1])
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2))
    assert (first[0], first[1].date(), first[2], first[3]) == (5, day, "007", None)
    assert (second[0], second[2]) == (-1.5, "=A1")
    assert [sheet["C3"].data_type, sheet["C3"].quotePrefix] == ["s", True]


def test_what_no_file_can_hold_is_left_out_of_a_workbook():
    content = write_workbook(["a"], [["x\x00\x0by"]], title="T")
    assert openpyxl.load_workbook(io.BytesIO(content)).active["A2"].value == "xy"
