"""An idea enters its stages one by one, rests, and goes on."""

import pytest
from tests.ideas.conftest import CONCEPT, NOW, WORKED_OUT

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.ideas.actions.stages import advance, park, resume
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.actions.texts import change_text
from ideenschmiede.ideas.models import Idea, IdeaStage

S = IdeaStage


def lead(idea, by, *stages, **more):
    for stage in stages:
        advance(idea=idea, to=stage, by=by, at=NOW, **more)


def test_from_spark_to_pilot(make_idea, author, make_decision, verbs):
    idea = make_idea(**WORKED_OUT)
    lead(idea, author, S.WORKED_OUT)
    change_text(idea=idea, text=CONCEPT, by=author, at=NOW)
    lead(idea, author, S.CONCEPT)
    with pytest.raises(IdeaError):
        lead(idea, author, S.DECIDED)
    with writing():
        Idea.objects.update(decision=make_decision(outcome="accepted", stage="closed"))
    lead(idea, author, S.DECIDED)
    with pytest.raises(IdeaError) as caught:
        lead(idea, author, S.PILOT, pilot_note="  ")
    assert caught.value.fields == ("pilot_note",)
    lead(idea, author, S.PILOT, pilot_note=" In Kalletal: https://example.org ")
    stored = Idea.objects.get()
    assert (stored.stage, stored.pilot_note) == ("pilot", "In Kalletal: https://example.org")
    assert verbs().count("idea.advanced") == 4
    assert Event.objects.filter(verb="idea.advanced").order_by("-pk").first().data == {"stage": "pilot"}


def test_what_is_missing_is_named(make_idea, author):
    with pytest.raises(IdeaError) as caught:
        lead(make_idea(problem="Hitze"), author, S.WORKED_OUT)
    assert caught.value.fields == ("for_whom", "thought")
    assert "For whom?, First thought" in str(caught.value)
    assert Idea.objects.get().stage == "spark"


@pytest.mark.parametrize("to", [S.SPARK, S.CONCEPT, S.PILOT, S.PARKED])
def test_no_stage_is_left_out(make_idea, author, to):
    with pytest.raises(IdeaError, match="elsewhere"):
        lead(make_idea(**WORKED_OUT), author, to)


def test_twice_is_told(make_idea, author):
    idea = make_idea(**WORKED_OUT)
    lead(idea, author, S.WORKED_OUT)
    with pytest.raises(IdeaError, match="elsewhere"):
        lead(idea, author, S.WORKED_OUT)


def test_a_note_for_the_pilot_is_not_kept_before(make_idea, author):
    lead(make_idea(**WORKED_OUT), author, S.WORKED_OUT, pilot_note="Zu früh")
    assert Idea.objects.get().pilot_note == ""


def test_resting_and_going_on(make_idea, author, verbs):
    idea = make_idea(**WORKED_OUT)
    lead(idea, author, S.WORKED_OUT)
    for _twice in range(2):
        park(idea=idea, reason=" Kein Geld. ", by=author, at=NOW)
    stored = Idea.objects.get()
    assert (stored.stage, stored.parked_from, stored.parked_reason) == ("parked", "worked_out", "Kein Geld.")
    with pytest.raises(IdeaError, match="elsewhere"):
        lead(idea, author, S.CONCEPT)
    for _twice in range(2):
        resume(idea=idea, by=author, at=NOW)
    stored = Idea.objects.get()
    assert (stored.stage, stored.parked_from) == ("worked_out", "")
    assert verbs() == ["idea.noted", "idea.advanced", "idea.parked", "idea.resumed"]


@pytest.mark.parametrize("reason", ["", " \n", "x" * 2_001])
def test_a_reason_that_cannot_be_kept(make_idea, author, reason):
    with pytest.raises(IdeaError):
        park(idea=make_idea(), reason=reason, by=author, at=NOW)
    assert Idea.objects.get().stage == "spark"


def test_others_lead_nothing(make_idea, member):
    idea = make_idea(**WORKED_OUT)
    with pytest.raises(NotAllowed):
        lead(idea, member, S.WORKED_OUT)
    with pytest.raises(NotAllowed):
        park(idea=idea, reason="Weil.", by=member, at=NOW)
    with pytest.raises(NotAllowed):
        resume(idea=idea, by=member, at=NOW)
