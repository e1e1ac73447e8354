"""An idea is noted, and says later where it belongs."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import WrittenOutsideAction
from ideenschmiede.base.models import Event, Topic, Visibility
from ideenschmiede.ideas.actions.noting import classify_idea, note_idea
from ideenschmiede.ideas.actions.storing import IdeaError, cleaned
from ideenschmiede.ideas.models import FIELDS, Idea
from ideenschmiede.people.models import Person


def test_a_title_is_enough(author, verbs):
    idea = note_idea(title="  Ein\r\nWerkzeug\x00kasten ", by=author, at=NOW)
    assert (idea.title, idea.author, idea.stage, idea.visibility) == ("Ein Werkzeugkasten", author, "spark", "network")
    version = idea.versions.get()
    assert (version.number, version.by, version.text["title"]) == (1, author, "Ein Werkzeugkasten")
    assert set(version.text) == set(FIELDS)
    assert verbs() == ["idea.noted"]


def test_where_it_comes_from_is_kept(author, make_statement):
    statement = make_statement()
    person = Person.objects.create(family_name="Beispiel", created_at=NOW, changed_at=NOW)
    idea = note_idea(title="Hitze", statement=statement, inspired_by=person, by=author, at=NOW)
    assert (idea.question, idea.statement, idea.inspired_by) == (statement.question, statement, person)
    data = Event.objects.get(verb="idea.noted").data
    assert data == {"statement": statement.pk, "question": statement.question_id, "person": person.pk}


def test_the_chronicle_says_nothing_of_a_confidential_question(author, make_question, make_statement):
    question = make_question(visibility="confidential")
    note_idea(title="Hitze", statement=make_statement(question=question), by=author, at=NOW)
    assert Event.objects.get(verb="idea.noted").data == {}


@pytest.mark.parametrize("title", ["", "  \n", "x" * 201])
def test_a_title_that_cannot_be_kept(author, title):
    with pytest.raises(IdeaError) as caught:
        note_idea(title=title, by=author, at=NOW)
    assert caught.value.fields == ("title",)
    assert "Title" in str(caught.value)
    assert not Idea.objects.exists()


def test_a_field_that_is_no_text_of_an_idea():
    with pytest.raises(TypeError):
        cleaned({"stage": "pilot"})


@pytest.mark.parametrize("goals", [[0], [18], [3, 99]])
def test_a_goal_that_there_is_not(author, goals):
    with pytest.raises(IdeaError, match="goal"):
        note_idea(title="Hitze", sdgs=goals, by=author, at=NOW)


def test_goals_are_kept_once_and_in_order(author):
    assert note_idea(title="Hitze", sdgs=[13, 3, 13], by=author, at=NOW).sdgs == [3, 13]


def test_only_the_network_notes(partner, guest):
    for who in (partner, guest):
        with pytest.raises(NotAllowed):
            note_idea(title="Hitze", by=who, at=NOW)


def test_an_idea_of_a_group_is_noted_by_somebody_of_it(member, seat, body):
    with pytest.raises(NotAllowed):
        note_idea(title="Hitze", body=body, by=member, at=NOW)
    idea = note_idea(title="Hitze", body=body, visibility=Visibility.GROUP, by=seat(), at=NOW)
    event = Event.objects.get(verb="idea.noted")
    assert (event.visibility, event.data) == ("group", {})
    assert idea.body == body


def test_a_group_is_needed_where_only_a_group_sees_it(author):
    with pytest.raises(IdeaError, match="group"):
        note_idea(title="Hitze", visibility=Visibility.GROUP, by=author, at=NOW)


def test_where_it_belongs_can_change(make_idea, author, verbs):
    idea = make_idea()
    topics = Topic.objects.filter(slug="klima")
    classify_idea(idea=idea, topics=topics, sdgs=[13], body=None, visibility=Visibility.PUBLIC, by=author, at=NOW)
    stored = Idea.objects.get()
    assert ([topic.slug for topic in stored.topics.all()], stored.sdgs, stored.visibility) == (
        ["klima"],
        [13],
        "public",
    )
    assert verbs() == ["idea.noted", "idea.classified"]


def test_nobody_gives_an_idea_to_a_group_of_others(make_idea, author, body, office):
    idea = make_idea()
    values = {"idea": idea, "topics": [], "sdgs": [], "body": body, "visibility": Visibility.GROUP}
    with pytest.raises(NotAllowed):
        classify_idea(**values, by=author, at=NOW)
    classify_idea(**values, by=office, at=NOW)
    assert Idea.objects.get().body == body


def test_only_actions_write(make_idea):
    with pytest.raises(WrittenOutsideAction):
        make_idea().save()
