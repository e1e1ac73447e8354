"""Stages on their pages, and the way from an idea to a decision."""

import pytest
from tests.ideas.conftest import WORKED_OUT

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.ideas.models import Idea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client, author):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(author)


def set_to(idea, **values):
    with writing():
        Idea.objects.filter(pk=idea.pk).update(**values)


def test_leading_on(client, make_idea):
    idea = make_idea(**WORKED_OUT)
    address = f"/ideen/{idea.pk}/weiter/"
    assert "Lead on to “Worked out”" in client.get(address).text
    assert "has reached the stage “Worked out”" in client.post(address, {"to": "worked_out"}, follow=True).text
    assert "elsewhere" in client.post(address, {"to": "worked_out"}, follow=True).text
    assert Idea.objects.get().stage == "worked_out"


def test_what_is_missing_is_said(client, make_idea):
    idea = make_idea()
    address = f"/ideen/{idea.pk}/weiter/"
    text = client.get(address).text
    assert text.count("Still missing:") == 3
    assert 'name="to"' not in text
    assert "still missing: What is the problem?" in client.post(address, {"to": "worked_out"}, follow=True).text
    assert Idea.objects.get().stage == "spark"


def test_a_pilot_says_where_it_runs(client, make_idea):
    idea = make_idea()
    set_to(idea, stage="decided")
    address = f"/ideen/{idea.pk}/weiter/"
    assert "Where does the pilot run?" in client.get(address).text
    assert "site-errors" in client.post(address, {"to": "pilot", "pilot_note": ""}).text
    client.post(address, {"to": "pilot", "pilot_note": "In Kalletal"})
    assert (Idea.objects.get().stage, Idea.objects.get().pilot_note) == ("pilot", "In Kalletal")
    assert "elsewhere" in client.get(address, follow=True).text


def test_resting_and_going_on(client, make_idea):
    idea = make_idea()
    address = f"/ideen/{idea.pk}/parken/"
    assert client.get(address).status_code == 200
    assert "site-errors" in client.post(address, {"reason": ""}).text
    assert "Kein Geld." in client.post(address, {"reason": "Kein Geld."}, follow=True).text
    assert Idea.objects.get().stage == "parked"
    assert "goes on where it stood" in client.post(f"/ideen/{idea.pk}/fortsetzen/", follow=True).text
    assert Idea.objects.get().stage == "spark"


def test_from_the_idea_to_the_vote(client, make_idea, concept, chair, body):
    """The origin goes along through the steps of putting a decision, and links the two."""
    idea = make_idea("Eins & zwei")
    set_to(idea, stage="concept", **concept)
    client.force_login(chair)
    address = f"/fragen/entscheidungen/neu/?herkunft=ideas.idea:{idea.pk}&titel=Eins+%26+zwei"
    text = client.get(address).text
    assert f'name="herkunft" value="ideas.idea:{idea.pk}"' in text
    address += f"&gremium={body.pk}&verfahren=consent"
    text = client.get(address).text
    assert 'value="Eins &amp; zwei"' in text
    assert f"herkunft=ideas.idea%3A{idea.pk}" in text
    values = {"title": "Wir machen das", "text": "So machen wir es.", "visibility": "network", "quorum": "50"}
    answer = client.post(address, {**values, "closes_at": "2099-12-31T18:00"})
    assert answer.status_code == 302
    assert Idea.objects.get().decision == Decision.objects.get()
