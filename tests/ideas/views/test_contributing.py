"""Support, comments and offers on their pages."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.ideas.actions import contributing
from ideenschmiede.ideas.models import Comment, Offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client, member):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(member)


def test_supporting(client, make_idea):
    idea = make_idea()
    assert "You support this idea now." in client.post(f"/ideen/{idea.pk}/unterstuetzen/", follow=True).text
    assert idea.supports.count() == 1
    text = client.post(f"/ideen/{idea.pk}/nicht-mehr-unterstuetzen/", follow=True).text
    assert "any more" in text
    assert idea.supports.count() == 0


@pytest.mark.parametrize(
    ("path", "model", "longest"), [("kommentar", Comment, 2_000), ("angebot", Offer, 1_000)], ids=["comment", "offer"]
)
def test_writing(client, make_idea, member, path, model, longest):
    idea = make_idea()
    address = f"/ideen/{idea.pk}/{path}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"text": "Ein <b>Wort</b>."}, follow=True)
    assert "Ein &lt;b&gt;Wort&lt;/b&gt;." in answer.text
    assert model.objects.get().author == member
    for wrong in ("", "z" * (longest + 1)):
        text = client.post(address, {"text": wrong}).text
        assert "site-errors" in text
        assert wrong in text
    assert model.objects.count() == 1


def test_hiding_a_comment_of_somebody_else(client, make_idea, author, member):
    made = contributing.comment(idea=make_idea(), text="Werbung", by=member, at=NOW)
    address = f"/ideen/kommentare/{made.pk}/ausblenden/"
    client.force_login(author)
    assert "Werbung" in client.get(address).text
    assert "site-errors" in client.post(address, {"reason": ""}).text
    assert "Reason: Stört" in client.post(address, {"reason": "Stört"}, follow=True).text


def test_taking_ones_own_back(client, make_idea, member):
    made = contributing.comment(idea=make_idea(), text="Verschrieben", by=member, at=NOW)
    address = f"/ideen/kommentare/{made.pk}/ausblenden/"
    assert "Take your comment back" in client.get(address).text
    assert "taken back by who wrote it" in client.post(address, {"reason": ""}, follow=True).text
    offered = contributing.offer(idea=made.idea, text="Zeit", by=member, at=NOW)
    text = client.post(f"/ideen/angebote/{offered.pk}/zuruecknehmen/", follow=True).text
    assert "taken your offer back" in text
    assert Offer.objects.get().withdrawn_at


def test_what_is_somebody_elses_is_not_there(client, make_idea, author):
    idea = make_idea()
    said = contributing.comment(idea=idea, text="Gut", by=author, at=NOW)
    given = contributing.offer(idea=idea, text="Zeit", by=author, at=NOW)
    assert client.post(f"/ideen/kommentare/{said.pk}/ausblenden/", {"reason": "x"}).status_code == 404
    assert client.post(f"/ideen/angebote/{given.pk}/zuruecknehmen/").status_code == 404
    assert client.post("/ideen/angebote/999/zuruecknehmen/").status_code == 404
