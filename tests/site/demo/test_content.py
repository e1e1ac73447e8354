"""The demo content keeps its promises: complete, plausible, honest about failures, no real place in it."""

import gzip
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / "src/ideenschmiede/site/demo"
REGISTER = ROOT / "../shared/data/register/GV100AD_301123.txt.gz"
FILES = sorted(DEMO.glob("practices_*.toml"))

TOPICS = {"bildung", "klima", "energie", "stadtentwicklung", "kommunikation", "it", "kooperation"}
OUTCOMES = {"worked", "partly", "failed", "stopped", "open"}
KNOWN = {"worked", "partly", "failed", "stopped"}
STATES = {"interested", "planned", "running", "kept", "ended"}
TEXTS = {
    "title": (15, 110),
    "summary": (60, 360),
    "problem": (100, 800),
    "done": (180, 1200),
    "results": (60, 900),
    "hard": (40, 600),
}
LISTS = {"conditions": (2, 4), "lessons": (2, 4)}
KEYS = {
    *TEXTS,
    *LISTS,
    "id",
    "place",
    "topics",
    "sdgs",
    "status",
    "started",
    "ended",
    "outcome",
    "cost_once",
    "cost_yearly",
    "staff_hours_week",
    "partners",
    "sources",
    "contact_role",
    "confirmed",
    "adoptions",
}
ADOPTION_KEYS = {"place", "state", "since", "outcome", "note"}
MONTH = re.compile(r"(19[89]\d|20[012]\d)-(0[1-9]|1[0-2])")
# What a keyboard without German types, and what German typography does not have.
UNTYPOGRAPHIC = re.compile(r"[\"']| - |\d%|\d€|\.\.\.|  |\d{5,}|”")


def load(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


REGIONS = load(DEMO / "places.toml")
PLACES = {place["key"]: place for place in REGIONS["place"]}
PRACTICES = [(path.stem, practice) for path in FILES for practice in load(path)["practice"]]
every_practice = pytest.mark.parametrize(
    ("stem", "practice"), PRACTICES, ids=[practice.get("id", "?") for _, practice in PRACTICES]
)
every_place = pytest.mark.parametrize("place", REGIONS["place"], ids=list(PLACES))


def strings_of(practice):
    for key in (*TEXTS, "contact_role"):
        yield practice[key]
    for key in (*LISTS, "partners"):
        yield from practice[key]
    for adoption in practice["adoptions"]:
        yield adoption["note"]


def share(outcome):
    return sum(practice["outcome"] == outcome for _, practice in PRACTICES) / len(PRACTICES)


def test_places_are_24_in_the_example_key_range():
    assert len(PLACES) == len(REGIONS["place"]) == 24
    assert len({place["name"] for place in PLACES.values()}) == 24
    assert all(re.fullmatch(r"9900[1-4]\d{3}", key) for key in PLACES)
    assert {key[:5] for key in PLACES} == {kreis["key"] for kreis in REGIONS["kreis"]}
    assert [land["key"] for land in REGIONS["land"]] == ["99"]


@every_place
def test_a_place_has_plausible_figures(place):
    assert set(place) == {"key", "name", "population", "area_ha", "lat", "lon", "character"}
    density = place["population"] / (place["area_ha"] / 100)
    assert 15 < density < 1000
    assert 47.5 < place["lat"] < 54.8
    assert 6.5 < place["lon"] < 14.5
    assert place["character"].endswith(".")
    assert place["character"].count(". ") == 0


@pytest.mark.shared
def test_no_invented_name_is_in_the_real_register():
    if not REGISTER.exists():
        pytest.skip("the real register is missing: ../shared/data/register")
    with gzip.open(REGISTER, "rt", encoding="utf-8") as lines:
        real = {part.strip().casefold() for line in lines for part in (line[22:72], line[72:122])}
    assert len(real) > 10_000
    taken = [p["name"] for p in PLACES.values() if any(p["name"].casefold() in name for name in real)]
    assert taken == []


def test_ids_are_unique_slugs():
    ids = Counter(practice["id"] for _, practice in PRACTICES)
    assert [slug for slug, count in ids.items() if count > 1] == []
    assert [slug for slug in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_titles_are_unique():
    titles = Counter(practice["title"] for _, practice in PRACTICES)
    assert [title for title, count in titles.items() if count > 1] == []


@every_practice
def test_a_practice_has_exactly_the_agreed_keys(stem, practice):
    assert set(practice) == KEYS


@every_practice
def test_texts_have_a_readable_length(stem, practice):
    for key, (least, most) in TEXTS.items():
        assert least <= len(practice[key]) <= most, key
    for key, (least, most) in LISTS.items():
        assert least <= len(practice[key]) <= most, key
        assert all(len(item) >= 10 for item in practice[key]), key
    assert practice["contact_role"]


@every_practice
def test_texts_follow_german_typography(stem, practice):
    for text in strings_of(practice):
        assert text == text.strip()
        assert not UNTYPOGRAPHIC.search(text), text
        assert text.count("„") == text.count("“"), text


@every_practice
def test_texts_name_no_place(stem, practice):
    names = [place["name"] for place in PLACES.values()]
    for text in strings_of(practice):
        assert not any(name in text for name in names), text


@every_practice
def test_topics_and_goals_are_known(stem, practice):
    assert stem == f"practices_{practice['topics'][0]}"
    assert set(practice["topics"]) <= TOPICS
    assert len(set(practice["topics"])) == len(practice["topics"])
    assert 1 <= len(practice["sdgs"]) == len(set(practice["sdgs"]))
    assert set(practice["sdgs"]) <= set(range(1, 18))


@every_practice
def test_time_runs_forward(stem, practice):
    assert MONTH.fullmatch(practice["started"])
    assert practice["ended"] == "" or MONTH.fullmatch(practice["ended"])
    assert practice["ended"] == "" or practice["started"] <= practice["ended"]
    assert date(2025, 3, 1) <= date.fromisoformat(practice["confirmed"]) <= date(2026, 10, 31)


@every_practice
def test_status_end_and_outcome_agree(stem, practice):
    assert practice["status"] in {"planned", "running", "finished"}
    assert practice["outcome"] in OUTCOMES
    assert (practice["status"] == "finished") == (practice["ended"] != "")
    if practice["status"] == "planned":
        assert practice["outcome"] == "open"
    if practice["outcome"] in {"failed", "stopped"}:
        assert practice["status"] == "finished"


@every_practice
def test_costs_fit_the_place(stem, practice):
    assert practice["place"] in PLACES
    population = PLACES[practice["place"]]["population"]
    assert isinstance(practice["cost_once"], int)
    assert isinstance(practice["cost_yearly"], int)
    assert 0 <= practice["cost_once"] <= 15_000 * population
    assert 0 <= practice["cost_yearly"] <= 150 * population
    assert 0 <= practice["staff_hours_week"] <= 200
    assert practice["sources"] == []


@every_practice
def test_adoptions_are_elsewhere_and_later(stem, practice):
    places = [adoption["place"] for adoption in practice["adoptions"]]
    assert len(places) == len(set(places)) <= 6
    assert set(places) <= set(PLACES) - {practice["place"]}
    for adoption in practice["adoptions"]:
        assert set(adoption) == ADOPTION_KEYS
        assert MONTH.fullmatch(adoption["since"])
        assert practice["started"] <= adoption["since"] <= "2026-10"
        assert adoption["note"].endswith(".")


@every_practice
def test_the_outcome_of_an_adoption_fits_its_state(stem, practice):
    for adoption in practice["adoptions"]:
        assert adoption["state"] in STATES
        assert adoption["outcome"] in KNOWN | {""}
        if adoption["state"] in {"interested", "planned"}:
            assert adoption["outcome"] == ""
        if adoption["state"] == "kept":
            assert adoption["outcome"] in {"worked", "partly"}
        if adoption["state"] == "ended":
            assert adoption["outcome"] in KNOWN


@pytest.mark.parametrize(
    ("outcome", "least", "most"),
    [
        ("worked", 0.47, 0.63),
        ("partly", 0.14, 0.26),
        ("failed", 0.08, 0.17),
        ("stopped", 0.03, 0.10),
        ("open", 0.04, 0.11),
    ],
)
def test_outcomes_are_as_mixed_as_in_life(outcome, least, most):
    assert least <= share(outcome) <= most


def test_practices_are_spread_over_all_places():
    counts = Counter(practice["place"] for _, practice in PRACTICES)
    assert set(counts) == set(PLACES)
    assert max(counts.values()) <= len(PRACTICES) / 8


def test_there_are_enough_adoptions_to_learn_from():
    known = [sum(a["outcome"] in KNOWN for a in practice["adoptions"]) for _, practice in PRACTICES]
    adoptions = sum(len(practice["adoptions"]) for _, practice in PRACTICES)
    assert sum(count >= 3 for count in known) >= 15
    assert 1.5 <= adoptions / len(PRACTICES) <= 3.5


def test_medical_care_is_covered():
    found = [p["id"] for _, p in PRACTICES if re.search(r"Hausarzt|Hausärzt|Ärzt|Arzt|Mediz", p["summary"])]
    assert len(found) >= 3
