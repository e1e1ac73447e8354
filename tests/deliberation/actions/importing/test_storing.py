"""A conversation becomes a question that is closed, all or nothing."""

import dataclasses
from datetime import UTC, datetime

import pytest
from tests.deliberation.exported import CAST, files

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.importing import (
    AlreadyImported,
    ConversationError,
    import_conversation,
    read_conversation,
    unpack,
)
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement, Vote
from ideenschmiede.deliberation.tasks.maps import draw_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation():
    return read_conversation(unpack(files())).conversation


@pytest.fixture
def store(conversation, now):
    def run(by=None, **changed):
        values = {"title": "Was braucht das Dorf?", "source": "openData, CC BY 4.0", "visibility": "network", **changed}
        return import_conversation(**{"conversation": conversation, **values}, by=by, at=now)

    return run


def test_the_question_is_closed_and_says_where_it_comes_from(store, office, now):
    question = Question.objects.get(pk=store(office).pk)
    assert (question.stage, question.source, question.key) == ("closed", "openData, CC BY 4.0", None)
    assert question.context == "Eine Frage,\nzwei Zeilen."
    assert question.opens_at == datetime(2014, 6, 18, 4, 53, 44, 363_000, tzinfo=UTC)
    assert question.closed_at == datetime(2014, 6, 19, 4, 53, 50, tzinfo=UTC)
    assert question.created_by == office
    event = Event.objects.get(verb="question.imported")
    assert (event.subject_id, event.data) == (question.pk, {"statements": 3, "votes": 5})


def test_statements_and_votes_keep_their_numbers(store):
    question = store()
    statements = Statement.objects.filter(question=question).order_by("number")
    assert list(statements.values_list("number", "status", "voter")) == [
        (0, "published", 7),
        (2, "hidden", 9),
        (3, "waiting", 9),
    ]
    assert not statements.exclude(author=None).exists()
    votes = Vote.objects.filter(question=question)
    assert set(votes.values_list("voter", "statement__number", "value")) == CAST
    assert votes.get(voter=8).at == datetime(2014, 6, 18, 4, 54, tzinfo=UTC)
    assert list(votes.order_by("pk").values_list("at", flat=True)) == sorted(votes.values_list("at", flat=True))


def test_the_map_is_drawn_afterwards(store, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        question = store()
    question.refresh_from_db()
    assert question.map_waits
    assert draw_map.func(question.pk) == "drawn"
    assert DrawnMap.objects.get(question=question).participants == 3


def test_votes_without_times_have_none(conversation, store, now):
    found = read_conversation(unpack(files(votes=None))).conversation
    comments = tuple(dataclasses.replace(one, at=None) for one in found.comments)
    question = store(conversation=dataclasses.replace(found, comments=comments))
    assert (question.opens_at, question.closed_at) == (None, now)
    assert set(Vote.objects.values_list("voter", "statement__number", "value")) == CAST
    assert not Vote.objects.exclude(at=None).exists()


def test_what_is_very_long_is_shortened(conversation, store):
    question = store(conversation=dataclasses.replace(conversation, description="ä" * 6_000))
    assert len(question.context) == 5_000
    assert question.context.endswith("ä…")


def test_the_same_twice_is_refused(store):
    first = store()
    with pytest.raises(AlreadyImported, match="imported before: “Was braucht das Dorf") as error:
        store()
    assert error.value.question == first
    assert store(source="anderswo").pk != first.pk


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": " "}, "title of at most 200"),
        ({"title": "x" * 201}, "title of at most 200"),
        ({"source": ""}, "who published the conversation"),
        ({"source": "x" * 301}, "who published the conversation"),
        ({"visibility": "confidential"}, "everybody or to the network"),
        ({"visibility": "group"}, "everybody or to the network"),
    ],
    ids=["no-title", "long-title", "no-source", "long-source", "confidential", "group"],
)
def test_what_is_missing_is_said_and_nothing_is_stored(store, changed, message):
    with pytest.raises(ConversationError, match=message):
        store(**changed)
    assert not Question.objects.exists()


def test_only_the_office_imports(store, member, chair):
    for who in (member, chair):
        with pytest.raises(NotAllowed):
            store(who)
    assert not Question.objects.exists()
