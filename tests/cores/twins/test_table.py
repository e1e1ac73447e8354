import math

import pytest

from ideenschmiede.cores.twins.table import TableError, read


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "orte.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_reads_columns_of_numbers_and_keeps_leading_zeros_of_the_id(file):
    table = read(file("ags,name,population,area\n05766036,Kalletal,13401,112.4\n09999,Ort,,7\n"), "ags")
    assert table.ids == ("05766036", "09999")
    assert table.columns == ("population", "area")
    assert table.values[0].tolist() == [13401, 112.4]
    assert math.isnan(table.values[1, 0])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_takes_the_usual_delimiters_a_byte_order_mark_and_windows_line_ends(file, delimiter):
    text = "\ufeffort,a\r\nx,1\r\n\r\ny,2\r\n".replace(",", delimiter)
    table = read(file(text), "ort")
    assert table.ids == ("x", "y")
    assert table.values.tolist() == [[1], [2]]


def test_quoted_cells_may_hold_delimiters_and_line_ends(file):
    table = read(file('ort,note,a\n"Burg, die","eins\nzwei",1\nOrt,,2\n'), "ort")
    assert table.ids == ("Burg, die", "Ort")


def test_columns_that_are_asked_for_only(file):
    table = read(file("ort,a,b,c\nx,1,2,3\n"), "ort", ["c", "a"])
    assert table.columns == ("c", "a")
    assert table.values.tolist() == [[3, 1]]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        ("", [], "is empty"),
        ("name,a\nx,1\n", [], "no column 'ort'; it has: name, a"),
        ("ort,a\nx,1\n", ["b"], "no column 'b'"),
        ("ort,a\nx,1\ny\n", [], "line 3: 1 cells, expected 2"),
        ("ort,a\n\nx,1\nx,2\n", [], "line 4: ort 'x' is in line 3 already"),
        ("ort,a\nx,1.200.3\n", ["a"], r"line 2, column 'a': '1\.200\.3' is not a number"),
        ("ort,a\nx,viel\n", [], "no column of numbers"),
        ("ort,a\n", [], "no column of numbers"),
        ('ort,a\n"x,1\n', [], "line 2: unexpected end of data"),
        ("ort,a\nKöln,1\n".encode("latin-1"), [], r"not UTF-8 \(byte 8\)"),
    ],
)
def test_says_where_the_file_is_wrong(file, content, columns, message):
    with pytest.raises(TableError, match=message):
        read(file(content), "ort", columns)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(TableError, match="No such file"):
        read(tmp_path / "keine.csv", "ort")
