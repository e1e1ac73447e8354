"""The votes that the drawing process remembers are those of the table, whatever happened to it meanwhile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.deliberation.voting import give

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.deliberation.opinion_map.following import Memory

pytestmark = pytest.mark.django_db


@pytest.fixture
def memory():
    """Even the smallest question is remembered; no number is read twice, and rows are not counted."""
    return Memory(small=0, overlap=0)


@pytest.fixture
def counting():
    """As `memory`, but rows are counted each time."""
    return Memory(small=0, overlap=0, checked_every=-1.0)


def known(memory, question, **how):
    """(voter, statement, vote) as the drawing sees them."""
    one = memory.votes_of(question.pk, **how)
    votes = one.votes(Statement.objects.filter(question=question).values_list("pk", flat=True), [])
    voters = one.voters[list(votes.participants)].tolist() if votes.participants else []
    return {
        (voters[row], votes.statements[column], int(value))
        for row, column, value in zip(votes.rows, votes.columns, votes.values, strict=True)
    }


def stored(question):
    rows = Vote.objects.filter(question=question, value__isnull=False)
    return set(rows.values_list("voter", "statement_id", "value"))


def test_a_new_a_changed_and_a_taken_back_vote_are_noticed(memory, question, statements):
    first, second = statements[:2]
    give(question, first, 7, 1)
    give(question, second, 8, -1)
    assert known(memory, question) == {(7, first.pk, 1), (8, second.pk, -1)}
    give(question, first, 7, -1)
    give(question, second, 8, None)
    give(question, second, 9, 0)
    assert known(memory, question) == {(7, first.pk, -1), (9, second.pk, 0)} == stored(question)


def test_only_rows_that_are_newer_are_read(memory, question, statements, django_assert_num_queries):
    give(question, statements[0], 7, 1)
    memory.votes_of(question.pk)
    give(question, statements[1], 7, 1)
    with django_assert_num_queries(1) as seen:
        one = memory.votes_of(question.pk)
    assert "> " in seen.captured_queries[0]["sql"]
    assert len(one.rows) == 2


def test_a_row_whose_number_is_lower_is_read_late(question, statements):
    """On PostgreSQL a transaction may end after that of a later number."""
    memory = Memory(small=0)
    late = give(question, statements[0], 7, 1)
    with writing():
        Vote.objects.filter(pk=late.pk).delete()
    give(question, statements[0], 8, 1)
    known(memory, question)
    with writing():
        Vote.objects.create(pk=late.pk, question=question, statement=statements[0], voter=7, value=1)
    assert known(memory, question) == stored(question)


def test_a_row_far_behind_is_found_when_rows_are_counted(memory, question, statements):
    late = give(question, statements[0], 7, 1)
    with writing():
        Vote.objects.filter(pk=late.pk).delete()
    give(question, statements[0], 8, 1)
    known(memory, question)
    with writing():
        Vote.objects.create(pk=late.pk, question=question, statement=statements[0], voter=7, value=1)
    assert known(memory, question) != stored(question)
    memory.followed[question.pk].checked_every = -1.0
    assert known(memory, question) == stored(question)


def test_rows_that_went_away_are_found_when_rows_are_counted(counting, question, statements):
    give(question, statements[0], 7, 1)
    give(question, statements[1], 8, 1)
    known(counting, question)
    with writing():
        Vote.objects.filter(voter=7).delete()
    assert known(counting, question) == stored(question) == {(8, statements[1].pk, 1)}


def test_counting_finds_nothing_where_nothing_is_missing(counting, question, statements):
    give(question, statements[0], 7, 1)
    one = counting.votes_of(question.pk)
    give(question, statements[0], 7, -1)
    assert counting.votes_of(question.pk) is one
    assert known(counting, question) == stored(question)


def test_a_renamed_voter_is_seen_when_all_is_read_afresh(memory, question, statements):
    vote = give(question, statements[0], 7, 1)
    known(memory, question)
    with writing():
        Vote.objects.filter(pk=vote.pk).update(voter=99)
    assert known(memory, question) == {(7, statements[0].pk, 1)}
    assert known(memory, question, afresh=True) == {(99, statements[0].pk, 1)}


def test_rows_without_an_order_of_numbers_are_read_whole(memory, question, statements):
    """Those of confidential questions have negative numbers by chance."""
    give(question, statements[0], 7, 1, pk=-5000)
    assert known(memory, question) == {(7, statements[0].pk, 1)}
    give(question, statements[1], 7, -1, pk=-9000)
    assert known(memory, question) == {(7, statements[0].pk, 1), (7, statements[1].pk, -1)}


def test_small_questions_are_not_remembered(memory, question, statements):
    memory.small = 10
    give(question, statements[0], 7, 1)
    assert memory.votes_of(question.pk) is not memory.votes_of(question.pk)


def test_questions_looked_at_longest_ago_are_forgotten(memory, make_question, make_statement):
    memory.most_kept = 1
    questions = [make_question(f"Frage {number}?") for number in range(2)]
    for one in questions:
        give(one, make_statement(one), 7, 1)
    kept = [memory.votes_of(one.pk) for one in questions]
    assert memory.votes_of(questions[1].pk) is kept[1]
    assert memory.votes_of(questions[0].pk) is not kept[0]


def test_votes_of_other_questions_are_none_of_its_business(memory, make_question, make_statement):
    ours, other = make_question("Unsere?"), make_question("Andere?")
    give(ours, make_statement(ours), 7, 1)
    give(other, make_statement(other), 8, -1)
    assert known(memory, ours) == stored(ours)
    assert {voter for voter, _statement, _value in known(memory, ours)} == {7}


def test_hidden_statements_count_as_moderated_out(memory, question, statements):
    give(question, statements[0], 7, 1)
    votes = memory.votes_of(question.pk).votes([one.pk for one in statements], [statements[0].pk])
    assert dict(zip(votes.statements, votes.hidden.tolist(), strict=True)) == {
        one.pk: one == statements[0] for one in statements
    }


ACTS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), st.sampled_from([1, 0, -1, None, "look"])), max_size=25)


class AnyOrder(TestCase):
    """However votes and looks follow each other, in the end the same votes are known."""

    @settings(max_examples=25)
    @given(ACTS)
    def test_what_is_known_is_what_is_stored(self, acts):
        memory = Memory(small=0)
        when = {"created_at": "2026-11-22T12:00Z", "changed_at": "2026-11-22T12:00Z"}
        question = Question.objects.create(title="Was?", stage="open", **when)
        with writing():
            statements = [
                Statement.objects.create(question=question, number=number, text=f"{number}") for number in range(1, 4)
            ]
        for voter, place, value in acts:
            if value == "look":
                known(memory, question)
            else:
                give(question, statements[place], voter, value)
        assert known(memory, question) == stored(question)
