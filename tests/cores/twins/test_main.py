import json
import subprocess
import sys

import pytest

from ideenschmiede.cores.twins.__main__ import main

TOWNS = """ags,name,population,area,doctors
05766036,Kalletal,13401,112.42,
05766044,Lemgo,40696,100.86,30
99000001,Zwilling,13980,110,8
99000002,Weiler,310,112,0
"""


@pytest.fixture
def towns(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS, encoding="utf-8")
    return str(path)


def test_prints_a_table_with_the_nearest_first(towns, capsys):
    assert main([towns, "--id", "ags", "--row", "05766036", "--log", "population", "-k", "2"]) == 0
    header, own, first, second = capsys.readouterr().out.splitlines()
    assert header.split() == ["similarity", "population", "area", "doctors", "id"]
    assert own.split() == ["13401", "112.42", "–", "05766036"]
    assert first.split()[1:] == ["13980", "110", "8", "99000001"]
    assert float(first.split()[0]) > float(second.split()[0])


def test_prints_json_with_every_feature(towns, capsys):
    main([towns, "--id", "ags", "--row", "05766036", "--features", "population,doctors", "--json", "-k", "1"])
    answer = json.loads(capsys.readouterr().out)
    (twin,) = answer["twins"]
    assert answer["id"] == "05766036"
    assert twin["id"] == "99000001"
    assert 0 < twin["similarity"] < 1
    population, doctors = twin["features"]
    assert population == {
        "feature": "population",
        "own": 13401,
        "other": 13980,
        "contribution": 1,
        "similarity": population["similarity"],
    }
    assert doctors["own"] is None
    assert doctors["similarity"] is None


def test_weights_change_the_answer(towns, capsys):
    common = [towns, "--id", "ags", "--row", "05766036", "--log", "population", "-k", "1", "--features"]
    main([*common, "population,area", "--weights", "area=100"])
    assert "99000002" in capsys.readouterr().out
    main([*common, "population,area", "--weights", "area=0"])
    assert "99000001" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--row", "123"], "no row has the ags '123'"),
        (["--row", "05766036", "--log", "size"], "--log: no such feature: size"),
        (["--row", "05766036", "--weights", "size=2"], "no such feature: size"),
        (["--row", "05766036", "-k", "0"], "at least 1"),
        (["--row", "05766036", "--features", "name"], "'Kalletal' is not a number"),
    ],
)
def test_says_what_is_wrong_in_one_line(towns, capsys, options, message):
    assert main([towns, "--id", "ags", *options]) == 2
    output = capsys.readouterr()
    assert message in output.err
    assert output.err.count("\n") == 1
    assert not output.out


def test_weights_that_are_no_weights(towns, capsys):
    with pytest.raises(SystemExit):
        main([towns, "--id", "ags", "--row", "05766036", "--weights", "population"])
    assert "population=2,area=0.5" in capsys.readouterr().err


def test_runs_as_a_module(towns):
    command = [sys.executable, "-m", "ideenschmiede.cores.twins", towns, "--id", "ags", "--row", "05766036"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "99000001" in answer.stdout
