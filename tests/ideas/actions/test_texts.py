"""The text of an idea changes; every version stays, and nobody writes over somebody else unseen."""

import pytest
from tests.ideas.conftest import NOW, WORKED_OUT

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.ideas.actions.stages import advance
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.actions.texts import TextConflict, change_text
from ideenschmiede.ideas.models import Idea, IdeaStage


def change(idea, by, base=None, note="", **text):
    return change_text(idea=idea, text=text, note=note, base=base, by=by, at=NOW)


def test_a_new_version(make_idea, author):
    idea = make_idea()
    version = change(idea, author, problem="  Es ist heiß.\r\n", note="Das\nProblem")
    assert (version.number, version.note, version.by) == (2, "Das Problem", author)
    assert Idea.objects.get().problem == "Es ist heiß."
    assert [one.text["problem"] for one in idea.versions.order_by("number")] == ["", "Es ist heiß."]
    assert Event.objects.get(verb="idea.changed").data == {"version": 2}


def test_nothing_different_is_no_version(make_idea, author, verbs):
    idea = make_idea(problem="Hitze")
    assert change(idea, author, title=idea.title, problem=" Hitze ") is None
    assert idea.versions.count() == 1
    assert verbs() == ["idea.noted"]


def test_who_may(make_idea, member, office, chair, body):
    idea = make_idea()
    with pytest.raises(NotAllowed):
        change(idea, member, problem="Neu")
    assert change(idea, office, problem="Neu")
    assert change(make_idea(body=body, by=office), chair, problem="Neu")


def test_two_write_in_different_fields(make_idea, author, office):
    idea = make_idea(problem="Alt", thought="Alt")
    change(idea, office, base=1, title=idea.title, problem="Neu vom Büro", thought="Alt")
    change(idea, author, base=1, title=idea.title, problem="Alt", thought="Neu von mir")
    stored = Idea.objects.get()
    assert (stored.problem, stored.thought) == ("Neu vom Büro", "Neu von mir")
    assert stored.versions.count() == 3


def test_two_write_in_the_same_field(make_idea, author, office):
    idea = make_idea(problem="Alt")
    change(idea, office, base=1, problem="Vom Büro")
    with pytest.raises(TextConflict) as caught:
        change(idea, author, base=1, problem="Von mir")
    assert caught.value.fields == ("problem",)
    assert caught.value.now.text["problem"] == "Vom Büro"
    assert Idea.objects.get().problem == "Vom Büro"
    assert change(idea, author, base=2, problem="Beides").number == 3


def test_what_fits_alone_and_not_together(make_idea, author, office):
    idea = make_idea(problem="1\n\n2")
    change(idea, office, base=1, problem="1\n\n" + "b" * 3_000)
    with pytest.raises(IdeaError) as caught:
        change(idea, author, base=1, problem="a" * 3_000 + "\n\n2")
    assert caught.value.fields == ("problem",)
    assert idea.versions.count() == 2


def test_a_base_that_there_is_not_counts_as_the_newest(make_idea, author):
    assert change(make_idea(), author, base=99, problem="Neu").number == 2


def test_what_the_stage_asked_for_stays_filled(make_idea, author):
    idea = make_idea(**WORKED_OUT)
    advance(idea=idea, to=IdeaStage.WORKED_OUT, by=author, at=NOW)
    with pytest.raises(IdeaError) as caught:
        change(idea, author, problem="", for_whom="")
    assert caught.value.fields
    assert "For whom?" in str(caught.value)
    assert Idea.objects.get().problem == "Hitze"
    assert change(idea, author, aim="Ein Ziel")


@pytest.mark.parametrize(("name", "length"), [("title", 201), ("for_whom", 1_001), ("approach", 20_001)])
def test_too_long(make_idea, author, name, length):
    with pytest.raises(IdeaError) as caught:
        change(make_idea(), author, **{name: "x" * length})
    assert caught.value.fields == (name,)
