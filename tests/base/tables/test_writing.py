"""What people take away runs nothing in their spreadsheet and reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.tables import harmless, read_table, write_csv


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
