"""Needs: posted, closed, opened again; twice changes nothing."""

from datetime import UTC, datetime

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Topic, Visibility
from ideenschmiede.transfer.actions.needs import NeedError, close_need, post_need, reopen_need
from ideenschmiede.transfer.models import Need

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def post(place, by, text="Wir finden keinen Hausarzt.", visibility=Visibility.NETWORK):
    topics = Topic.objects.filter(slug="kooperation")
    return post_need(text=text, place=place, topics=topics, visibility=visibility, by=by, at=AT)


def verbs():
    return list(Event.objects.filter(subject_type="transfer.need").order_by("pk").values_list("verb", flat=True))


def test_posting(kalletal, member):
    need = post(kalletal, member, "  Wir\r\nfinden\x00 keinen \ud800Hausarzt. ")
    assert need.text == "Wir\nfinden keinen Hausarzt."
    assert (need.account, need.is_open, need.created_at) == (member, True, AT)
    assert [topic.slug for topic in need.topics.all()] == ["kooperation"]
    assert verbs() == ["need.posted"]
    assert Event.objects.order_by("-pk").first().visibility == "network"


@pytest.mark.parametrize("text", ["", " \n\x00", "x" * 20_001])
def test_a_text_that_says_nothing_or_too_much(kalletal, member, text):
    with pytest.raises(NeedError):
        post(kalletal, member, text)
    assert not Need.objects.exists()


def test_guests_and_partners_post_nothing(kalletal, partner):
    with pytest.raises(NotAllowed):
        post(kalletal, partner)


def test_closing_and_opening_again(kalletal, member, office, account_with):
    need = post(kalletal, member)
    other = account_with("member", email="zwei@example.org")
    with pytest.raises(NotAllowed):
        close_need(need=need, by=other, at=AT)
    close_need(need=need, by=member, at=AT)
    close_need(need=need, by=member, at=AT)
    assert not Need.objects.get().is_open
    reopen_need(need=need, by=office, at=AT)
    reopen_need(need=need, by=office, at=AT)
    assert Need.objects.get().is_open
    assert verbs() == ["need.posted", "need.closed", "need.reopened"]
