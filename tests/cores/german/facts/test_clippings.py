"""Whole clippings, invented, with all facts in them; and the one that started it all."""

import tomllib
from pathlib import Path

import pytest
from tests.conftest import missing
from tests.cores.german.facts.reading import found

from ideenschmiede.cores.german.facts import find_facts, things

CLIPPINGS = tomllib.loads(Path(__file__).with_name("clippings.toml").read_text(encoding="utf-8"))["clippings"]
COMPLETE = {
    "organisations": "organisation",
    "programmes": "programme",
    "groups": "group",
    "formats": "format",
    "papers": "paper",
    "sdgs": "sdg",
}
SEED = Path(__file__).parents[5] / "shared" / "seed" / "clipping-2022-02-13.txt"


def each(test):
    return pytest.mark.parametrize("clipping", CLIPPINGS, ids=lambda clipping: clipping["name"])(test)


@each
def test_places_are_these_and_no_others(clipping, known):
    assert [key for key in found(clipping["text"], known, "place") if key.isdigit()] == clipping["places"]


@each
def test_persons_are_these_with_office_and_place_and_nobody_else(clipping, known):
    people = [one for one in things(find_facts(clipping["text"], known)) if one.kind == "person"]
    told = [" | ".join((one.value, one.detail.get("office", ""), one.detail.get("place", ""))) for one in people]
    assert told == clipping["persons"]


@each
def test_what_else_has_a_name(clipping, known):
    facts = things(find_facts(clipping["text"], known))
    for name, kind in COMPLETE.items():
        values = [one for one in facts if one.kind == kind]
        if kind == "organisation":
            told = [
                f"{one.value} | {one.detail.get('abbreviation', '')} | {one.detail.get('founded', '')}"
                for one in values
            ]
        else:
            told = [one.value for one in values]
        assert told == clipping.get(name, []), name


@each
def test_the_day_of_the_newspaper(clipping, known):
    days = [one for one in things(find_facts(clipping["text"], known)) if one.kind == "date"]
    published = [one.value for one in days if one.detail["role"] == "published"]
    assert published == ([clipping["published"]] if "published" in clipping else [])


@each
def test_topics(clipping, known):
    assert set(clipping.get("topics", [])) <= set(found(clipping["text"], known, "topic"))


@each
def test_every_fact_stands_where_it_says(clipping, known):
    text = clipping["text"]
    for fact in find_facts(text, known):
        assert fact.text == text[fact.start : fact.end]
        assert fact.text.strip() == fact.text != ""
        assert 0 < fact.confidence <= 1


@pytest.fixture
def seed():
    if not SEED.exists():
        missing("the clipping of ../shared/seed")
    return SEED.read_text(encoding="utf-8")


@pytest.mark.shared
def test_the_clipping_that_started_it_all(seed, known):
    assert found(seed, known, "date") == ["2022-02-13"]
    assert found(seed, known, "place") == ["05766036"]
    assert found(seed, known, "person") == ["Mario Hecker"]
    assert found(seed, known, "organisation") == ["Innovators Club", "Deutscher Städte- und Gemeindebund"]
    assert sorted(found(seed, known, "topic")) == [
        "bildung", "energie", "it", "klima", "kommunikation", "kooperation", "stadtentwicklung",
    ]  # fmt: skip
    assert found(seed, known, "group") == ["Nachhaltigkeit", "Digitales"]
    assert found(seed, known, "programme") == ["Global Nachhaltige Kommune NRW"]
    assert found(seed, known, "format") == ["Lounge", "Deutschlandsforum"]
    assert found(seed, known, "sdg") == []


@pytest.mark.shared
def test_what_the_first_clipping_tells_of_them(seed, known):
    details = {one.value: one.detail for one in things(find_facts(seed, known))}
    assert details["Mario Hecker"]["office"] == "Bürgermeister"
    assert details["Mario Hecker"]["place"] == "05766036"
    assert details["Deutscher Städte- und Gemeindebund"] == {"abbreviation": "DStGB"}
    assert details["Innovators Club"] == {"abbreviation": "IC", "founded": "2004"}
    assert details["2022-02-13"] == {"role": "published"}


@pytest.mark.shared
def test_a_misread_name_is_at_most_a_guess(seed, known):
    twisted = [fact for fact in find_facts(seed, known) if fact.text == "Kallelats"]
    assert [(fact.value, fact.confidence < 0.5) for fact in twisted] == [("05766036", True)]


@pytest.mark.shared
@pytest.mark.parametrize("word", ["Fotos", "Gem. KA", "M. Hecker", "Anziger", "Wodkowitsch"])
def test_credits_and_misread_mastheads_are_neither_persons_nor_places(word, seed, known):
    start = seed.index(word)
    touching = [one.kind for one in find_facts(seed, known) if one.start < start + len(word) and start < one.end]
    assert not {"person", "place"} & set(touching)
