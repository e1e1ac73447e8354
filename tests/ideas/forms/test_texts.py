"""The forms of the text of an idea."""

import pytest
from django.http import QueryDict

from ideenschmiede.ideas.forms.texts import THOUGHT, ChangeForm, ProposalForm, WeavingForm
from ideenschmiede.ideas.models import FIELDS, Idea
from ideenschmiede.ideas.rules.stages import CONCEPT


def test_every_text_stands_in_one_of_the_two_parts():
    assert {*THOUGHT, *CONCEPT} == set(FIELDS)
    form = ChangeForm(idea=Idea(title="Eine Idee"), number=3)
    assert [field.name for field in form.thought_fields()] == list(THOUGHT)
    assert [field.name for field in form.concept_fields()] == list(CONCEPT)
    assert form.initial["base"] == 3


@pytest.mark.parametrize(
    ("idea", "is_open"),
    [
        (Idea(title="Idee"), False),
        (Idea(title="Idee", costs="Wenig"), True),
        (Idea(title="Idee", stage="worked_out"), True),
    ],
    ids=["spark", "with costs", "worked out"],
)
def test_the_concept_is_folded_for_a_spark(idea, is_open):
    assert ChangeForm(idea=idea, number=1).shows_concept is is_open


def test_an_error_in_the_concept_is_not_folded_away():
    form = ProposalForm(QueryDict(f"title=Idee&aim={'x' * 5_001}"), idea=Idea(title="Idee"), number=1)
    assert not form.is_valid()
    assert form.shows_concept


def test_what_the_stage_asked_for_is_required():
    form = ChangeForm(idea=Idea(title="Idee", stage="worked_out"), number=1)
    assert {name for name, field in form.fields.items() if field.required} == {
        "title", "problem", "for_whom", "thought",
    }  # fmt: skip


def test_the_version_that_one_has_read_moves_on():
    form = ChangeForm(QueryDict("title=Idee&base=1"), idea=Idea(title="Idee"), number=2)
    assert form.is_valid()
    form.read_now(2, {"aim": "Vom Büro"})
    assert form["aim"].value() == "Vom Büro"
    assert 'value="2"' in str(form["base"])
    assert form["title"].value() == "Idee"


def test_only_conflicts_are_asked_for():
    proposed = {"problem": "Neu", "aim": "Ziel"}
    form = WeavingForm(idea=Idea(title="Idee"), proposed=proposed, fields=["problem"], number=4)
    assert list(form.fields) == ["seen", "problem"]
    assert (form.initial["problem"], form.initial["seen"]) == ("Neu", 4)
    sent = WeavingForm(
        QueryDict("problem=Beides&seen=4&aim=x"),
        idea=Idea(title="Idee"),
        proposed=proposed,
        fields=["problem"],
        number=4,
    )
    assert sent.is_valid()
    assert sent.texts() == {"problem": "Beides"}
