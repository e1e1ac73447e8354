"""A proposed change on its page: shown word by word, accepted, not accepted, withdrawn, put together."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.base.guarded import writing
from ideenschmiede.ideas.actions.changes import decline_change, propose_change
from ideenschmiede.ideas.actions.texts import change_text
from ideenschmiede.ideas.models import Change, Idea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def idea(make_idea):
    return make_idea(problem="Es ist heiß im Sommer.", thought="Ein Gedanke.")


@pytest.fixture
def change(idea, member):
    text = {"problem": "Es ist sehr heiß im Sommer."}
    return propose_change(idea=idea, text=text, why="Genauer <b>", by=member, at=NOW)


def at(change, verb=""):
    return f"/ideen/vorschlaege/{change.pk}/{verb}"


def test_what_would_differ_can_be_read_and_heard(client, change, author):
    client.force_login(author)
    text = client.get(at(change)).text
    assert "<ins>" in text
    assert "added:" in text
    assert "sehr" in text
    assert "Genauer &lt;b&gt;" in text
    assert "Accept the change" in text


def test_who_proposed_it_sees_what_becomes_of_it(client, change, member, author):
    client.force_login(member)
    text = client.get(at(change)).text
    assert "Take my proposal back" in text
    assert "Accept the change" not in text
    decline_change(change=change, reason="Zu früh.", by=author, at=NOW)
    text = client.get(at(change)).text
    assert "Zu früh." in text
    assert "Take my proposal back" not in text


def test_accepting(client, change, author):
    client.force_login(author)
    assert "taken over" in client.post(at(change, "annehmen/"), follow=True).text
    assert Idea.objects.get().problem == "Es ist sehr heiß im Sommer."
    assert "Version 2" in client.get(at(change)).text


def test_twice_is_told(client, change, author):
    client.force_login(author)
    client.post(at(change, "annehmen/"))
    assert "decided already" in client.post(at(change, "annehmen/"), follow=True).text
    assert "decided already" in client.post(at(change, "ablehnen/"), {"reason": "Doch nicht."}, follow=True).text
    assert Change.objects.get().status == "accepted"


def test_declining(client, change, author):
    client.force_login(author)
    text = client.post(at(change, "ablehnen/"), {"reason": ""}).text
    assert "kern-error" in text
    assert Change.objects.get().status == "open"
    assert "stays as it is" in client.post(at(change, "ablehnen/"), {"reason": "Zu früh."}, follow=True).text
    assert Change.objects.get().reason == "Zu früh."


def test_withdrawing(client, change, member, author):
    client.force_login(author)
    assert client.post(at(change, "zuruecknehmen/")).status_code == 404
    client.force_login(member)
    assert "taken your proposal back" in client.post(at(change, "zuruecknehmen/"), follow=True).text
    assert Change.objects.get().status == "withdrawn"


def test_an_idea_that_moved_on_elsewhere_is_one_click(client, idea, change, author):
    change_text(idea=idea, text={"thought": "Zwei Gedanken."}, by=author, at=NOW)
    client.force_login(author)
    text = client.get(at(change)).text
    assert "has changed since" in text
    assert "Accept the change" in text
    client.post(at(change, "annehmen/"))
    stored = Idea.objects.get()
    assert (stored.problem, stored.thought) == ("Es ist sehr heiß im Sommer.", "Zwei Gedanken.")


def test_an_idea_that_moved_on_in_the_same_place_asks_what_shall_stand_there(client, idea, change, author):
    change_text(idea=idea, text={"problem": "Es ist heiß im Juli."}, by=author, at=NOW)
    client.force_login(author)
    text = client.get(at(change)).text
    assert "What has changed there since" in text
    assert "Es ist sehr heiß im Sommer.</textarea>" in text
    assert 'name="seen" value="2"' in text
    # a click from an old page stores nothing and asks
    text = client.post(at(change, "annehmen/")).text
    assert "Es ist sehr heiß im Sommer.</textarea>" in text
    assert Idea.objects.get().problem == "Es ist heiß im Juli."
    client.post(at(change, "annehmen/"), {"problem": "Es ist sehr heiß im Juli.", "seen": "2"})
    assert Idea.objects.get().problem == "Es ist sehr heiß im Juli."
    assert Change.objects.get().status == "accepted"


def test_what_one_put_together_is_not_lost_when_it_moves_on_again(client, idea, change, author):
    for text in ("Es ist heiß im Juli.", "Es ist heiß im August."):
        change_text(idea=idea, text={"problem": text}, by=author, at=NOW)
    client.force_login(author)
    text = client.post(at(change, "annehmen/"), {"problem": "Meine Arbeit.", "seen": "2"}).text
    assert "Meine Arbeit.</textarea>" in text
    assert 'name="seen" value="3"' in text
    assert Idea.objects.get().problem == "Es ist heiß im August."


def test_too_long_is_said_and_kept(client, idea, change, author):
    change_text(idea=idea, text={"problem": "Es ist heiß im Juli."}, by=author, at=NOW)
    client.force_login(author)
    text = client.post(at(change, "annehmen/"), {"problem": "y" * 5_001, "seen": "2"}).text
    assert "site-errors" in text
    assert "y" * 5_001 in text


def test_one_does_not_see_it_without_the_idea(client, idea, change, office, member, body):
    with writing():
        Idea.objects.update(body=body, visibility="group")
    client.force_login(member)
    assert client.get(at(change)).status_code == 404
    client.force_login(office)
    assert client.get(at(change)).status_code == 200


def test_what_the_stage_needs_is_not_put_together_to_nothing(client, idea, change, author):
    change_text(idea=idea, text={"problem": "Es ist heiß im Juli."}, by=author, at=NOW)
    with writing():
        Idea.objects.update(stage="worked_out", for_whom="Alle")
    client.force_login(author)
    text = client.post(at(change, "annehmen/"), {"problem": "", "seen": "2"}).text
    assert "site-errors" in text
    assert Change.objects.get().status == "open"
