"""Support, comments and offers."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.ideas.actions import contributing as actions
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.models import Comment, Offer


def test_supporting_and_taking_it_back(make_idea, member, verbs):
    idea = make_idea()
    for _twice in range(2):
        actions.support(idea=idea, by=member, at=NOW)
    assert [one.account for one in idea.supports.all()] == [member]
    for _twice in range(2):
        actions.unsupport(idea=idea, by=member, at=NOW)
    assert not idea.supports.exists()
    assert verbs() == ["idea.noted", "idea.supported", "idea.support_withdrawn"]


@pytest.mark.parametrize("do", [actions.support, actions.unsupport])
def test_who_is_not_in_the_network_supports_nothing(make_idea, partner, do):
    with pytest.raises(NotAllowed):
        do(idea=make_idea(visibility="public"), by=partner, at=NOW)


def test_commenting(make_idea, member, verbs):
    made = actions.comment(idea=make_idea(), text=" Gut.\r\nSehr. ", by=member, at=NOW)
    assert (made.text, made.author) == ("Gut.\nSehr.", member)
    assert verbs() == ["idea.noted", "idea.commented"]


@pytest.mark.parametrize(
    ("do", "longest"), [(actions.comment, 2_000), (actions.offer, 1_000)], ids=["comment", "offer"]
)
def test_texts_that_say_nothing_or_too_much(make_idea, member, do, longest):
    idea = make_idea()
    for text in ("", " \n", "x" * (longest + 1)):
        with pytest.raises(IdeaError):
            do(idea=idea, text=text, by=member, at=NOW)
    assert do(idea=idea, text="x" * longest, by=member, at=NOW)


@pytest.mark.parametrize("do", [actions.comment, actions.offer], ids=["comment", "offer"])
def test_others_contribute_nothing(make_idea, partner, do):
    with pytest.raises(NotAllowed):
        do(idea=make_idea(visibility="public"), text="Hallo", by=partner, at=NOW)


def test_hiding_needs_a_reason(make_idea, member, author, verbs):
    made = actions.comment(idea=make_idea(), text="Werbung", by=member, at=NOW)
    with pytest.raises(IdeaError, match="say why"):
        actions.hide_comment(comment=made, by=author, at=NOW)
    for _twice in range(2):
        actions.hide_comment(comment=made, reason="Werbung", by=author, at=NOW)
    stored = Comment.objects.get()
    assert (stored.hidden_at, stored.hidden_reason, stored.text) == (NOW, "Werbung", "Werbung")
    assert verbs().count("idea.comment_hidden") == 1


def test_one_takes_back_ones_own_comment_without_a_reason(make_idea, member):
    made = actions.comment(idea=make_idea(), text="Verschrieben", by=member, at=NOW)
    actions.hide_comment(comment=made, by=member, at=NOW)
    assert Comment.objects.get().hidden_at == NOW


def test_others_do_not_hide(make_idea, member, chair):
    made = actions.comment(idea=make_idea(), text="Gut", by=member, at=NOW)
    with pytest.raises(NotAllowed):
        actions.hide_comment(comment=made, reason="Stört", by=chair, at=NOW)


def test_offering_and_taking_it_back(make_idea, member, author, verbs):
    made = actions.offer(idea=make_idea(), text="Zeit", answers_call=True, by=member, at=NOW)
    assert (made.author, made.answers_call) == (member, True)
    with pytest.raises(NotAllowed):
        actions.withdraw_offer(offer=made, by=author, at=NOW)
    for _twice in range(2):
        actions.withdraw_offer(offer=made, by=member, at=NOW)
    assert Offer.objects.get().withdrawn_at == NOW
    assert verbs() == ["idea.noted", "idea.offered", "idea.offer_withdrawn"]
