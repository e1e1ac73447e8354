"""Which statement comes next: for each their own order, the same when the page is loaded again, skipped ones last."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.base import keys
from ideenschmiede.deliberation.actions.moderation import hide_statement
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import DrawnMap
from ideenschmiede.deliberation.opinion_map.turns import next_turn

pytestmark = pytest.mark.django_db


def asked(question, who, skipped=()):
    """The statement that comes next."""
    return next_turn(question, who, skipped).statement


def walk(question, who, now):
    """All statements in the order in which somebody is asked who agrees to each."""
    seen = []
    while (statement := asked(question, who)) is not None:
        seen.append(statement.number)
        cast_vote(statement=statement, value=1, by=who, at=now)
    return seen


def test_it_is_the_same_when_the_page_is_loaded_again(question, statements, members):
    for member in members:
        first = asked(question, member)
        assert [asked(question, member) for _time in range(3)] == [first] * 3


def test_everything_is_asked_once(question, statements, members, now):
    walks = [walk(question, member, now) for member in members]
    assert all(sorted(numbers) == [1, 2, 3, 4] for numbers in walks)


def test_people_are_spread_over_the_statements(question, make_statement, members):
    for number in range(20):
        make_statement(question, f"Nummer {number}.")
    assert len({asked(question, member).pk for member in members}) > 1


def test_skipped_ones_come_at_the_end_in_the_order_in_which_they_were_skipped(question, statements, members, now):
    me, skipped = members[0], []
    for _number in range(4):
        skipped.append(asked(question, me, skipped).pk)
    assert sorted(skipped) == sorted(one.pk for one in statements)
    for _time in range(2):
        assert asked(question, me, skipped).pk == skipped[0]
        cast_vote(statement=asked(question, me, skipped), value=0, by=me, at=now)
        skipped.pop(0)


def test_what_is_not_shown_is_not_asked(question, statements, members, chair, now):
    for statement in statements[1:]:
        hide_statement(statement=statement, reason="Weil.", by=chair, at=now)
    assert walk(question, members[0], now) == [1]


def test_what_the_map_wants_to_know_comes_first(question, statements, members, now):
    priorities = [0.0001, 0.0001, 10_000.0, 0.0001]
    DrawnMap.objects.create(
        question=question, drawn_at=now, people=b"",
        numbers={"statements": [one.pk for one in statements], "priority": priorities},
    )  # fmt: skip
    assert {asked(question, member).number for member in members} == {3}


def test_nobody_is_asked_who_cannot_be_known(question, statements, secret, make_statement, members):
    assert asked(question, AnonymousUser()) is None
    make_statement(secret)
    assert asked(secret, members[0]) is not None
    keys.destroy(f"question-{secret.pk}")
    assert asked(secret, members[0]) is None


@pytest.mark.parametrize("count", [1, 3])
def test_queries(question, make_statement, members, count, django_assert_num_queries):
    for number in range(count):
        make_statement(question, f"Nummer {number}.")
    with django_assert_num_queries(4):
        asked(question, members[0])
