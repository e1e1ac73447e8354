"""Ideas that somebody may see, and what belongs to them."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import Stage
from ideenschmiede.ideas.actions import changes, contributing
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries import ideas as queries
from ideenschmiede.people.models import Body


def test_an_idea_with_its_number_and_what_was_merged(make_idea, office, author):
    idea, old = make_idea(), make_idea("Die alte")
    with writing():
        Idea.objects.filter(pk=old.pk).update(merged_into=idea)
    found = queries.idea_for(author, idea.pk)
    assert found.number == 1
    assert found.has_merged
    assert queries.merged_into_it(author, found) == [old]
    assert list(queries.standing_ideas(author)) == [idea]
    assert queries.idea_for(author, old.pk) == old


def test_what_was_merged_is_shown_to_whom_it_was_shown(make_idea, author, office, body):
    idea, old = make_idea(visibility="public"), make_idea("Die alte", body=body, visibility="group", by=office)
    with writing():
        Idea.objects.filter(pk=old.pk).update(merged_into=idea)
    assert queries.merged_into_it(author, idea) == []
    assert queries.merged_into_it(office, idea) == [old]


def test_nobody_sees_what_is_not_theirs(make_idea, guest, partner, member, seat, office, body):
    secret = make_idea(body=body, visibility="group", by=office)
    for who in (guest, partner, member):
        assert queries.idea_for(who, secret.pk) is None
    for who in (office, seat()):
        assert queries.idea_for(who, secret.pk) == secret


def test_changes_with_the_open_ones_first(make_idea, member, author):
    idea = make_idea()
    first, second, third = (changes.propose_change(idea=idea, text={"aim": text}, by=member, at=NOW) for text in "abc")
    changes.decline_change(change=third, reason="Nein.", by=author, at=NOW)
    changes.withdraw_change(change=first, by=member, at=NOW)
    assert [one.pk for one in queries.changes(idea)] == [second.pk, third.pk, first.pk]


def test_offers_that_stand_and_comments_that_were(make_idea, member, author):
    idea = make_idea()
    gone = contributing.offer(idea=idea, text="Zeit", by=member, at=NOW)
    stands = contributing.offer(idea=idea, text="Geld", by=member, at=NOW)
    contributing.withdraw_offer(offer=gone, by=member, at=NOW)
    hidden = contributing.comment(idea=idea, text="Werbung", by=member, at=NOW)
    contributing.hide_comment(comment=hidden, reason="Werbung", by=author, at=NOW)
    assert queries.offers(idea) == [stands]
    assert queries.comments(idea) == [hidden]


def test_changes_that_wait_for_me(make_idea, author, member, chair, office, partner, guest, body):
    own, of_group = make_idea(), make_idea(body=body, by=office)
    first = changes.propose_change(idea=own, text={"aim": "a"}, by=member, at=NOW)
    second = changes.propose_change(idea=of_group, text={"aim": "b"}, by=member, at=NOW)
    changes.propose_change(idea=own, text={"aim": "c"}, by=author, at=NOW)
    assert queries.waiting_changes(author, 5) == [first]
    assert queries.waiting_changes(chair, 5) == [second]
    assert queries.waiting_changes(office, 5) == [second]
    for who in (member, partner, guest):
        assert queries.waiting_changes(who, 5) == []
    changes.accept_change(change=first, by=author, at=NOW)
    assert queries.waiting_changes(author, 5) == []


def test_an_author_who_lost_sight_of_the_idea_is_not_asked(make_idea, author, member, office, body):
    idea = make_idea()
    changes.propose_change(idea=idea, text={"aim": "a"}, by=member, at=NOW)
    with writing():
        Idea.objects.update(body=body, visibility="group")
    assert queries.waiting_changes(author, 5) == []


def test_where_an_idea_may_come_from(author, guest, make_question, make_statement):
    statement = make_statement()
    hidden = make_statement(status="hidden", question=statement.question)
    draft = make_question(stage=Stage.DRAFT)
    assert queries.statement_for(author, statement.pk) == statement
    assert queries.question_for(author, statement.question_id) == statement.question
    assert queries.statement_for(author, hidden.pk) is None
    assert queries.question_for(author, draft.pk) is None
    assert queries.statement_for(guest, statement.pk) is None


def test_groups_that_one_notes_for(seat, office, member, body):
    closed = Body.objects.create(kind="working_group", slug="alt", name="Alt", closed_on=NOW.date(), created_at=NOW)
    assert list(queries.own_bodies(seat())) == [body]
    assert list(queries.own_bodies(seat(group=closed))) == []
    assert list(queries.own_bodies(office)) == [body]
    assert list(queries.own_bodies(member)) == []


@pytest.mark.parametrize("origin", ["question", "body"])
def test_ideas_from_somewhere(make_idea, make_question, body, office, member, origin):
    thing = make_question() if origin == "question" else body
    made = make_idea(by=office, **{origin: thing})
    make_idea("Eine andere")
    assert queries.ideas_from(member, limit=5, **{origin: thing}) == [made]
    assert queries.ideas_from(member, limit=0, **{origin: thing}) == []
