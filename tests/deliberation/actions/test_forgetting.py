"""An account is erased: what it voted and wrote stays, and nothing leads from the account to it any more."""

import numpy as np
import pytest
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base.actions import erase_account
from ideenschmiede.deliberation.actions.questions import ask, close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement, Vote
from ideenschmiede.deliberation.opinion_map.people import People, pack, unpack
from ideenschmiede.deliberation.queries.pseudonyms import voter_of
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.models import Person

pytestmark = pytest.mark.django_db


def counts():
    return sorted(Vote.objects.values_list("statement_id", "value"))


def voters():
    return set(Vote.objects.values_list("voter", flat=True)) | set(
        Statement.objects.filter(voter__isnull=False).values_list("voter", flat=True)
    )


@pytest.fixture
def voted(question, statements, secret, make_statement, members, now):
    """Two have voted and written in an ordinary question and in a confidential one."""
    hidden = make_statement(secret)
    for member in members[:2]:
        for statement in (*statements, hidden):
            cast_vote(statement=statement, value=1, by=member, at=now)
        for where in (question, secret):
            write_statement(question=where, text=f"Von {member.pk}.", by=member, at=now)
    return question, secret


def test_votes_and_statements_stay_under_a_number_that_leads_nowhere(voted, members, now):
    before, known = counts(), [voter_of(question, members[0]) for question in voted]
    others = [voter_of(question, members[1]) for question in voted]
    erase_account(account=members[0], by=None, at=now)
    assert counts() == before
    assert voters().isdisjoint(known)
    assert voters() > set(others)
    assert Statement.objects.filter(text=f"Von {members[0].pk}.").count() == 2
    assert not Statement.objects.filter(author=members[0]).exists()


def test_what_belongs_together_stays_together(voted, members, now):
    question = voted[0]
    erase_account(account=members[0], by=None, at=now)
    statement = Statement.objects.get(question=question, text=f"Von {members[0].pk}.")
    assert Vote.objects.filter(question=question, voter=statement.voter).count() == 5


def test_closed_questions_too(voted, members, chair, now):
    question, _secret = voted
    close_question(question=question, by=chair, at=now)
    erase_account(account=members[0], by=None, at=now)
    assert voter_of(Question.objects.get(pk=question.pk), members[0]) not in voters()


def test_maps_know_the_new_number(voted, members, now, django_capture_on_commit_callbacks):
    question = voted[0]
    known = sorted(voter_of(question, member) for member in members[:2])
    people = People(np.array(known), np.zeros((2, 2), dtype=np.float32), np.zeros(2, dtype=np.int8))
    for data in (b"", pack(people)):
        DrawnMap.objects.create(question=question, drawn_at=now, people=data)
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(account=members[0], by=None, at=now)
    on_map = set(unpack(DrawnMap.objects.latest().people).voters.tolist())
    assert on_map == set(Vote.objects.filter(question=question).values_list("voter", flat=True))
    waiting = DBTaskResult.objects.filter(args_kwargs__kwargs={"afresh": True})
    assert {task.args_kwargs["args"][0] for task in waiting} == {one.pk for one in voted}


def test_who_asked_is_forgotten(office, now):
    ask(title="Was?", by=office, at=now)
    erase_account(account=office, by=None, at=now)
    assert Question.objects.get().created_by is None


def test_erasing_a_person_erases_the_account_and_its_links(voted, members, now):
    erase_person(person=Person.objects.get(account=members[0]), by=None, at=now)
    assert voters().isdisjoint(voter_of(question, members[0]) for question in voted)


def test_others_keep_theirs(voted, members, now):
    erase_account(account=members[4], by=None, at=now)
    for question in voted:
        for member in members[:2]:
            assert voter_of(question, member) in voters()
