"""From votes to what is stored of a map."""

import json

import numpy as np
import pytest
from tests.deliberation.voting import give, two_camps

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import DrawnMap, Statement, Vote
from ideenschmiede.deliberation.opinion_map import draw, read_results, unpack
from ideenschmiede.deliberation.opinion_map.drawing import FEWEST_PEOPLE
from ideenschmiede.deliberation.opinion_map.following import Memory
from ideenschmiede.deliberation.opinion_map.renaming import rename_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def eight(question, make_statement):
    """Eight statements on which two camps of eight have voted."""
    made = [make_statement(question, f"Aussage {number}") for number in range(1, 9)]
    two_camps(question, made)
    return made


def stored(question, drawing, now):
    """The map as the next one finds it."""
    rest = {"drawn_at": now, "participants": drawing.participants, "votes": drawing.votes}
    return DrawnMap(question=question, numbers=drawing.numbers, people=drawing.people, **rest)


def letter_of(drawing):
    people = unpack(drawing.people)
    letters = [one["letter"] for one in drawing.numbers["groups"]]
    return {voter: letters[group] for voter, group in zip(people.voters.tolist(), people.group.tolist(), strict=True)}


def test_two_camps_are_two_groups_with_what_they_share(question, eight):
    drawing = draw(question)
    results = read_results(json.loads(json.dumps(drawing.numbers)))
    assert (drawing.participants, drawing.votes) == (16, 128)
    assert results.clear
    assert [group.size for group in results.groups] == [8, 8]
    assert [bridge.statement for bridge in results.bridges] == [eight[-1].pk]
    line = results.line_of[eight[1].pk]
    assert {(one.agree, one.disagree, one.seen) for one in line.groups} == {(8, 0, 8), (0, 8, 8)}
    assert (line.everybody.agree, line.everybody.disagree, line.everybody.seen) == (8, 8, 16)
    assert line.apart > 0.7
    assert len({letter for voter, letter in letter_of(drawing).items() if voter < 200}) == 1


def test_people_are_kept_under_their_pseudonyms_in_rising_order(question, eight):
    people = unpack(draw(question).people)
    assert people.voters.tolist() == [*range(100, 108), *range(200, 208)]
    assert people.positions.shape == (16, 2)


def test_the_same_votes_make_the_same_map(question, eight):
    assert draw(question) == draw(question)


def test_groups_keep_their_letters_and_people_their_sides(question, eight, now):
    first = draw(question)
    last = stored(question, first, now)
    before = letter_of(first)
    for group, letter in zip(last.numbers["groups"], "DC", strict=True):
        group["letter"] = letter
    then = draw(question, last)
    assert letter_of(then) == {voter: {"A": "D", "B": "C"}[letter] for voter, letter in before.items()}
    assert np.allclose(unpack(first.people).positions, unpack(then.people).positions, atol=1e-4)


def test_statements_that_are_not_published_are_moderated_out(question, eight):
    with writing():
        Statement.objects.filter(pk=eight[-1].pk).update(status="hidden", reason="Doppelt")
    results = read_results(draw(question).numbers)
    assert results.line_of[eight[-1].pk].hidden
    assert not results.bridges
    assert results.line_of[eight[0].pk].hidden is False


def test_a_new_statement_without_votes_is_known(question, eight, make_statement):
    new = make_statement(question, "Ganz neu")
    numbers = draw(question).numbers
    assert new.pk in numbers["statements"]
    wanted = dict(zip(numbers["statements"], numbers["priority"], strict=True))
    assert wanted[new.pk] > wanted[eight[-1].pk]


@pytest.mark.parametrize("people", [0, 1, FEWEST_PEOPLE - 1])
def test_of_few_people_nothing_is_kept_but_what_to_ask(question, statements, people):
    for voter in range(people):
        give(question, statements[0], voter, 1)
    drawing = draw(question)
    assert drawing.people == b""
    assert set(drawing.numbers) == {"form", "participants", "votes", "enough", "statements", "priority"}
    assert read_results(drawing.numbers).enough is False
    assert drawing.participants == people


def test_five_of_one_mind_are_enough_and_no_groups(question, statements):
    for voter in range(FEWEST_PEOPLE):
        give(question, statements[0], voter, 1)
    results = read_results(draw(question).numbers)
    assert results.enough
    assert not results.clear
    assert results.line_of[statements[0].pk].everybody.agree == FEWEST_PEOPLE


def test_votes_taken_back_do_not_count(question, statements):
    for voter in range(FEWEST_PEOPLE):
        give(question, statements[0], voter, 1)
    give(question, statements[0], 0, None)
    assert draw(question).participants == FEWEST_PEOPLE - 1


def test_somebody_who_was_renamed_does_not_come_back_under_the_old_name(question, eight, now):
    memory = Memory(small=0, overlap=0)
    last = stored(question, draw(question, memory=memory), now)
    with writing():
        Vote.objects.filter(voter=100).update(voter=999)
    assert 100 in unpack(draw(question, last, memory=memory).people).voters  # nothing told this process
    last.people = rename_people(last.people, {100: 999})
    people = unpack(draw(question, last, memory=memory).people)
    assert 100 not in people.voters
    assert 999 in people.voters


def test_a_confidential_question_is_never_remembered(secret, make_statement):
    statement = make_statement(secret)
    for voter in range(FEWEST_PEOPLE):
        give(secret, statement, voter, 1, pk=-1000 - voter)
    memory = Memory(small=0)
    assert draw(secret, memory=memory).participants == FEWEST_PEOPLE
    assert not memory.followed
