"""Which row names the columns, and what the columns are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.tables import TableError
from ideenschmiede.base.tables.header import find_header, make_table, name_columns

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Titel", "Ort"], ["Bus", "Lübz"]], 0),
        ([["Unsere Liste"], [""], ["Titel", "Ort", "Jahr"], ["Bus", "Lübz", "2020"]], 2),
        ([["Stand", "22.11.2026", ""], ["Titel", "Ort", "Jahr"], ["Bus", "Lübz", "2020"]], 1),
        ([["", ""], ["Titel"], ["Bus"]], 1),
        ([["1", "2"], ["3", "4"]], 0),
        ([["", " "], []], None),
        ([], None),
    ],
)
def test_the_row_of_names(rows, at):
    assert find_header(rows) == at


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["Titel", "Ort"], ("Titel", "Ort")),
        (["Ort", "Ort", "Ort"], ("Ort", "Ort (2)", "Ort (3)")),
        (["Ort (2)", "Ort", "Ort"], ("Ort (2)", "Ort", "Ort (3)")),
        (["", "Ort", " ", "", ""], ("Column 1", "Ort")),
        ([" Zwei\nZeilen "], ("Zwei Zeilen",)),
        (["x" * 200], ("x" * 100,)),
    ],
)
def test_names(header, names):
    assert name_columns(header) == names


def test_too_many_columns():
    with pytest.raises(TableError, match="200 columns"):
        name_columns(["x"] * 201)


@given(st.lists(st.text(max_size=20), max_size=30))
def test_names_are_there_once_each(header):
    names = name_columns(header)
    assert len(set(names)) == len(names)
    assert all(names)


@given(st.lists(st.lists(st.tuples(st.text(max_size=10), st.none()), max_size=6), max_size=12))
def test_any_cells_give_a_table_of_even_width_or_a_clear_error(cells):
    try:
        table = make_table(cells, kind="csv")
    except TableError:
        return
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))
