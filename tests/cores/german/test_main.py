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


def test_mends_a_file(tmp_path, capsys):
    file = tmp_path / "clipping.txt"
    file.write_bytes("\ufeffDer Rat der Ge-\r\nmeinde tagte.\r\n".encode())
    main(["mend", str(file)])
    assert capsys.readouterr().out == "Der Rat der Gemeinde tagte.\n"


def test_mends_standard_input_as_json():
    command = [sys.executable, "-m", "ideenschmiede.cores.german", "mend", "--json"]
    result = subprocess.run(command, input="Der Rat der Ge-\nmeinde", capture_output=True, text=True, check=True)
    found = json.loads(result.stdout)
    assert set(found) == {"text", "pieces", "changes", "open", "blocks", "proposals"}
    assert found["text"] == "Der Rat der Gemeinde"
    (change,) = found["changes"]
    assert (change["kind"], change["before"], change["after"]) == ("joined", "Ge-\nmeinde", "Gemeinde")
    assert change["original"] == [{"start": 12, "end": 22}]


@pytest.mark.parametrize(("written", "said"), [(None, "cannot read"), (b"\xff\xfe\x00", "is not UTF-8")])
def test_a_file_that_is_no_text_is_refused(tmp_path, capsys, written, said):
    file = tmp_path / "clipping.txt"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(SystemExit):
        main(["mend", str(file)])
    assert said in capsys.readouterr().err
