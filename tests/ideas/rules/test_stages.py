"""What each stage asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.models import Decision
from ideenschmiede.ideas.models import FIELDS, Idea, IdeaStage
from ideenschmiede.ideas.rules.stages import (
    ASKS,
    CONCEPT,
    WAY,
    WORKED_OUT,
    checklist,
    is_accepted,
    missing,
    needed_texts,
    next_stage,
    stage_of,
)


def test_the_way_is_all_stages_but_parked():
    assert set(WAY) == set(IdeaStage) - {IdeaStage.PARKED}
    assert [next_stage(Idea(stage=stage)) for stage in WAY] == [*WAY[1:], None]


def test_a_parked_idea_has_no_next_stage_and_stands_where_it_stood():
    idea = Idea(stage="parked", parked_from="concept", parked_reason="Weil.")
    assert next_stage(idea) is None
    assert stage_of(idea) == IdeaStage.CONCEPT
    assert stage_of(Idea(stage="spark")) == IdeaStage.SPARK


def test_a_spark_lacks_everything_that_is_worked_out():
    idea = Idea(title="Eine Idee", thought="Ein Gedanke")
    assert [(one.name, one.is_there) for one in checklist(idea, IdeaStage.WORKED_OUT)] == [
        ("problem", False),
        ("for_whom", False),
        ("thought", True),
    ]


@given(st.sets(st.sampled_from([*WORKED_OUT, *CONCEPT])))
def test_just_what_is_empty_is_missing(filled):
    idea = Idea(title="Eine Idee", **dict.fromkeys(filled, "Text"))
    for stage in (IdeaStage.WORKED_OUT, IdeaStage.CONCEPT):
        assert set(missing(idea, stage)) == set(ASKS[stage]) - filled


@pytest.mark.parametrize("outcome", ["", *Decision.Outcome.values])
def test_only_an_accepted_decision_counts(outcome):
    decision = Decision(outcome=outcome)
    idea = Idea(title="Eine Idee", decision=decision)
    assert is_accepted(decision) == (outcome == "accepted")
    assert missing(idea, IdeaStage.DECIDED) == ([] if outcome == "accepted" else ["decision"])


def test_without_a_decision_it_is_missing():
    assert not is_accepted(None)
    assert missing(Idea(title="Eine Idee"), IdeaStage.DECIDED) == ["decision"]
    assert missing(Idea(title="Eine Idee"), IdeaStage.PILOT) == ["pilot_note"]


def test_texts_of_the_stages_behind_stay_needed():
    assert needed_texts(Idea(stage="spark")) == {"title"}
    assert needed_texts(Idea(stage="worked_out")) == {"title", *WORKED_OUT}
    assert needed_texts(Idea(stage="pilot")) == set(FIELDS)
    assert needed_texts(Idea(stage="parked", parked_from="worked_out")) == {"title", *WORKED_OUT}
