"""The ideas of the demo: in every stage but the last, marked as invented, grown by the actions that people use."""

import re
from collections import Counter

import pytest
from django.utils import timezone

from ideenschmiede.ideas.models import Change, Comment, Idea
from ideenschmiede.ideas.rules.stages import ASKS, stage_of
from ideenschmiede.site.demo import content
from ideenschmiede.site.demo.loader import load_demo
from ideenschmiede.transfer.models import Precedent

ENTRIES = content.ideas()


def strings_in(thing):
    """Every text of an entry, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict | list):
        for part in thing.values() if isinstance(thing, dict) else thing:
            yield from strings_in(part)


def test_texts_follow_german_typography():
    for text in strings_in(ENTRIES):
        assert text == text.strip()
        assert not re.search(r"\"| - |\.\.\.|'", text), text
        assert text.count("„") == text.count("“"), text


def test_topics_and_roles_are_known():
    roles = {"member", "office", "chair", "pilot_lead"}
    topics = {slug for entry in ENTRIES for slug in entry["topics"]}
    assert topics <= set(content.TOPIC_FILES)
    assert {entry["by"] for entry in ENTRIES} <= roles
    assert {role for entry in ENTRIES for role in entry["supported_by"]} <= roles
    assert len({entry["key"] for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.django_db
def test_ideas_of_the_demo(settings, tmp_path):
    settings.BASE_URL, settings.KEYS_DIR = "http://127.0.0.1:8000", tmp_path / "keys"
    load_demo(at=timezone.now())
    ideas = list(Idea.objects.all())
    assert len(ideas) == len(ENTRIES)
    assert all(idea.is_example for idea in ideas)
    assert Counter(idea.stage for idea in ideas) == {
        "spark": 3, "worked_out": 1, "concept": 1, "decided": 1, "parked": 1,
    }  # fmt: skip
    assert {idea.visibility for idea in ideas} == {"public", "network", "group"}
    for idea in ideas:
        assert all(getattr(idea, name) for name in ASKS[stage_of(idea)] if name != "decision")
    decided = next(idea for idea in ideas if idea.stage == "decided")
    assert (decided.decision.outcome, decided.decision.is_example) == ("accepted", True)
    grown = next(idea for idea in ideas if idea.stage == "concept")
    assert grown.versions.count() == 3
    assert Counter(grown.changes.values_list("status", flat=True)) == {"accepted": 1, "declined": 1, "open": 1}
    assert Change.objects.get(status="declined").reason
    assert Comment.objects.exclude(hidden_reason="").exists()
    assert next(idea for idea in ideas if idea.statement_id).question_id


@pytest.mark.django_db
def test_one_idea_calls_for_partners_and_one_names_what_is_there_already(settings, tmp_path):
    settings.BASE_URL, settings.KEYS_DIR = "http://127.0.0.1:8000", tmp_path / "keys"
    now = timezone.now()
    load_demo(at=now)
    [calling] = Idea.objects.exclude(call="")
    assert calling.call_until > timezone.localdate(now)
    [precedent] = Precedent.objects.all()
    assert precedent.practice.is_example
    assert precedent.idea.visibility == precedent.practice.visibility == "public"
