"""An idea and what has been done already: who links them, who sees it, what the matching proposes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from tests.transfer.network import world

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.ideas.actions.merging import merge_ideas
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.transfer import panels
from ideenschmiede.transfer.actions.precedents import link_precedent, unlink_precedent
from ideenschmiede.transfer.matching import match, similar_practices
from ideenschmiede.transfer.models import Precedent
from ideenschmiede.transfer.queries.precedents import ideas_building_on, precedents_of

__all__ = ["world"]
NOW = timezone.now()
GUEST = AnonymousUser()


@pytest.fixture
def idea(member):
    return note_idea(title="Bürgerbus für die Dörfer", visibility=Visibility.PUBLIC, by=member, at=NOW)


@pytest.fixture
def bus(make_practice, kalletal):
    return make_practice("Bürgerbus", place=kalletal)


def shown(idea, who):
    request = RequestFactory().get("/")
    request.user = who
    panel = panels.idea(request, idea)
    return render_to_string(panel.template, dict(panel.context), request) if panel else ""


def test_linking_twice_is_one_precedent_and_one_event(idea, bus, member):
    first = link_precedent(idea=idea, practice=bus, by=member, at=NOW)
    assert link_precedent(idea=idea, practice=bus, by=member, at=NOW) == first
    assert Event.objects.filter(verb="precedent.linked").count() == 1
    unlink_precedent(precedent=first, by=member, at=NOW)
    assert not Precedent.objects.exists()


def test_who_may_not_contribute_links_nothing(idea, bus, member, partner):
    with pytest.raises(NotAllowed):
        link_precedent(idea=idea, practice=bus, by=partner, at=NOW)
    precedent = link_precedent(idea=idea, practice=bus, by=member, at=NOW)
    with pytest.raises(NotAllowed):
        unlink_precedent(precedent=precedent, by=partner, at=NOW)
    assert Precedent.objects.count() == 1


def test_each_sees_what_they_may_see_on_both_sides(idea, bus, make_practice, member):
    inner = make_practice("Rufbus", visibility="network")
    for practice in (bus, inner):
        link_precedent(idea=idea, practice=practice, by=member, at=NOW)
    hidden = note_idea(title="Nur für uns", visibility=Visibility.NETWORK, by=member, at=NOW)
    link_precedent(idea=hidden, practice=bus, by=member, at=NOW)
    assert [one.practice for one in precedents_of(GUEST, idea)] == [bus]
    assert [one.practice for one in precedents_of(member, idea)] == [bus, inner]
    assert ideas_building_on(GUEST, bus) == [idea]
    assert ideas_building_on(member, bus) == [idea, hidden]


def test_an_event_is_as_hidden_as_the_more_hidden_side(idea, make_practice, member):
    link_precedent(idea=idea, practice=make_practice("Rufbus", visibility="network"), by=member, at=NOW)
    assert Event.objects.get(verb="precedent.linked").visibility == Visibility.NETWORK


def test_the_matching_proposes_what_is_not_linked_yet(world, idea, bus, member):
    world.practice("Photovoltaik auf Schuldächern")
    world.index()
    assert similar_practices(idea.title, member) == [bus]
    assert similar_practices(idea.title, member, without={bus.pk}) == []
    assert "Yes, it belongs here" in shown(idea, member)
    assert "Bürgerbus" in shown(idea, GUEST)
    assert "Yes, it belongs here" not in shown(idea, GUEST)
    link_precedent(idea=idea, practice=bus, by=member, at=NOW)
    assert "Yes, it belongs here" not in shown(idea, member)
    assert "Remove" in shown(idea, member)


def test_a_word_in_common_is_no_proposal(world, idea, bus, member):
    """What is proposed without having been asked for must be about the same, not only share a word."""
    world.practice("Photovoltaik auf Schuldächern")
    world.index()
    told = "Eine Musikschule im Koffer. Mit dem Bürgerbus fährt niemand zum Unterricht."
    assert match(text=told, place=None, who=member, today=NOW.date()).total, "who asks finds it"
    assert similar_practices(told, member) == []


def test_no_index_no_proposals(settings, tmp_path, idea, member):
    settings.INDEX_DIR = tmp_path / "none"
    assert shown(idea, member) == ""


def test_from_the_page(client, idea, bus, member, partner):
    client.force_login(member)
    url = reverse("transfer:link_precedent", args=[idea.pk])
    for wrong in ("", "x", "9" * 30, "999"):
        assert client.post(url, {"loesung": wrong}).status_code == 404
    assert client.post(url, {"loesung": bus.pk}).status_code == 302
    precedent = Precedent.objects.get()
    client.force_login(partner)
    assert client.post(reverse("transfer:unlink_precedent", args=[precedent.pk])).status_code == 404
    assert client.post(url, {"loesung": bus.pk}).status_code == 404
    client.force_login(member)
    assert client.post(reverse("transfer:unlink_precedent", args=[precedent.pk])).status_code == 302
    assert not Precedent.objects.exists()


def test_a_merged_idea_takes_its_precedents_along(idea, bus, make_practice, member):
    other = note_idea(title="Rufbus am Abend", visibility=Visibility.PUBLIC, by=member, at=NOW)
    line = make_practice("Rufbus", visibility="network")
    for one, practice in ((other, bus), (other, line), (idea, bus)):
        link_precedent(idea=one, practice=practice, by=member, at=NOW)
    merge_ideas(idea=other, into=idea, by=member, at=NOW)
    assert {one.practice for one in precedents_of(member, idea)} == {bus, line}
    assert Precedent.objects.count() == 2
