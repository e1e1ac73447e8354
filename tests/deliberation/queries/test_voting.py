"""What I have voted, how far I am, what became of what I wrote, and whose name is shown when."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.deliberation.actions.moderation import hide_statement, merge_statements
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote, take_back_vote
from ideenschmiede.deliberation.opinion_map.turns import next_turn
from ideenschmiede.deliberation.queries.conversations import how_many_voted
from ideenschmiede.deliberation.queries.statements import (
    my_statements,
    shown_authors,
    similar_statements,
)
from ideenschmiede.deliberation.queries.voting import Progress, own_votes

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


def shown_author(statement, who):
    return shown_authors(statement.question, who, [statement]).get(statement.pk)


def test_my_votes_are_mine_and_the_last_ones(question, statements, members, now):
    me, other, *_rest = members
    for statement, value in zip(statements, (1, 0, -1), strict=False):
        cast_vote(statement=statement, value=value, by=me, at=now)
    cast_vote(statement=statements[0], value=-1, by=me, at=now)
    take_back_vote(statement=statements[1], by=me, at=now)
    cast_vote(statement=statements[3], value=1, by=other, at=now)
    assert own_votes(question, me) == {statements[0].pk: -1, statements[2].pk: -1}
    assert next_turn(question, me).progress == Progress(done=2, open=2)
    assert next_turn(question, me).progress.all == 4
    assert how_many_voted(question) == 2


def test_who_has_said_nothing(question, statements, members):
    for who in (members[0], GUEST):
        assert own_votes(question, who) == {}
        assert next_turn(question, who).progress == Progress(done=0, open=4)
        assert my_statements(question, who) == []
    assert how_many_voted(question) == 0


def test_statements_that_are_not_shown_count_for_nobody(question, statements, members, chair, now):
    for statement in statements[:2]:
        cast_vote(statement=statement, value=1, by=members[0], at=now)
    hide_statement(statement=statements[0], reason="Weil.", by=chair, at=now)
    assert next_turn(question, members[0]).progress == Progress(done=1, open=2)
    assert own_votes(question, members[0]) == {statements[1].pk: 1}


def test_my_statements_say_what_became_of_them(question, statements, members, chair, now):
    mine = [write_statement(question=question, text=text, by=members[0], at=now) for text in ("Eins.", "Zwei.")]
    merge_statements(statement=mine[0], into=statements[0], reason="Dasselbe.", by=chair, at=now)
    first, second = my_statements(question, members[0])
    assert (first.status, first.merged_into, first.reason) == ("merged", statements[0], "Dasselbe.")
    assert second.status == "published"
    assert my_statements(question, members[1]) == []


def test_after_the_end_nobody_finds_their_own_in_a_confidential_question(secret, make_statement, members, chair, now):
    cast_vote(statement=make_statement(secret), value=1, by=members[0], at=now)
    write_statement(question=secret, text="Zwei.", by=members[0], at=now)
    assert len(own_votes(secret, members[0])) == 2
    closed = close_question(question=secret, by=chair, at=now)
    assert (own_votes(closed, members[0]), my_statements(closed, members[0])) == ({}, [])
    assert how_many_voted(closed) == 1


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_author_is_shown_to_whoever_has_voted(question, members, chair, now):
    written = write_statement(question=question, text="Eins.", by=members[0], at=now)
    assert shown_author(written, members[0]) == members[0]
    assert shown_author(written, members[1]) is None
    assert shown_author(written, GUEST) is None
    cast_vote(statement=written, value=0, by=members[1], at=now)
    assert shown_author(written, members[1]) == members[0]
    take_back_vote(statement=written, by=members[1], at=now)
    assert shown_author(written, members[1]) is None


def test_after_the_end_everybody_knows(question, statements, members, chair, now):
    written = write_statement(question=question, text="Eins.", by=members[0], at=now)
    closed = close_question(question=question, by=chair, at=now)
    assert shown_authors(closed, GUEST, [*statements, written]) == {written.pk: members[0]}


def test_a_confidential_statement_has_no_author_for_anybody(secret, members, office, chair, now):
    written = write_statement(question=secret, text="Eins.", by=members[0], at=now)
    for who in (members[0], chair, office, GUEST):
        assert shown_author(written, who) is None


def test_the_name_of_an_erased_account_is_not_shown(question, members, now):
    written = write_statement(question=question, text="Eins.", by=members[0], at=now)
    cast_vote(statement=written, value=1, by=members[1], at=now)
    members[0].is_active = False
    members[0].save()
    assert shown_author(written, members[1]) is None


# ── likely duplicates ────────────────────────────────────────────────────────────────────────────────────────────────


def test_likely_duplicates_come_most_alike_first(question, make_statement, statements):
    close = make_statement(question, "Zuerst die digitalen Anträge.")
    found = similar_statements(question, "Digitale Anträge zuerst!")
    assert found == [statements[0], close]
    assert similar_statements(question, "Mehr Busse am Abend.") == []


def test_what_is_not_shown_and_what_stands_elsewhere_is_no_duplicate(
    question, make_question, make_statement, statements, chair, now
):
    make_statement(make_question(), "Digitale Anträge zuerst.")
    hide_statement(statement=statements[0], reason="Weil.", by=chair, at=now)
    assert similar_statements(question, "Digitale Anträge zuerst.") == []


# ── what it costs ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [1, 3])
def test_queries(question, statements, members, now, count, django_assert_num_queries):
    for statement in statements[:count]:
        cast_vote(statement=statement, value=1, by=members[0], at=now)
        write_statement(question=question, text=f"Noch {statement.pk}.", by=members[0], at=now)
    with django_assert_num_queries(1):
        own_votes(question, members[0])
    with django_assert_num_queries(1):
        my_statements(question, members[0])
    with django_assert_num_queries(1):
        similar_statements(question, "Noch eins.")
    with django_assert_num_queries(2):
        shown_authors(question, members[0], statements)
