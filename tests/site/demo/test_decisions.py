"""The demo's decisions: typeset, marked, one open with an objection, two counted."""

import re

import pytest
from django.utils import timezone

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.models import Ballot, Decision, Objection
from ideenschmiede.people.models import Appointment, Body, Person
from ideenschmiede.site.demo import content, decisions

UNTYPOGRAPHIC = re.compile(r"[\"']| - |\d%|\d€|\.\.\.|  |”")
ENTRIES = content.decisions()
TITLES = ("Prof. Dr. ", "Dr. ")


@pytest.mark.parametrize("entry", ENTRIES, ids=range(len(ENTRIES)))
def test_texts_are_typeset(entry):
    options = [text for one in entry.get("options", []) for text in (one["text"], one["explanation"])]
    said = [one.get("reason", "") for one in entry["ballots"]]
    told = [one["text"] for one in entry.get("follow_ups", [])]
    for text in (entry["title"], entry["context"], entry.get("text", ""), *options, *said, *told):
        assert not UNTYPOGRAPHIC.search(text), text


@pytest.fixture
def loaded(db, settings, tmp_path, account_with):
    """With just the people whom the decisions name."""
    settings.KEYS_DIR = tmp_path / "keys"
    now = timezone.now()
    times = {"created_at": now, "changed_at": now}
    people = {}
    for number, entry in enumerate(ENTRIES):
        body = Body.objects.create(kind="jury", slug=entry["body"], name=f"Gremium {number}", created_at=now)
        for name in (ballot["who"] for ballot in entry["ballots"]):
            if name not in people:
                title = next((one for one in TITLES if name.startswith(one)), "")
                account = account_with(Role.MEMBER, email=f"p{len(people)}@example.org")
                people[name] = Person.objects.create(
                    title=title.strip(), family_name=name.removeprefix(title), is_example=True, account=account, **times
                )
            with writing():
                Appointment.objects.create(person=people[name], body=body, status="active", **times)
    decisions.load(at=now)
    return {decision.method: decision for decision in Decision.objects.all()}


def test_all_are_marked_and_stand_where_they_should(loaded):
    assert {method: one.stage for method, one in loaded.items()} == {
        "consent": "open", "ranked": "closed", "budget": "closed",
    }  # fmt: skip
    assert all(one.is_example and one.visibility == "public" for one in loaded.values())
    assert loaded["consent"].closes_at > timezone.now()
    assert all(one.outcome == "chosen" for one in loaded.values() if one.stage == "closed")


def test_one_objects_and_the_others_do_not(loaded):
    assert Objection.objects.get().author is None
    assert sorted(one.choice["stance"] for one in Ballot.objects.filter(decision=loaded["consent"])) == [
        "consent", "objection", "reservation",
    ]  # fmt: skip


def test_something_became_of_what_was_decided(loaded):
    for method in ("ranked", "budget"):
        assert loaded[method].follow_ups.exists()
    assert loaded["ranked"].minority_opinions.count() == 1
    assert 0 < loaded["budget"].result["details"]["spent"] <= loaded["budget"].budget
    assert loaded["budget"].result["details"]["leftovers"]
