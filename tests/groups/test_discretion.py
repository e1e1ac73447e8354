"""What a confidential group asks and decides does not give it away, whatever visibility its questions have."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.groups.making import AT, make_group, make_person, who
from tests.groups.views.test_groups import a_decision, a_question

from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.documents import Decisions, Questions
from ideenschmiede.deliberation.queries.decisions import visible_decisions
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.deliberation.rules import decisions, questions
from ideenschmiede.groups.actions.mandates import set_visibility


@pytest.fixture
def hidden(db):
    return make_group(visibility="confidential")


@pytest.mark.parametrize("visibility", ["public", "network", "group"])
def test_its_questions_and_decisions_are_seen_inside(hidden, visibility, member, office):
    question, decision = a_question(hidden, visibility=visibility), a_decision(hidden, visibility=visibility)
    inside = who(make_person("Innen", hidden))
    for account, seen in ((AnonymousUser(), False), (member, False), (inside, True), (office, True)):
        assert visible_questions(account).filter(pk=question.pk).exists() is seen
        assert questions.is_visible(account, question) is seen
        assert visible_decisions(account).filter(pk=decision.pk).exists() is seen
        assert decisions.is_visible(account, decision) is seen


def test_the_search_finds_none_of_them(hidden, office):
    question, decision = a_question(hidden, visibility="public"), a_decision(hidden, visibility="public")
    assert (Questions().all_ids(), Decisions().all_ids()) == ([], [])
    set_visibility(group=hidden, visibility="network", is_known=False, by=office, at=AT)
    assert (Questions().all_ids(), Decisions().all_ids()) == ([question.pk], [decision.pk])
    event = Event.objects.get(verb="body.discretion_set", actor=office.pk)
    assert Questions().touched_by(event) == [question.pk]
    assert Decisions().touched_by(event) == [decision.pk]


def test_questions_of_nobody_in_particular_stay(hidden, member):
    question = a_question(hidden, visibility="network")
    question.body = None
    question.save()
    assert list(visible_questions(member)) == [question]
    assert questions.is_visible(member, question)
    assert Questions().all_ids() == [question.pk]
