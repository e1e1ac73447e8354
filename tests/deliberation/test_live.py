"""Many press at once, through the very address that the page uses: every vote is counted exactly once, the last one of
each person, also where somebody presses twice. `benchmarks/deliberation.py` does the same with 500 people and measures
how long they wait."""

from collections import Counter
from threading import Barrier

import pytest
from django.test import Client
from tests.people.racing import race

from ideenschmiede.deliberation.actions.locking import NotOpen
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import AlreadyThere, write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote, take_back_vote
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of

pytestmark = pytest.mark.django_db(transaction=True)

VALUES = (1, -1, 0, 1)


def stored():
    return Counter(Vote.objects.values_list("voter", "statement_id", "value"))


@pytest.fixture
def open_question(make_question):
    """Both kinds, one after the other."""
    return {kind: make_question(f"Was? {kind}", visibility=kind) for kind in ("network", "confidential")}


@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_everybody_presses_at_once_and_everybody_twice(open_question, make_statement, members, tmp_path, visibility):
    question = open_question[visibility]
    statements = [make_statement(question, f"Nummer {number}.") for number in range(len(VALUES))]
    together = Barrier(2 * len(members))

    def person(member, shift):
        client = Client()
        client.force_login(member)
        answers = []
        for change in range(2):  # everybody votes, and changes every vote
            for place, statement in enumerate(statements):
                together.wait(timeout=60)
                value = VALUES[(place + shift + change) % len(VALUES)]
                form = {"statement": statement.pk, "value": value}
                answers.append(client.post(f"/fragen/{question.pk}/stimme/", form).status_code)
        return answers

    calls = [
        lambda member=member, number=number: person(member, number)
        for number, member in enumerate(members)
        for _press in range(2)
    ]
    results, counted = race(tmp_path, *calls, then=stored)
    assert results == [[302] * 2 * len(VALUES)] * len(calls)
    assert counted == Counter(
        (voter_of(question, member), statement.pk, VALUES[(place + number + 1) % len(VALUES)])
        for number, member in enumerate(members)
        for place, statement in enumerate(statements)
    )


def test_undo_and_vote_at_once_leave_one_row(question, statements, members, now, tmp_path):
    cast_vote(statement=statements[0], value=1, by=members[0], at=now)
    calls = [lambda: cast_vote(statement=statements[0], value=-1, by=members[0], at=now)] * 3
    calls += [lambda: take_back_vote(statement=statements[0], by=members[0], at=now)] * 3
    results, counted = race(tmp_path, *calls, then=stored)
    assert not [result for result in results if isinstance(result, Exception)]
    ((_voter, statement, value),) = counted
    assert statement == statements[0].pk
    assert value in (-1, None)


def test_numbers_of_statements_written_at_once_are_all_different(question, members, now, tmp_path):
    calls = [
        lambda member=member, text=text: write_statement(question=question, text=text, by=member, at=now)
        for member in members
        for text in (f"Von {member.pk}.", "Alle dasselbe.")
    ]
    results, numbers = race(tmp_path, *calls, then=lambda: sorted(Statement.objects.values_list("number", flat=True)))
    assert {type(result) for result in results} <= {Statement, AlreadyThere}
    assert numbers == list(range(1, len(members) + 2))


@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_whoever_votes_while_it_is_closed_is_counted_or_told(
    open_question, make_statement, members, now, tmp_path, visibility
):
    """No vote comes in afterwards under a number of before, and none that was answered is lost."""
    question = open_question[visibility]
    statement = make_statement(question)
    voters = {voter_of(question, member) for member in members}
    calls = [lambda member=member: cast_vote(statement=statement, value=1, by=member, at=now) for member in members]
    calls.append(lambda: close_question(question=question, by=None, at=now))
    results, counted = race(tmp_path, *calls, then=stored)
    *votes, closed = results
    assert isinstance(closed, Question)
    assert {type(vote) for vote in votes} <= {Vote, NotOpen}
    assert sum(counted.values()) == len([vote for vote in votes if isinstance(vote, Vote)])
    if visibility == "confidential":
        assert voters.isdisjoint(voter for voter, _statement, _value in counted)
