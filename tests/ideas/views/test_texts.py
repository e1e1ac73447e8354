"""Changing the text, proposing a change, looking at versions."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.ideas.actions.changes import accept_change, propose_change
from ideenschmiede.ideas.actions.texts import change_text
from ideenschmiede.ideas.models import FIELDS, Change, Idea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def idea(make_idea):
    return make_idea(problem="Der alte Text.", thought="Ein Gedanke.", visibility="public")


def form(idea, base=1, **values):
    return {**{name: getattr(idea, name) for name in FIELDS}, "base": base, **values}


def test_changing(client, idea, author):
    client.force_login(author)
    text = client.get(f"/ideen/{idea.pk}/aendern/").text
    assert "Der alte Text.</textarea>" in text
    assert 'name="base" value="1"' in text
    answer = client.post(f"/ideen/{idea.pk}/aendern/", form(idea, problem="Neu", note="Kürzer"), follow=True)
    assert "Your changes are saved." in answer.text
    assert (Idea.objects.get().problem, idea.versions.get(number=2).note) == ("Neu", "Kürzer")


def test_nothing_different_is_said(client, idea, author):
    client.force_login(author)
    assert "Nothing was different." in client.post(f"/ideen/{idea.pk}/aendern/", form(idea), follow=True).text
    assert idea.versions.count() == 1


def test_what_others_wrote_elsewhere_stays(client, idea, author, office):
    change_text(idea=idea, text={"thought": "Vom Büro"}, by=office, at=NOW)
    client.force_login(author)
    client.post(f"/ideen/{idea.pk}/aendern/", form(idea, problem="Von mir"))
    stored = Idea.objects.get()
    assert (stored.problem, stored.thought) == ("Von mir", "Vom Büro")


def test_two_in_the_same_text_lose_nothing(client, idea, author, office):
    change_text(idea=idea, text={"problem": "Der neue Text vom Büro."}, by=office, at=NOW)
    client.force_login(author)
    text = client.post(f"/ideen/{idea.pk}/aendern/", form(idea, problem="Der neue Text von mir.")).text
    assert "Somebody else wrote at the same time" in text
    assert "Der neue Text von mir.</textarea>" in text
    assert "<del>" in text
    assert "<ins>" in text
    assert 'name="base" value="2"' in text
    assert Idea.objects.get().problem == "Der neue Text vom Büro."
    client.post(f"/ideen/{idea.pk}/aendern/", form(idea, base=2, problem="Der neue Text von beiden."))
    assert Idea.objects.get().problem == "Der neue Text von beiden."
    assert idea.versions.count() == 3


def test_what_others_wrote_elsewhere_stays_also_after_a_conflict(client, idea, author, office):
    """The form that comes back is sent whole: what stands in its other fields must be what others wrote there."""
    change_text(idea=idea, text={"problem": "Vom Büro.", "thought": "Auch vom Büro."}, by=office, at=NOW)
    client.force_login(author)
    answer = client.post(f"/ideen/{idea.pk}/aendern/", form(idea, problem="Von mir."))
    assert "Auch vom Büro.</textarea>" in answer.text
    again = {field.html_name: field.value() or "" for field in answer.context["form"]}
    client.post(f"/ideen/{idea.pk}/aendern/", {**again, "problem": "Von beiden."})
    stored = Idea.objects.get()
    assert (stored.problem, stored.thought) == ("Von beiden.", "Auch vom Büro.")


@pytest.mark.parametrize(
    "values",
    [{"title": ""}, {"problem": "x" * 5_001}, {"note": "x" * 301}, {"base": "x"}],
    ids=["title", "problem", "note", "base"],
)
def test_bad_input_is_said_and_kept(client, idea, author, values):
    client.force_login(author)
    text = client.post(f"/ideen/{idea.pk}/aendern/", form(idea, **{"thought": "Neuer Gedanke", **values})).text
    assert "site-errors" in text
    assert "Neuer Gedanke" in text
    assert idea.versions.count() == 1


def test_proposing(client, idea, member):
    client.force_login(member)
    address = f"/ideen/{idea.pk}/vorschlagen/"
    assert "Der alte Text.</textarea>" in client.get(address).text
    answer = client.post(address, form(idea, problem="Der bessere Text.", why="Genauer"), follow=True)
    assert "Your proposal is sent" in answer.text
    assert "Genauer" in answer.text
    assert Change.objects.get().text == {"problem": "Der bessere Text."}


def test_proposing_nothing(client, idea, member):
    client.force_login(member)
    text = client.post(f"/ideen/{idea.pk}/vorschlagen/", form(idea, why="Mein Grund")).text
    assert "Nothing differs" in text
    assert "Mein Grund" in text
    assert not Change.objects.exists()


def test_versions_and_what_changed(client, idea, author, member):
    change_text(idea=idea, text={"problem": "Der neue Text."}, note="Neu", by=author, at=NOW)
    change = propose_change(idea=idea, text={"thought": "Zwei Gedanken."}, by=member, at=NOW)
    accept_change(change=change, by=author, at=NOW)
    text = client.get(f"/ideen/{idea.pk}/fassungen/").text
    assert text.count("/fassungen/") >= 3
    assert "from a proposal" in text
    assert "Max Mitglied" not in text
    client.force_login(member)
    assert "Max Mitglied" in client.get(f"/ideen/{idea.pk}/fassungen/").text
    text = client.get(f"/ideen/{idea.pk}/fassungen/2/").text
    assert "What changed against version 1" in text
    assert "alte " in text
    assert "neue " in text
    assert "First thought</h3>" in text  # in the whole text, below
    assert text.count("ideas-difference") == 1
    assert "Older version" in text
    assert "Newer version" in text


def test_the_first_version_shows_its_text(client, idea):
    text = client.get(f"/ideen/{idea.pk}/fassungen/1/").text
    assert "Der alte Text." in text
    assert "What changed" not in text
    assert "Older version" not in text


def test_any_two_versions(client, idea, author):
    for number in range(3):
        change_text(idea=idea, text={"problem": f"Text {number}."}, by=author, at=NOW)
    assert "What changed against version 1" in client.get(f"/ideen/{idea.pk}/fassungen/4/?mit=1").text
    for nonsense in ("x", "²", "", "-1"):
        assert "against version 3" in client.get(f"/ideen/{idea.pk}/fassungen/4/", {"mit": nonsense}).text
    assert client.get(f"/ideen/{idea.pk}/fassungen/4/?mit=99").status_code == 404
    assert client.get(f"/ideen/{idea.pk}/fassungen/9/").status_code == 404
