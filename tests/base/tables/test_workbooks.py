"""Workbooks that people take away: every text is a text, numbers and dates stay what they are."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.tables import harmless, read_table, without_guard, write_workbook


def cells(content):
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", ["=1+1", "+49 5264", "-x", "@cmd", '=HYPERLINK("http://x")'])
def test_nothing_runs(text):
    ((cell,),) = cells(write_workbook(["A"], [[text]], title="Blatt"))
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


def test_values_keep_their_kind():
    ((number, day, nothing, text),) = cells(
        write_workbook(["A", "B", "C", "D"], [[13_401, date(2026, 11, 22), None, "Ä\x00ü\x0b"]], title="x" * 40)
    )
    assert (number.value, day.value.date(), nothing.value, text.value) == (13_401, date(2026, 11, 22), None, "Äü")


def test_it_is_read_back():
    table = read_table("a.xlsx", write_workbook(["Name", "Zahl"], [["=böse", 3], ["gut", None]], title="Mitglieder"))
    assert table.sheet == "Mitglieder"
    assert [row.cells for row in table.rows] == [("=böse", "3"), ("gut", "")]


@given(st.text(max_size=30))
def test_the_guard_comes_off_again(text):
    assert without_guard(harmless(text)) == text or text.startswith("'")
