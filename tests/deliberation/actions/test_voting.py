"""Votes: the last word counts, whoever may not vote does not, and nothing tells who it was but the key."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideenschmiede.base import keys
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import WrittenOutsideAction
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.locking import NotOpen
from ideenschmiede.deliberation.actions.moderation import hide_statement
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.voting import NotForVoting, cast_vote, take_back_vote
from ideenschmiede.deliberation.models import Question, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of

pytestmark = pytest.mark.django_db


def votes():
    return list(Vote.objects.order_by("pk").values_list("statement_id", "voter", "value"))


@pytest.mark.parametrize("value", [1, 0, -1])
def test_a_vote_is_stored_under_the_voter_s_number(question, statements, members, now, value):
    vote = cast_vote(statement=statements[0], value=value, by=members[0], at=now)
    assert votes() == [(statements[0].pk, voter_of(question, members[0]), value)]
    assert (vote.question_id, vote.at) == (question.pk, now)


def test_a_changed_vote_is_a_new_row_instead_of_the_old_one(question, statements, members, now):
    first = cast_vote(statement=statements[0], value=1, by=members[0], at=now)
    second = cast_vote(statement=statements[0], value=-1, by=members[0], at=now)
    assert second.pk > first.pk
    assert votes() == [(statements[0].pk, voter_of(question, members[0]), -1)]


def test_taking_back_leaves_an_empty_row_that_whoever_follows_sees(question, statements, members, now):
    first = cast_vote(statement=statements[0], value=1, by=members[0], at=now)
    take_back_vote(statement=statements[0], by=members[0], at=now)
    assert votes() == [(statements[0].pk, voter_of(question, members[0]), None)]
    assert Vote.objects.get().pk > first.pk
    cast_vote(statement=statements[0], value=0, by=members[0], at=now)
    assert [value for _statement, _voter, value in votes()] == [0]


def test_taking_back_nothing_changes_nothing(statements, members, now):
    take_back_vote(statement=statements[0], by=members[0], at=now)
    assert votes() == []


def test_each_has_a_vote_of_their_own(statements, members, now):
    for member in members:
        cast_vote(statement=statements[0], value=1, by=member, at=now)
    assert len({voter for _statement, voter, _value in votes()}) == len(members)


def test_the_same_person_has_another_number_in_another_question(make_question, members):
    one, other = make_question(), make_question()
    assert voter_of(one, members[0]) == voter_of(Question.objects.get(pk=one.pk), members[0])
    assert voter_of(one, members[0]) != voter_of(other, members[0])
    assert 0 <= voter_of(one, members[0]) < 2**63


@pytest.mark.parametrize("value", [2, -2, 10])
def test_another_value_is_no_vote(statements, members, now, value):
    with pytest.raises(ValueError, match="no vote"):
        cast_vote(statement=statements[0], value=value, by=members[0], at=now)


def test_who_is_not_asked_does_not_vote(statements, member, partner, office, now):
    for who in (member, partner, office):
        with pytest.raises(NotAllowed):
            cast_vote(statement=statements[0], value=1, by=who, at=now)
    assert votes() == []


def test_before_and_after_nobody_votes(make_question, make_statement, members, chair, now):
    draft = make_question(opened=False)
    statement = make_statement(draft)
    with pytest.raises(NotOpen, match="not open yet"):
        cast_vote(statement=statement, value=1, by=members[0], at=now)
    over = make_question(closes_at=now + timedelta(hours=1))
    statement = make_statement(over)
    cast_vote(statement=statement, value=1, by=members[0], at=now)
    with pytest.raises(NotOpen, match="closed"):  # the minute in which it is closed has not come yet
        cast_vote(statement=statement, value=-1, by=members[0], at=now + timedelta(hours=1))
    close_question(question=over, by=chair, at=now)
    for call in (
        lambda: cast_vote(statement=statement, value=-1, by=members[0], at=now),
        lambda: take_back_vote(statement=statement, by=members[0], at=now),
    ):
        with pytest.raises(NotOpen, match="closed"):
            call()
    assert [value for _statement, _voter, value in votes()] == [1]


def test_what_is_not_shown_is_not_voted_on_but_a_vote_can_be_taken_back(statements, members, chair, now):
    cast_vote(statement=statements[0], value=1, by=members[0], at=now)
    hide_statement(statement=statements[0], reason="Doppelt.", by=chair, at=now)
    with pytest.raises(NotForVoting, match="not shown any more"):
        cast_vote(statement=statements[0], value=-1, by=members[0], at=now)
    take_back_vote(statement=statements[0], by=members[0], at=now)
    assert [value for _statement, _voter, value in votes()] == [None]


def test_a_vote_is_no_event(statements, members, now):
    before = Event.objects.count()
    cast_vote(statement=statements[0], value=1, by=members[0], at=now)
    take_back_vote(statement=statements[0], by=members[0], at=now)
    assert Event.objects.count() == before


def test_only_actions_write_votes(statements, question):
    with pytest.raises(WrittenOutsideAction):
        Vote.objects.create(question=question, statement=statements[0], voter=1, value=1)


def test_a_vote_in_a_confidential_question_tells_no_time_and_no_order(secret, make_statement, members, now):
    statement = make_statement(secret)
    made = [
        cast_vote(statement=statement, value=value, by=member, at=now).pk for value in (1, -1, 0) for member in members
    ]
    assert all(pk < 0 for pk in made)
    assert len(made) == 15  # so few would stand in order by chance once in 10¹²
    assert made not in (sorted(made), sorted(made, reverse=True))
    assert set(Vote.objects.values_list("at", flat=True)) == {None}


def test_without_its_key_a_confidential_question_takes_no_vote(secret, make_statement, members, now):
    statement = make_statement(secret)
    keys.destroy(f"question-{secret.pk}")
    with pytest.raises(NotOpen, match="key of this question is lost"):
        cast_vote(statement=statement, value=1, by=members[0], at=now)


@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_a_vote_costs_few_statements(
    make_question, make_statement, members, now, visibility, django_assert_num_queries
):
    question = make_question(visibility=visibility)
    first, second = make_statement(question), make_statement(question, "Zweitens.")
    cast_vote(statement=first, value=1, by=members[0], at=now)  # from now on roles and seats are known
    with django_assert_num_queries(5):  # savepoint, question, delete, insert, end of savepoint
        cast_vote(statement=second, value=1, by=members[0], at=now)


# ── whatever people press ────────────────────────────────────────────────────────────────────────────────────────────

PRESSES = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from([1, 0, -1, None])), min_size=1, max_size=25
)


@given(PRESSES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_the_counts_are_those_of_the_last_votes(make_question, make_statement, members, now, visibility, presses):
    question = make_question(visibility=visibility)
    there = [make_statement(question, f"Nummer {number}.") for number in range(3)]
    expected = {}
    for voter, place, value in presses:
        if value is None:
            take_back_vote(statement=there[place], by=members[voter], at=now)
        else:
            cast_vote(statement=there[place], value=value, by=members[voter], at=now)
        expected[voter, place] = value
    last = Counter((there[place].text, value) for (_voter, place), value in expected.items() if value is not None)
    for _time in range(2):  # closing a confidential question gives everything new names, and changes no count
        counted = Vote.objects.filter(question=question, value__isnull=False).values_list("statement__text", "value")
        assert Counter(dict.fromkeys(counted, 0)) | Counter(counted) == last
        rows = counted.values("voter").annotate(n=Count("pk"))
        ballots = Counter(voter for (voter, _place), value in expected.items() if value is not None)
        assert sorted(row["n"] for row in rows) == sorted(ballots.values())
        close_question(question=question, by=None, at=now)
