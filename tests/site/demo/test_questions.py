"""The demo's questions: plausible, marked, two groups with bridges, a key for the confidential one."""

import re

import pytest
from django.utils import timezone

from ideenschmiede.base.keys import read
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.models import LONGEST_STATEMENT, Question, Vote
from ideenschmiede.deliberation.opinion_map import draw
from ideenschmiede.deliberation.queries.maps import history
from ideenschmiede.deliberation.tasks.maps import PAST, draw_map
from ideenschmiede.people.models import Body
from ideenschmiede.site.demo import content, questions

UNTYPOGRAPHIC = re.compile(r"[\"']| - |\d%|\d€|\.\.\.|  |”")
ENTRIES = content.questions()


@pytest.mark.parametrize("entry", ENTRIES, ids=range(len(ENTRIES)))
def test_texts_are_typeset_and_short_enough(entry):
    texts = [row[0] for row in entry["statements"]] + [row["text"] for row in entry.get("written", [])]
    assert len(set(texts)) == len(texts)
    assert all(len(text) <= LONGEST_STATEMENT for text in texts)
    for text in (entry["title"], entry["context"].replace("\n\n", " "), entry["promise"], *texts):
        assert not UNTYPOGRAPHIC.search(text), text


@pytest.fixture
def loaded(db, settings, tmp_path, account_with):
    settings.KEYS_DIR = tmp_path / "keys"
    now = timezone.now()
    for name in ("digitales", "nachhaltigkeit"):
        kind = Body.Kind.WORKING_GROUP
        Body.objects.create(kind=kind, slug=f"arbeitsgruppe-{name}", name=f"AG {name}", created_at=now)
    accounts = {role.value: account_with(Role.MEMBER, email=f"{role.value}@example.org") for role in Role}
    questions.load(accounts=accounts, at=now)
    return {question.title: question for question in Question.objects.all()}


def test_every_stage_is_there_and_marked(loaded):
    found = [loaded[entry["title"]] for entry in ENTRIES]
    assert [one.stage for one in found] == ["open", "open", "closed", "draft"]
    assert all(one.is_example for one in found)
    assert read(f"question-{found[1].pk}")
    assert found[1].is_confidential
    assert not Vote.objects.filter(question=found[1], at__isnull=False).exists()
    assert {one.status for one in found[0].statements.all()} == {"published", "merged", "hidden"}


def test_the_open_one_shows_two_groups_and_what_they_share(loaded):
    question = loaded[ENTRIES[0]["title"]]
    drawing = draw(question, afresh=True)
    assert len(drawing.numbers["groups"]) == 2
    assert drawing.numbers["bridges"]


def test_of_what_is_not_confidential_one_sees_how_the_map_came_about(loaded):
    question, secret = (loaded[entry["title"]] for entry in ENTRIES[:2])
    for one in (question, secret):
        draw_map.func(one.pk)
    moments = history(question)
    assert len(moments) == PAST
    assert [one.drawn_at for one in moments] == sorted(one.drawn_at for one in moments)
    assert len({one.votes for one in moments}) == PAST
    assert len(history(secret)) == 1
