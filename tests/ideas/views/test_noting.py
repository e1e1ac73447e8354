"""An idea is noted on its page, in a minute and without losing a word."""

import re

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.base.models import Topic
from ideenschmiede.ideas.models import Idea
from ideenschmiede.people.models import Person

pytestmark = pytest.mark.django_db
NEW = "/ideen/neu/"


@pytest.fixture(autouse=True)
def signed_in(client, member):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(member)


def note(client, address=NEW, **values):
    return client.post(address, {"title": "Eine Idee", "visibility": "network", **values}, follow=True)


def test_a_title_is_enough(client, member):
    text = note(client).text
    idea = Idea.objects.get()
    assert "Your idea is noted" in text
    assert (idea.title, idea.author, idea.visibility, idea.body) == ("Eine Idee", member, "network", None)


def test_everything_is_kept(client):
    topics = Topic.objects.values_list("pk", flat=True)[:2]
    note(client, problem="P", for_whom="W", thought="T", topics=topics, sdgs=[13, 3], visibility="public")
    idea = Idea.objects.get()
    assert (idea.problem, idea.for_whom, idea.thought, idea.visibility) == ("P", "W", "T", "public")
    assert (idea.topics.count(), idea.sdgs) == (2, [3, 13])


@pytest.mark.parametrize(
    "values", [{"title": ""}, {"title": "x" * 201}, {"sdgs": [99]}, {"visibility": "group"}, {"visibility": ""}]
)
def test_nothing_is_lost_where_something_is_wrong(client, values):
    text = note(client, thought="Mein Gedanke", **values).text
    assert "site-errors" in text
    assert "Mein Gedanke" in text
    assert not Idea.objects.exists()


def test_a_group_is_offered_to_those_in_it(client, seat, body):
    assert "Which working group" not in client.get(NEW).text
    client.force_login(seat())
    text = client.get(f"{NEW}?gruppe=digitales").text
    assert f'<option value="{body.pk}" selected>' in text
    note(client, body=body.pk, visibility="group")
    assert (Idea.objects.get().body, Idea.objects.get().visibility) == (body, "group")


def test_a_group_that_is_not_named(client, seat):
    client.force_login(seat())
    assert "Please choose the group, too." in note(client, visibility="group").text
    assert not Idea.objects.exists()


def test_from_a_statement(client, make_statement):
    statement = make_statement("Das Telefon hilft.")
    address = f"{NEW}?aussage={statement.pk}"
    text = client.get(address).text
    assert "Das Telefon hilft.</textarea>" in text
    assert statement.question.title in text
    note(client, address)
    assert (Idea.objects.get().statement, Idea.objects.get().question) == (statement, statement.question)


def test_from_a_question_and_a_person(client, make_question, office):
    question = make_question()
    person = Person.objects.create(family_name="Vorbild", created_at=NOW, changed_at=NOW)
    client.force_login(office)
    note(client, f"{NEW}?frage={question.pk}&person={person.pk}")
    assert (Idea.objects.get().question, Idea.objects.get().inspired_by) == (question, person)


@pytest.mark.parametrize(
    "query", ["frage=x", "frage=999999", "aussage=-1", "person=²", "person=99999999999999999999", "gruppe=%00"]
)
def test_an_origin_that_is_none(client, query):
    assert client.get(f"{NEW}?{query}").status_code == 200
    note(client, f"{NEW}?{query}")
    idea = Idea.objects.get()
    assert (idea.question, idea.statement, idea.inspired_by) == (None, None, None)


def test_a_question_that_one_may_not_see_is_no_origin(client, make_question):
    question = make_question(stage="draft")
    note(client, f"{NEW}?frage={question.pk}")
    assert Idea.objects.get().question is None


def test_what_is_there_already_is_shown_before_it_is_stored(client, make_idea, index):
    known = make_idea("Hitzetelefon für ältere Menschen")
    index()
    text = note(client, title="Ein Hitzetelefon für ältere Menschen", problem="Mein Problem").text
    assert f"/ideen/{known.pk}-" in text
    assert "Nothing is stored yet" in text
    assert "Mein Problem" in text
    assert 'name="seen" value="on"' in text
    assert Idea.objects.count() == 1
    note(client, title="Ein Hitzetelefon für ältere Menschen", seen="on")
    assert Idea.objects.count() == 2


def test_where_it_belongs_can_change(client, make_idea, author):
    idea = make_idea(topics=("klima",), sdgs=[3])
    client.force_login(author)
    address = f"/ideen/{idea.pk}/einordnen/"
    assert re.search('name="sdgs" value="3"[^>]* checked', client.get(address).text)
    assert "saved" in client.post(address, {"visibility": "public", "sdgs": [4]}, follow=True).text
    stored = Idea.objects.get()
    assert (stored.visibility, stored.sdgs, stored.topics.count()) == ("public", [4], 0)


def test_the_group_that_carries_it_can_stay(client, make_idea, author, seat, body):
    idea = make_idea(body=body, visibility="group", by=seat())
    client.force_login(idea.author)
    text = client.get(f"/ideen/{idea.pk}/einordnen/").text
    assert f'<option value="{body.pk}" selected>' in text
