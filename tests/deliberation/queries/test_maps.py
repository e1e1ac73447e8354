"""The maps that were drawn of a question."""

import pytest

from ideenschmiede.deliberation.models import DrawnMap
from ideenschmiede.deliberation.queries.maps import history, map_of, newest_map, newest_pk

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(question, make_question, now):
    """Three maps of the question, and a later one of another."""
    made = [
        DrawnMap.objects.create(question=question, drawn_at=now, votes=votes, people=b"x" * 17) for votes in (1, 5, 9)
    ]
    DrawnMap.objects.create(question=make_question("Eine andere?"), drawn_at=now, votes=99)
    return made


def test_the_newest_map_of_the_question(question, drawn, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = newest_map(question)
        assert (found, found.votes) == (drawn[-1], 9)
    with django_assert_num_queries(1):  # what is large is read only when asked for
        assert len(found.people) == 17
    assert newest_pk(question.pk) == drawn[-1].pk


def test_before_the_first_map_there_is_none(question):
    assert newest_map(question) is None
    assert newest_pk(question.pk) == 0
    assert history(question) == []


def test_the_history_is_that_of_this_question_oldest_first(question, drawn, django_assert_num_queries):
    with django_assert_num_queries(1):
        moments = history(question)
    assert [(one.pk, one.votes) for one in moments] == [(one.pk, one.votes) for one in drawn]


def test_one_map_of_this_question_alone(question, drawn):
    other = DrawnMap.objects.exclude(question=question).get()
    assert map_of(question, drawn[0].pk) == drawn[0]
    assert map_of(question, other.pk) is None
