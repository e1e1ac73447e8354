"""What pages say of a question, in words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from ideenschmiede.deliberation.models import Question, Statement
from ideenschmiede.deliberation.queries.voting import Progress
from ideenschmiede.deliberation.views import wording
from ideenschmiede.people.models import Body

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def plain(text):
    """With common spaces: dates have some that do not break."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stage": "draft"}, "In preparation"),
        ({"stage": "draft", "opens_at": NOW}, "Opens on 22 November 2026, 13:00"),
        ({"stage": "open"}, "Open, without a fixed end"),
        ({"stage": "open", "closes_at": NOW + timedelta(hours=2)}, "Closes today at 15:00"),
        # 23:30 in UTC is half past midnight in Berlin: that is tomorrow
        ({"stage": "open", "closes_at": NOW.replace(hour=23, minute=30)}, "Closes tomorrow at 00:30"),
        ({"stage": "open", "closes_at": NOW + timedelta(days=3)}, "3 days left, until 25 November 2026, 13:00"),
        ({"stage": "open", "closes_at": NOW + timedelta(days=8)}, "Open until 30 November 2026, 13:00"),
        ({"stage": "open", "closes_at": NOW}, "The time is over; it is about to be closed"),
        ({"stage": "closed", "closed_at": NOW}, "Closed on 22 November 2026"),
        ({"stage": "closed"}, "Closed"),
    ],
)
def test_what_closes_when(fields, words):
    assert plain(wording.when(Question(**fields), NOW)) == words


@pytest.mark.parametrize(
    ("done", "left", "words"),
    [
        (0, 0, "There are no statements yet."),
        (0, 1, "One statement waits for your vote."),
        (0, 2_500, "2,500 statements wait for your vote."),
        (1, 1, "You have voted on 1 of 2 statements."),
        (1, 0, "You have voted on the one statement."),
        (3, 0, "You have voted on all 3 statements."),
    ],
)
def test_how_far_one_is(done, left, words):
    assert wording.progress(Progress(done=done, open=left)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stage": "open", "results_early": True}, "Now already"),
        ({"stage": "open", "results_early": False}, "After the end"),
        ({"stage": "open", "results_early": True, "visibility": "confidential"}, "After the end"),
        ({"stage": "closed", "results_early": False}, "Now"),
    ],
)
def test_when_results_are_shown(fields, words):
    assert wording.results_when(Question(**fields)) == words


def test_facts_name_who_is_asked():
    question = Question(audience="body", body=Body(name="AG Klima"), visibility="group")
    found = dict(wording.facts(question, NOW))
    assert found["Who may take part"] == "Those appointed to “AG Klima”"
    assert found["Asked by"] == "AG Klima"


def test_facts_name_where_it_came_from():
    assert dict(wording.facts(Question(source="Polis"), NOW))["Taken over from"] == "Polis"


@pytest.mark.parametrize("status", Statement.Status.values)
def test_what_became_of_every_statement_has_words(status):
    into = Statement(number=3, text="Glasfaser.") if status == "merged" else None
    assert wording.became(Statement(status=status, merged_into=into))


def test_in_german_the_clock_has_its_word():
    with translation.override("de"):
        assert "Uhr" in wording.when(Question(stage="open", closes_at=NOW + timedelta(days=8)), NOW)
