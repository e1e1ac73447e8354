"""CSV and XLSX as offices send them, and what is no table at all."""

import gzip
import io
import itertools
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.tables import SHORT, Table, TableError, read_table
from ideenschmiede.base.tables.excel import as_text, read_workbook
from ideenschmiede.base.tables.table import MAX_LINES

pytestmark = pytest.mark.usefixtures("english")

PLAIN = "Titel;Ort;Kosten\nWärmeplan;Kalletal;12,5\nBürgerbus;Lübz;8\n"
CELLS = [("Wärmeplan", "Kalletal", "12,5"), ("Bürgerbus", "Lübz", "8")]


def workbook(*rows, title="Blatt"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_member(content, name, change):
    """The workbook with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
    return file.getvalue()


def cells(table):
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode("utf-8"), "utf-8"),
        (PLAIN.encode("utf-8-sig"), "utf-8"),
        (PLAIN.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "utf-16"),
        (PLAIN.encode("utf-16-le"), "utf-16-le"),
        (PLAIN.encode("utf-16-be"), "utf-16-be"),
        (PLAIN.encode("utf-32"), "utf-32"),
        (PLAIN.encode("cp1252"), "windows-1252"),
        (gzip.compress(PLAIN.encode("utf-8"), mtime=0), "utf-8"),
    ],
)
def test_encodings(content, encoding):
    table = read_table("a.csv", content)
    assert table.columns == ("Titel", "Ort", "Kosten")
    assert cells(table) == CELLS
    assert (table.kind, table.encoding, table.delimiter) == ("csv", encoding, ";")


def test_a_byte_that_means_nothing_in_windows_1252_is_dropped():
    assert cells(read_table("a.csv", b"a;b\nK\xf6ln\x81;x\n")) == [("Köln", "x")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters(delimiter):
    text = delimiter.join(["Titel", "Text"]) + "\n" + delimiter.join(['"Eins"', '"Ja, aber; wann?"']) + "\n"
    table = read_table("a.csv", text.encode())
    assert table.delimiter == delimiter
    assert cells(table) == [("Eins", "Ja, aber; wann?")]


def test_many_commas_in_a_text_make_no_columns():
    long = "Viel Text, mit Kommas, und noch einem, " * 30
    table = read_table("a.csv", f"Titel;Text\nBus;{long}\n".encode())
    assert table.delimiter == ";"
    assert cells(table) == [("Bus", long.strip())]


def test_decimal_commas_make_no_columns():
    rows = "".join(f"Bus {n};Text;12,5;x\n" for n in range(9)) + "Bus;Text;12,5;x;ragged\n"
    assert read_table("a.csv", f"Titel;Text;Kosten;Ort\n{rows}".encode()).delimiter == ";"


def test_one_column_only():
    table = read_table("a.csv", b"Titel\nEins, zwei\nDrei; vier\nEin Satz, der lang ist, sehr lang\n")
    assert cells(table) == [("Eins, zwei",), ("Drei; vier",), ("Ein Satz, der lang ist, sehr lang",)]


def test_cells_keep_their_lines_and_rows_their_number():
    table = read_table("a.csv", b'Titel,Text\n\n"Eins","erste\r\nzweite"\n,\nZwei,x\n')
    assert [(row.number, row.cells) for row in table.rows] == [(3, ("Eins", "erste\nzweite")), (5, ("Zwei", "x"))]


def test_ragged_rows():
    table = read_table("a.csv", b"a,b,c\n1x,2x\n1x,2x,3x,4x\n1x,2x,3x,\n")
    assert cells(table) == [("1x", "2x", ""), ("1x", "2x", "3x"), ("1x", "2x", "3x")]
    assert [[flaw.code for flaw in row.flaws] for row in table.rows] == [[SHORT], ["ragged"], []]


@pytest.mark.parametrize("cut", ['Bus;"Fährt je', 'Bus;"Fährt\nund', 'Bus;"', 'Bus;"Fährt\n'])
def test_a_file_cut_in_the_middle_of_a_cell_is_refused(cut):
    with pytest.raises(TableError, match="ends in the middle of a cell"):
        read_table("a.csv", f"Titel;Text\nRad;Rollt\n{cut}".encode())


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n", "\r"])
def test_how_the_last_row_ends_changes_nothing(end):
    table = read_table("a.csv", f'Titel;Text\nRad;"Rollt\nweit"{end}'.encode())
    assert cells(table) == [("Rad", "Rollt\nweit")]
    assert table.rows[0].flaws == ()


def test_doubled_and_nameless_columns():
    table = read_table("a.csv", b"Ort;Ort;;Ort (2);Text;;\na;b;c;d;x;;\na;b;c;d;x;e;\n")
    assert table.columns[:2] == ("Ort", "Ort (2)")
    assert len(set(table.columns)) == len(table.columns) == 5
    assert table.rows[0].flaws == ()
    assert table.rows[1].flaws[0].code == "ragged"


def test_headings_above_the_names_of_the_columns_are_passed_over():
    text = "Unsere Projekte;;;\nStand: 22.11.2026;;;\n\nTitel;Ort;Beginn;Kosten\nBus;Lübz;2020;5\n"
    table = read_table("a.csv", text.encode())
    assert table.columns == ("Titel", "Ort", "Beginn", "Kosten")
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("Bus", "Lübz", "2020", "5"))]


def test_controls_and_nul_in_cells_are_dropped():
    assert cells(read_table("a.csv", b"a,b\nx\x00y\x07,z\x1b[31m\nlong enough to be text,and more of it\n"))[0] == (
        "xy",
        "z[31m",
    )


def test_a_cell_of_a_hundred_thousand_characters():
    assert len(cells(read_table("a.csv", b"a,b\n" + b"x" * 100_000 + b",y\n"))[0][0]) == 100_000


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n", "empty"),
        ("a.csv", b"\n;;;\n;;;\n", "empty"),
        ("a.csv", b"Titel;Ort\n", "no rows"),
        ("a.csv", b"Titel;Ort\n;\n", "no rows"),
        ("a.csv", b"a,b\n" + b"1x,2x\n" * 50_001, "50,000 rows"),
        ("a.csv", b"a\n" * 10_000_001, "20 MB"),
        ("a.csv", b"a,b\n" + b"x" * 1_000_001 + b",y", "million characters"),
        ("a.csv", b",".join([b"c"] * 201) + b"\n" + b",".join([b"x"] * 201), "200 columns"),
        ("a.csv.gz", gzip.compress(b"a,b\n" + b"x" * 101_000_000, mtime=0), "unpacked"),
        ("a.csv.gz", gzip.compress(PLAIN.encode() * 100, mtime=0)[:40], "damaged"),
        ("a.csv", b"\xff\xfeT\x00i\x00\x00\xd8x\x00", "UTF-16"),
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture"),
        ("bild.xlsx", b"GIF89a" + bytes(range(256)), "picture"),
        ("text.xlsx", b"Titel;Ort\nEins;Zwei\n", "not an Excel file"),
        ("alt.xls", b"\xd0\xcf\x11\xe0" + bytes(500), "old Excel"),
        ("daten.csv", bytes(range(256)) * 40, "not a table"),
        ("kaputt.xlsx", b"PK\x03\x04" + b"x" * 500, "not an Excel file"),
    ],
    ids=itertools.count(),
)
def test_what_is_no_table_is_refused_with_what_to_do(name, content, message):
    with pytest.raises(TableError, match=message):
        read_table(name, content)


def test_a_workbook():
    content = workbook(
        ["Titel", "Beginn", "Kosten", "Anteil", "Läuft"],
        ["Bus", datetime.fromisoformat("2020-05-17"), 8000.0, 12.5, True],
        [None, None, None, None, None],
        ["Plan", date(2021, 1, 1), 3, None, False],
    )
    table = read_table("a.xlsx", content)
    assert (table.kind, table.sheet) == ("xlsx", "Blatt")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("Bus", "2020-05-17", "8000", "12.5", "1")),
        (4, ("Plan", "2021-01-01", "3", "", "0")),
    ]


def test_the_first_sheet_that_holds_something_is_read():
    book = openpyxl.Workbook()
    book.create_sheet("Liste").append(["Titel", "Ort"])
    book["Liste"].append(["Bus", "Lübz"])
    file = io.BytesIO()
    book.save(file)
    assert read_table("a.xlsx", file.getvalue()).sheet == "Liste"


def test_formulas_are_never_run():
    """One with a stored result is its result, one without is a flaw of its row."""
    content = workbook(["Titel", "Kosten"], ["Bus", "=1+1"], ["Plan", '=cmd|"/c calc"!A1'], ["Weg", 5])
    stored = with_member(
        content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    )  # fmt: skip
    table = read_table("a.xlsx", stored)
    assert [row.cells[1] for row in table.rows] == ["2", "", "5"]
    assert [[(flaw.column, flaw.code) for flaw in row.flaws] for row in table.rows] == [[], [("Kosten", "formula")], []]


def test_errors_of_a_spreadsheet_are_flaws():
    table = read_table("a.xlsx", workbook(["Titel", "Kosten"], ["Bus", "#REF!"]))
    assert [(flaw.column, flaw.code, flaw.value) for flaw in table.rows[0].flaws] == [("Kosten", "error", "#REF!")]


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = with_member(
        workbook(["a", "b"], ["c", "d"]), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 150_000_000
    )
    assert len(bomb) < 1_000_000
    with pytest.raises(TableError, match="unpacked"):
        read_table("a.xlsx", bomb)


def test_entities_are_refused():
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    evil = with_member(
        workbook(["a", "b"], ["c", "d"]), "xl/worksheets/sheet1.xml", lambda xml: entity + xml.split(b"?>", 1)[-1]
    )
    with pytest.raises(TableError, match="not an Excel file"):
        read_table("a.xlsx", evil)


def test_a_workbook_cut_in_the_middle():
    content = workbook(["a", "b"], ["c", "d"])
    with pytest.raises(TableError, match="damaged"):
        read_table("a.xlsx", content[: len(content) // 2])


def test_packing_loses_nothing():
    table = read_table("a.csv", 'a,b\nÄ,"=x"\n1x,2x,3x\n'.encode())
    assert Table.unpack(table.pack()) == table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (True, "1"),
        (datetime.fromisoformat("2020-01-01 08:05"), "2020-01-01 08:05"),
    ],
)
def test_as_text(value, text):
    assert as_text(value) == text


@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_table_or_a_clear_error(content):
    try:
        table = read_table("a.csv", content)
    except TableError:
        return
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
    assert len(set(table.columns)) == len(table.columns)


def test_a_formatted_cell_far_below_the_table_costs_no_memory():
    """Every row used to be filled to 200 cells: one such cell at Excel's last row took eleven gigabytes."""
    book = openpyxl.Workbook()
    for row in (("Titel", "Ort"), ("Wärmeplan", "Kalletal")):
        book.active.append(row)
    book.active.cell(row=5000, column=60).number_format = "0.00"
    file = io.BytesIO()
    book.save(file)
    _sheet, rows = read_workbook(file.getvalue())
    assert sum(map(len, rows)) == 4
    assert cells(read_table("a.xlsx", file.getvalue())) == [("Wärmeplan", "Kalletal")]


def test_a_workbook_with_too_many_columns_is_refused_and_not_cut_off():
    wide = workbook([f"Spalte {number}" for number in range(201)], ["x"] * 201)
    with pytest.raises(TableError, match="200 columns"):
        read_table("a.xlsx", wide)


def test_a_packed_file_of_nothing_but_line_ends_is_refused():
    with pytest.raises(TableError, match="50,000 rows"):
        read_table("a.csv", gzip.compress(b"a;b\n1;2\n" + b"\n" * MAX_LINES))
