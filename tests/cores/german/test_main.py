import json
import subprocess
import sys

import pytest

from ideenschmiede.cores.german.__main__ import main


def test_prints_words_and_terms(capsys):
    main(["analyse", "Die Dorfläden"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].split() == ["4", "13", "Dorfläden", "dorflad", "dorf", "lad"]


def test_prints_json(capsys):
    main(["analyse", "Dorf", "--json"])
    assert json.loads(capsys.readouterr().out) == [{"start": 0, "end": 4, "surface": "Dorf", "terms": ["dorf"]}]


def test_reads_standard_input_as_a_command():
    command = [sys.executable, "-m", "ideenschmiede.cores.german", "analyse", "-", "--json"]
    result = subprocess.run(command, input="Kitas", capture_output=True, text=True, check=True)
    assert json.loads(result.stdout)[0]["terms"] == ["kita"]


def test_empty_text_prints_nothing(capsys):
    main(["analyse", ""])
    assert capsys.readouterr().out == ""


def test_without_a_command_it_says_how(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "analyse" in capsys.readouterr().err
