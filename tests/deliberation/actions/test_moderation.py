"""Statements are published, hidden and merged by who runs the question, with a reason that their authors read."""

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.locking import NotOpen
from ideenschmiede.deliberation.actions.moderation import hide_statement, merge_statements, publish_statement
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import StatementError, withdraw_statement, write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import Statement, Vote
from ideenschmiede.deliberation.queries.statements import moderation_log, published_statements, waiting_statements

pytestmark = pytest.mark.django_db


def events():
    found = Event.objects.filter(verb__startswith="statement.").exclude(verb="statement.written")
    return [event.verb for event in found.order_by("pk")]


def test_one_that_waits_is_published(make_question, members, chair, now):
    question = make_question(moderation="before")
    written = write_statement(question=question, text="Glasfaser.", by=members[0], at=now)
    assert list(waiting_statements(question)) == [written]
    for _time in range(2):
        publish_statement(statement=written, by=chair, at=now)
    assert (list(waiting_statements(question)), list(published_statements(question))) == ([], [written])
    event = Event.objects.get(verb="statement.published")
    assert (event.actor, event.subject_id, event.data) == (chair.pk, written.pk, {"question": question.pk})


def test_hiding_says_why_and_can_be_undone(question, statements, chair, now):
    hide_statement(statement=statements[0], reason=" Nennt \r\n einen Namen. ", by=chair, at=now)
    (hidden,) = moderation_log(question)
    assert (hidden.pk, hidden.status, hidden.reason) == (statements[0].pk, "hidden", "Nennt \n einen Namen.")
    publish_statement(statement=statements[0], by=chair, at=now)
    assert moderation_log(question) == []
    assert Statement.objects.get(pk=statements[0].pk).reason == ""
    assert events() == ["statement.hidden", "statement.published"]


@pytest.mark.parametrize(("reason", "says"), [("", "say why"), ("\n", "say why"), ("x" * 1001, "1000 characters")])
def test_a_reason_is_needed(statements, chair, now, reason, says):
    with pytest.raises(StatementError, match=says):
        hide_statement(statement=statements[0], reason=reason, by=chair, at=now)
    assert Statement.objects.get(pk=statements[0].pk).status == "published"


def test_merging_moves_nobody_s_vote(question, statements, members, chair, now):
    cast_vote(statement=statements[0], value=1, by=members[0], at=now)
    merge_statements(statement=statements[0], into=statements[1], reason="Dasselbe.", by=chair, at=now)
    merged = Statement.objects.get(pk=statements[0].pk)
    assert (merged.status, merged.merged_into, merged.reason) == ("merged", statements[1], "Dasselbe.")
    assert Vote.objects.get().statement == merged
    publish_statement(statement=merged, by=chair, at=now)
    assert Statement.objects.get(pk=merged.pk).merged_into is None


def test_what_was_merged_into_it_follows(statements, chair, now):
    first, second, third, _fourth = statements
    merge_statements(statement=first, into=second, by=chair, at=now)
    merge_statements(statement=second, into=third, by=chair, at=now)
    assert set(third.merged.all()) == {first, second}


def test_what_cannot_be_merged(make_question, make_statement, statements, chair, now):
    foreign = make_statement(make_question())
    for into in (statements[0], foreign):
        with pytest.raises(StatementError, match="another statement of the same question"):
            merge_statements(statement=statements[0], into=into, by=chair, at=now)
    hide_statement(statement=statements[1], reason="Weil.", by=chair, at=now)
    with pytest.raises(StatementError, match="that is shown"):
        merge_statements(statement=statements[0], into=statements[1], by=chair, at=now)


@pytest.mark.parametrize("place", [0, 1, 2], ids=["publish", "hide", "merge"])
def test_what_was_taken_back_stays_so_whatever_others_do(question, statements, members, chair, now, place):
    written = write_statement(question=question, text="Ein Satz.", by=members[0], at=now)
    withdraw_statement(statement=written, by=members[0], at=now)
    with pytest.raises(StatementError, match="taken it back"):
        list(calls([written, statements[0]], chair, now))[place]()
    written.refresh_from_db()
    assert written.status == "withdrawn"


def calls(statements, who, now):
    yield lambda: publish_statement(statement=statements[0], by=who, at=now)
    yield lambda: hide_statement(statement=statements[0], reason="Weil.", by=who, at=now)
    yield lambda: merge_statements(statement=statements[0], into=statements[1], by=who, at=now)


def test_others_moderate_nothing(statements, member, seat, now):
    for who in (member, seat()):
        for call in calls(statements, who, now):
            with pytest.raises(NotAllowed):
                call()


def test_the_office_moderates(statements, office, now):
    for call in calls(statements, office, now):
        call()


def test_after_the_end_nothing_is_moderated(question, statements, chair, now):
    close_question(question=question, by=chair, at=now)
    for call in calls(statements, chair, now):
        with pytest.raises(NotOpen):
            call()


def test_in_a_confidential_question_moderation_leaves_no_event(secret, make_statement, chair, now):
    statement = make_statement(secret)
    hide_statement(statement=statement, reason="Nennt einen Namen.", by=chair, at=now)
    publish_statement(statement=statement, by=chair, at=now)
    assert events() == []
