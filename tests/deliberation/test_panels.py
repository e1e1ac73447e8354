"""What waits for my vote stands at home; what waits to be read stands with the office."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.panels import questions_home, questions_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles():
    """A function that says which questions the home page of somebody shows."""

    def make(who):
        request = RequestFactory().get("/")
        request.user = who
        panel = questions_home(request, None)
        return [entry["question"].title for entry in panel.context["waiting"]] if panel else []

    return make


def test_what_is_open_and_not_voted_to_the_end_waits(titles, seat, question, statements, now):
    account = seat()
    assert titles(account) == [question.title]
    for statement in statements:
        cast_vote(statement=statement, value=0, by=account, at=now)
    assert titles(account) == []


def test_others_do_not_see_what_does_not_wait_for_them(titles, member, office, question, statements):
    assert titles(member) == titles(office) == []


def test_a_guest_is_asked_nothing(titles, question, statements, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert titles(None) == []


def test_one_whose_time_is_over_waits_no_more(titles, seat, question, statements):
    account = seat()
    Question.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert titles(account) == []


def test_two_queries_whatever_the_number(titles, seat, make_question, make_statement, django_assert_num_queries):
    account = seat()
    make_statement(make_question("Eins?"))
    for title in ("Zwei?", "Drei?", "Vier?"):
        make_statement(make_question(title, visibility="confidential"))
    titles(account)  # roles and seats are known from now on
    with django_assert_num_queries(2):
        assert len(titles(account)) == 3


def test_the_office_is_told_where_statements_wait(office, make_question, member, now, django_assert_max_num_queries):
    question = make_question("Gelesen?", moderation="before", audience="network")
    make_question("Nichts wartet?")
    write_statement(question=question, text="Bitte lesen.", by=member, at=now)
    request = RequestFactory().get("/")
    request.user = office
    assert office.roles
    with django_assert_max_num_queries(1):
        waiting = questions_office(request, None).context["waiting"]
    assert [(one.title, one.unread) for one in waiting] == [("Gelesen?", 1)]
