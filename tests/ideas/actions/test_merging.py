"""Two ideas become one: nothing that was brought is lost, and nobody's credit."""

from datetime import timedelta

import pytest
from tests.ideas.conftest import NOW
from tests.people.racing import race

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.ideas.actions.calls import open_call
from ideenschmiede.ideas.actions.changes import accept_change, propose_change, withdraw_change
from ideenschmiede.ideas.actions.contributing import comment, offer, support, unsupport
from ideenschmiede.ideas.actions.decisions import link_decision
from ideenschmiede.ideas.actions.merging import merge_ideas
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.ideas.actions.stages import park
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.actions.texts import change_text
from ideenschmiede.ideas.models import Change, Idea, Support
from ideenschmiede.ideas.queries.crediting import contributors


@pytest.fixture
def pair(author, member):
    return (
        note_idea(title="Rufbus am Abend", by=member, at=NOW),
        note_idea(title="Bürgerbus für die Dörfer", by=author, at=NOW),
    )


def test_everything_moves_and_nobody_supports_twice(pair, author, member, office):
    idea, into = pair
    for who in (author, office):
        support(idea=idea, by=who, at=NOW)
    support(idea=into, by=author, at=NOW)
    offer(idea=idea, text="Fahrer", by=office, at=NOW)
    comment(idea=idea, text="Gut!", by=author, at=NOW)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    assert sorted(into.supports.values_list("account__name", flat=True)) == sorted([author.name, office.name])
    assert [one.text for one in into.offers.all()] == ["Fahrer"]
    assert [one.text for one in into.comments.all()] == ["Gut!"]
    assert not Support.objects.filter(idea=idea).exists()
    idea.refresh_from_db()
    assert idea.merged_into == into
    assert idea.versions.count() == 1
    assert contributors(into) == [author.name, member.name, office.name]
    assert Event.objects.get(verb="idea.merged").data["into"] == into.pk


def test_who_worked_on_the_other_one_keeps_the_credit(pair, author, member, office):
    idea, into = pair
    change = propose_change(idea=idea, text={"problem": "Kein Bus"}, by=office, at=NOW)
    accept_change(change=change, by=member, at=NOW)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    assert contributors(into) == [author.name, member.name, office.name]


def test_who_read_an_old_page_brings_nothing_to_the_one_that_was_given_up(pair, author, member, office):
    idea, into = pair
    stale = Idea.objects.get(pk=idea.pk)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    for act, more in (
        (comment, {"text": "Gut!"}), (offer, {"text": "Fahrer"}), (support, {}), (unsupport, {}),
        (change_text, {"text": {"problem": "Neu"}}), (park, {"reason": "Später"}),
    ):  # fmt: skip
        with pytest.raises(IdeaError, match="merged with another"):
            act(idea=stale, **more, by=member, at=NOW)
    assert not idea.comments.exists()


def test_what_stands_on_an_idea_is_not_given_up(pair, member, office, make_decision):
    idea, into = pair
    open_call(idea=idea, text="Wir suchen Fahrer.", until=NOW.date(), by=member, at=NOW)
    with pytest.raises(IdeaError, match="end the call"):
        merge_ideas(idea=idea, into=into, by=member, at=NOW)
    link_decision(idea=idea, decision=make_decision(), by=office, at=NOW)
    with pytest.raises(IdeaError, match="decision on this idea"):
        merge_ideas(idea=idea, into=into, by=member, at=NOW + timedelta(days=1))
    Decision.objects.update(stage="closed", outcome="rejected")
    merge_ideas(idea=idea, into=into, by=member, at=NOW + timedelta(days=1))
    assert Idea.objects.get(pk=idea.pk).call == ""


def test_a_chain_of_mergers_leads_to_the_last(pair, author, member, office):
    idea, into = pair
    third = note_idea(title="Mitfahrbank", by=office, at=NOW)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    merge_ideas(idea=Idea.objects.get(pk=into.pk), into=third, by=author, at=NOW)
    assert set(third.merged.values_list("pk", flat=True)) == {idea.pk, into.pk}
    assert contributors(third) == [office.name, *contributors_in_order(member, author)]


def contributors_in_order(*accounts):
    return [account.name for account in accounts]


def test_open_changes_are_answered(pair, author, member):
    idea, into = pair
    change = propose_change(idea=idea, text={"problem": "Kein Bus"}, why="fehlt", by=author, at=NOW)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    change.refresh_from_db()
    assert change.status == Change.Status.DECLINED
    assert "merged" in change.reason
    told = Event.objects.get(verb="idea.change_declined")
    assert (told.data["change"], told.subject_id, told.actor) == (change.pk, idea.pk, member.pk)


def test_only_who_may_give_it_up(pair, author, partner):
    idea, into = pair
    for who in (author, partner):
        with pytest.raises(NotAllowed):
            merge_ideas(idea=idea, into=into, by=who, at=NOW)


def test_what_cannot_be_merged_says_why(pair, member, office):
    idea, into = pair
    with pytest.raises(IdeaError, match="another idea"):
        merge_ideas(idea=idea, into=idea, by=member, at=NOW)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    with pytest.raises((IdeaError, NotAllowed)):
        merge_ideas(idea=Idea.objects.get(pk=idea.pk), into=into, by=office, at=NOW)


def test_a_groups_words_stay_in_the_group(body, office, author):
    inner = note_idea(title="Nur für die Gruppe", body=body, visibility=Visibility.GROUP, by=office, at=NOW)
    outer = note_idea(title="Für alle", visibility=Visibility.PUBLIC, by=office, at=NOW)
    with pytest.raises(IdeaError, match="group alone"):
        merge_ideas(idea=inner, into=outer, by=office, at=NOW)
    merge_ideas(idea=outer, into=inner, by=office, at=NOW)
    assert Idea.objects.get(pk=outer.pk).merged_into == inner


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_crosswise_get_one_merger(tmp_path, pair, office):
    idea, into = pair

    def merging(one, other):
        return lambda: merge_ideas(idea=one, into=other, by=office, at=NOW)

    answers, merged = race(
        tmp_path, merging(idea, into), merging(into, idea), then=Idea.objects.exclude(merged_into=None).count
    )
    assert [isinstance(one, IdeaError | NotAllowed) for one in answers].count(True) == 1
    assert merged == 1


@pytest.mark.django_db(transaction=True)
def test_who_withdraws_a_change_while_it_is_merged_has_withdrawn_it_or_is_told(tmp_path, pair, author, member):
    idea, into = pair
    change = propose_change(idea=idea, text={"problem": "Kein Bus"}, by=author, at=NOW)
    (withdrawn, merged), (status, verbs) = race(
        tmp_path,
        lambda: withdraw_change(change=Change.objects.get(pk=change.pk), by=author, at=NOW),
        lambda: merge_ideas(idea=Idea.objects.get(pk=idea.pk), into=into, by=member, at=NOW),
        then=lambda: (
            Change.objects.get().status,
            {event.verb for event in Event.objects.filter(verb__in=("idea.change_withdrawn", "idea.change_declined"))},
        ),
    )
    assert merged is None
    assert (withdrawn is None, verbs) == (status == "withdrawn", {f"idea.change_{status}"})


def test_a_change_of_a_merged_idea_is_withdrawn_no_more(pair, author, member):
    idea, into = pair
    change = propose_change(idea=idea, text={"problem": "Kein Bus"}, by=author, at=NOW)
    withdraw_change(change=change, by=author, at=NOW)
    merge_ideas(idea=idea, into=into, by=member, at=NOW)
    assert not Event.objects.filter(verb="idea.change_declined").exists()
    with pytest.raises(IdeaError, match="merged with another"):
        withdraw_change(change=change, by=author, at=NOW)
    assert Change.objects.get().status == "withdrawn"
