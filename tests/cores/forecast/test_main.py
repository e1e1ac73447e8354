import json
import subprocess
import sys

import pytest

from ideenschmiede.cores.forecast import WEAK, estimate_prior, forecast
from ideenschmiede.cores.forecast.__main__ import main

CASES = """outcome,similarity,topic,practice
worked,0.9,Klima,Bus
worked,0.8,Klima,Bus
partly,0.7,Klima,Bus
stopped,0.5,Klima,Rad
did_not,0.9,Klima,Rad
did_not,1,Klima,Rad
worked,1,IT,Portal
"""


@pytest.fixture
def cases(tmp_path):
    def write(text):
        path = tmp_path / "cases.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def answers(capsys, path):
    assert main([path, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_one_forecast_for_each_practice_on_top_of_its_topic(cases, capsys):
    bus, bike, portal = answers(capsys, cases(CASES))
    prior = estimate_prior([1, 1, 0.5, 0, 0, 0], ["Bus"] * 3 + ["Rad"] * 3)
    expected = forecast([1, 1, 0.5], [0.9, 0.8, 0.7], prior)
    assert (bus["topic"], bus["practice"]) == ("Klima", "Bus")
    assert bus["mean"] == pytest.approx(expected.mean)
    assert bus["prior"]["strength"] == pytest.approx(prior.strength)
    assert bus["category"] == expected.category
    assert bike["mean"] < bus["mean"]
    assert portal["known"] is False
    assert portal["mean"] is None


def test_without_practices_one_for_each_topic_on_top_of_the_file(cases, capsys):
    text = "\n".join(line.rpartition(",")[0] for line in CASES.splitlines())
    climate, computing = answers(capsys, cases(text))
    assert (climate["topic"], climate["cases"]) == ("Klima", 6)
    assert climate["prior"]["cases"] == computing["prior"]["cases"] == 7


def test_without_either_one_for_the_file_on_a_weak_prior(cases, capsys):
    (only,) = answers(capsys, cases("outcome,similarity\n1,1\n1,1\n1,1\n"))
    assert only["mean"] == pytest.approx(0.8)
    assert only["prior"]["strength"] == WEAK.strength


def test_prints_a_table_that_says_what_is_not_known(cases, capsys):
    assert main([cases(CASES)]) == 0
    header, bus, _, portal = capsys.readouterr().out.splitlines()
    assert "80 % interval" in header
    assert bus.split()[0].endswith("%")
    assert bus.endswith("Klima, Bus")
    assert portal.startswith("not known")


def test_a_file_without_cases_has_no_forecast(cases, capsys):
    assert answers(capsys, cases("outcome,similarity\n")) == []


def test_says_what_is_wrong_in_one_line(cases, capsys):
    assert main([cases("outcome,similarity\nworked,7\n")]) == 2
    output = capsys.readouterr()
    assert output.err == "forecast: line 2, column 'similarity': '7' is not a number between 0 and 1\n"
    assert not output.out


def test_runs_as_a_module(cases):
    command = [sys.executable, "-m", "ideenschmiede.cores.forecast", cases(CASES)]
    assert "Klima, Bus" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
