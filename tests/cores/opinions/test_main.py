import json
import subprocess
import sys

import pytest
from tests.cores.opinions.conversations import camps

from ideenschmiede.cores.opinions import Mode, fit, gather, opinion_map
from ideenschmiede.cores.opinions.__main__ import main


@pytest.fixture
def conversation(tmp_path):
    """A file of sixty people in two camps, and the votes in it."""
    rows, columns, values, _ = camps(60, 12, 2, seed=2, density=1.0, loyalty=0.95)
    lines = [f"{column},{row},{value}" for row, column, value in zip(rows, columns, values, strict=True)]
    path = tmp_path / "votes.csv"
    path.write_text("\n".join(["comment-id,voter-id,vote", *lines]), encoding="utf-8")
    return path, gather(rows, columns, values)


def printed(capsys, *arguments):
    assert main([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("mode", list(Mode))
def test_prints_the_map_as_json(conversation, capsys, mode):
    path, votes = conversation
    answer = json.loads(printed(capsys, path, "--mode", mode, "--seed", 3, "--json"))
    found = opinion_map(votes, mode, seed=3)
    assert (answer["mode"], answer["seed"]) == (mode, 3)
    assert [one["participant"] for one in answer["participants"]] == list(range(60))
    assert [one["group"] for one in answer["participants"]] == list(found.picture.letters)
    assert [one["x"] for one in answer["participants"]] == found.positions[:, 0].tolist()
    assert [one["agree"] for one in answer["statements"]] == found.numbers.everybody.agree[0].tolist()
    assert [one["consensus_low"] for one in answer["statements"]] == found.numbers.agreement.low.tolist()
    assert [one["statement"] for one in answer["bridging"]] == [bridge.statement for bridge in found.bridges]
    assert set(answer["representative"]) == {group.letter for group in found.groups} == {"A", "B"}
    assert answer["stability"] == {"adjusted_rand_index": found.stability, "clear_groups": True}
    interval = {"x_low", "x_high", "y_low", "y_high"} & set(answer["participants"][0])
    assert bool(interval) == (mode is Mode.IDEAL_POINT)


def test_counts_of_groups_sum_up_to_those_of_all(conversation, capsys):
    answer = json.loads(printed(capsys, conversation[0], "--json"))
    for one in answer["statements"]:
        for kind in ("agree", "disagree", "pass", "votes"):
            assert sum(group[kind] for group in one["groups"].values()) == one[kind]
        assert one["agree"] + one["disagree"] + one["pass"] == one["votes"]


def test_the_default_is_stable_and_a_text_to_read(conversation, capsys):
    text = printed(capsys, conversation[0])
    assert text.startswith("60 participants, 12 statements, ")
    assert "A 30, B 30" in text
    assert "group B in particular" in text
    assert json.loads(printed(capsys, conversation[0], "--json"))["mode"] == "stable"


def test_says_that_there_are_no_clear_groups(tmp_path, capsys):
    path = tmp_path / "votes.csv"
    path.write_text("participant,1,2\n1,1,1\n2,1,1\n", encoding="utf-8")
    assert "no clear groups" in printed(capsys, path)
    answer = json.loads(printed(capsys, path, "--json"))
    assert [one["group"] for one in answer["participants"]] == [None, None]
    assert answer["groups"] == []


def test_begins_from_the_last_map(conversation, capsys, tmp_path):
    last = json.loads(printed(capsys, conversation[0], "--json"))
    for one in last["participants"]:
        one["x"], one["group"] = -one["x"], {"A": "X", "B": "Y"}[one["group"]]
    path = tmp_path / "last.json"
    path.write_text(json.dumps(last), encoding="utf-8")
    found = json.loads(printed(capsys, conversation[0], "--json", "--previous", path))
    for now, then in zip(found["participants"], last["participants"], strict=True):
        assert now["group"] == then["group"]
        assert now["x"] == pytest.approx(then["x"], abs=1e-9)


def test_foretells_votes(conversation, capsys, tmp_path):
    path, votes = conversation
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("participant,statement\n5,3\n999,3\n5,999\n5,3\n", encoding="utf-8")
    header, *lines = printed(capsys, path, "--predict", pairs).splitlines()
    assert header == "participant,statement,probability"
    expected = fit(votes).chance([5, -1, 5, 5], [3, 3, -1, 3])
    assert [line.rpartition(",")[0] for line in lines] == ["5,3", "999,3", "5,999", "5,3"]
    assert [float(line.rpartition(",")[2]) for line in lines] == expected.tolist()
    answer = json.loads(printed(capsys, path, "--predict", pairs, "--json"))
    assert [one["probability"] for one in answer] == expected.tolist()


def test_foretells_the_same_of_ids_that_became_fractions(conversation, capsys, tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("statement,participant\n3,5\n3.0,5.0\n", encoding="utf-8")
    plain, fraction = json.loads(printed(capsys, conversation[0], "--predict", pairs, "--json"))
    assert plain["probability"] == fraction["probability"]
    assert (fraction["participant"], fraction["statement"]) == ("5.0", "3.0")


def test_says_what_is_worth_asking(conversation, capsys, tmp_path):
    path, _ = conversation
    short = tmp_path / "short.csv"
    lines = printed(capsys, path, "--next", 5).splitlines()
    assert lines == ["statement,information"]
    without = [line for line in path.read_text().splitlines() if not line.startswith(("4,5,", "7,5,"))]
    short.write_text("\n".join(without), encoding="utf-8")
    answer = json.loads(printed(capsys, short, "--next", 5, "--json"))
    assert {one["statement"] for one in answer} == {4, 7}
    newcomer = json.loads(printed(capsys, path, "--next", "nobody", "--json"))
    told = [one["information"] for one in newcomer]
    assert len(told) == 12
    assert told == sorted(told, reverse=True)
    assert told[0] > answer[0]["information"] > 0


def test_what_is_moderated_out_is_marked(conversation, capsys, tmp_path):
    comments = tmp_path / "comments.csv"
    comments.write_text("comment-id,moderated\n2,-1\n3,1\n", encoding="utf-8")
    answer = json.loads(printed(capsys, conversation[0], "--comments", comments, "--json"))
    assert [one["statement"] for one in answer["statements"] if one["moderated_out"]] == [2]
    assert answer["statements"][2]["priority"] == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("votes.csv", "a,b\n1,2\n", "votes.csv has no column"),
        ("last.json", "{}", "last.json is no map that this command printed with --json"),
        ("last.json", '{"participants": [{"participant": 1, "x": "?", "y": 0, "group": null}]}', "last.json is no map"),
        ("pairs.csv", "participant\n1\n", "pairs.csv has no column 'statement'"),
    ],
    ids=["votes", "no map", "no number", "pairs"],
)
def test_says_what_is_wrong_in_one_line(conversation, capsys, tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    option = {"votes.csv": [str(path)], "last.json": ["--previous", str(path)], "pairs.csv": ["--predict", str(path)]}
    votes = [] if name == "votes.csv" else [str(conversation[0])]
    assert main([*votes, *option[name]]) == 2
    output = capsys.readouterr()
    assert output.err.startswith(f"opinions: {message}")
    assert output.err.count("\n") == 1
    assert not output.out


def test_a_seed_below_zero_is_refused(conversation, capsys):
    with pytest.raises(SystemExit):
        main([str(conversation[0]), "--seed", "-1"])
    assert "--seed: 0 or more" in capsys.readouterr().err


def test_runs_as_a_module(conversation):
    command = [sys.executable, "-W", "error", "-m", "ideenschmiede.cores.opinions", str(conversation[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "A 30, B 30" in done.stdout
    assert not done.stderr
