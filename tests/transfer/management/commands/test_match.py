"""`ideenschmiede match`: readable at 80 columns, complete as JSON, clear when something is missing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from tests.transfer.network import TODAY


@pytest.fixture
def doctors(world):
    world.place("Kalletal", 13_401, 11_242, key="05766036")
    near = world.place("Nachbarstadt", 13_980, 11_000)
    twins = [world.place(f"Zwilling {number}", 13_000 + 200 * number, 11_000) for number in range(4)]
    for number in range(20):
        world.place(f"Ort {number}", 700 + 900 * number, 2_000 + 300 * number)
    adopted = [(place, "kept", "worked") for place in twins]
    known = {"outcome": "worked", "contact_confirmed_on": TODAY}
    world.practice("Hausarzt kommt im Bus", place=near, topics=("it",), adopted=adopted, **known)
    world.practice(
        "Ein Hausarzt mit einem sehr langen Titel, der gewiss in keine Zeile passt " + "und noch länger " * 6
    )
    world.index()
    return world


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("match", *args, stdout=out)
    return out.getvalue()


def test_the_table_fits_into_80_columns(doctors, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    table = run("Hausarzt", "--place", "Kalletal")
    assert max(len(line) for line in table.splitlines()) <= 80
    assert "For Kalletal (13,401 inhabitants):" in table
    assert "Hausarzt kommt im Bus" in table
    assert "strong" in table
    assert "5 reports" in table
    assert "likely, worked in 5 of 5" in " ".join(table.split())


def test_json_has_all_parts(doctors):
    found = json.loads(run("Hausarzt", "--place", "05766036", "--json"))
    assert found["place"] == {
        "key": "05766036",
        "name": "Kalletal",
        "population": 13_401,
        "population_is_estimate": False,
    }
    assert found["total"] == 2
    best = next(one for one in found["results"] if one["title"] == "Hausarzt kommt im Bus")
    assert best["relevance"]["words"] == [{"word": "Hausarzt", "found": "word", "share": 1.0}]
    assert best["relevance"]["by_meaning"] == 0
    assert best["fit"]["most_alike"]["name"].startswith(("Nachbarstadt", "Zwilling"))
    assert best["evidence"]["reports"] == 4
    assert best["evidence"]["grade"] == "high"
    assert best["outlook"]["category"] == "likely"
    assert best["outlook"]["low"] < best["outlook"]["mean"] < best["outlook"]["high"]


def test_without_a_place_fit_and_outlook_are_not_known(doctors):
    found = json.loads(run("Hausarzt", "--json"))
    assert {one["fit"]["value"] for one in found["results"]} == {None}
    assert {one["outlook"]["category"] for one in found["results"]} == {None}


def test_limit_and_sort(doctors):
    found = json.loads(run("Hausarzt", "--limit", "1", "--sort", "evidence", "--json"))
    assert [one["title"] for one in found["results"]] == ["Hausarzt kommt im Bus"]
    for wrong in ("0", "-1", "101", "viele"):
        with pytest.raises(CommandError, match="number from 1 to 100"):
            run("Hausarzt", "--limit", wrong)


def test_a_place_that_is_not_one_lists_candidates_and_ends_with_2(doctors):
    for number in (1, 2):
        doctors.place("Neustadt", 5_000, key=f"0300000{number}")
    with pytest.raises(CommandError, match="03000001") as several:
        run("Hausarzt", "--place", "Neustadt")
    assert several.value.returncode == 2
    with pytest.raises(CommandError, match="Kalletal") as misspelt:
        run("Hausarzt", "--place", "Kalletahl")
    assert misspelt.value.returncode == 2
    with pytest.raises(CommandError, match="No place") as unknown:
        run("Hausarzt", "--place", "0815'; DROP TABLE")
    assert unknown.value.returncode == 2


def test_nonsense_is_no_error(doctors):
    assert "Nothing found yet" in run("xyzzy blub", "--place", "Kalletal")
    assert json.loads(run("xyzzy blub", "--json"))["results"] == []


@pytest.mark.parametrize("empty", ["", "  ", "\x00", "\ud800"])
def test_an_empty_need_says_what_to_do(doctors, empty):
    with pytest.raises(CommandError, match="One word is enough"):
        run(empty)


def test_a_need_may_come_from_standard_input_and_may_be_too_long(doctors, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Wir suchen einen Hausarzt."))
    assert json.loads(run("-", "--json"))["total"] == 2
    with pytest.raises(CommandError, match="at most 20000 characters"):
        run("Hausarzt " * 12_000)


def test_a_missing_index_says_how_to_build_it(world):
    with pytest.raises(CommandError, match="ideenschmiede index rebuild"):
        run("Hausarzt")
