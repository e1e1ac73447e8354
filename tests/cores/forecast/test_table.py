import pytest

from ideenschmiede.cores.forecast.table import Row, TableError, read


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "cases.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_reads_words_and_numbers(file):
    rows = read(file("outcome,similarity,topic\nworked,0.9,Klima\npartly,1,\n0.25,0,IT\nstopped,.5,IT\n"))
    assert rows == (
        Row(1, 0.9, "Klima", ""),
        Row(0.5, 1, "", ""),
        Row(0.25, 0, "IT", ""),
        Row(0, 0.5, "IT", ""),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_takes_the_usual_delimiters_a_byte_order_mark_and_windows_line_ends(file, delimiter):
    text = "\ufeffsimilarity,practice,outcome\r\n1,Bus,did_not\r\n\r\n".replace(",", delimiter)
    assert read(file(text)) == (Row(0, 1, "", "Bus"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no column 'outcome'"),
        ("outcome\nworked\n", "no column 'similarity'"),
        ("outcome,similarity\nworked\n", "line 2: 1 cells, expected 2"),
        ("outcome,similarity\n\nfine,1\n", "line 3, column 'outcome': 'fine' .* nor one of worked, partly"),
        ("outcome,similarity\nworked,1.2\n", "line 2, column 'similarity': '1.2' is not a number between 0 and 1$"),
        ("outcome,similarity\nworked,nan\n", "line 2, column 'similarity'"),
        ("outcome,similarity\nworked,\n", "line 2, column 'similarity': ''"),
        ('outcome,similarity\n"worked,1\n', "line 2: unexpected end"),
        ("outcome,similarity,Straße\n".encode("latin-1"), r"not UTF-8 \(byte 24\)"),
    ],
)
def test_says_where_the_file_is_wrong(file, content, message):
    with pytest.raises(TableError, match=message):
        read(file(content))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(TableError, match="No such file"):
        read(tmp_path / "keine.csv")
