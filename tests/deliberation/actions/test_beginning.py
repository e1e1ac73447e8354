"""A question with the statements that it begins with: all or nothing."""

import pytest

from ideenschmiede.deliberation.actions.beginning import add_first_statements, ask_with_statements
from ideenschmiede.deliberation.actions.statements import TooLong
from ideenschmiede.deliberation.models import Question, Statement

pytestmark = pytest.mark.django_db


def test_it_begins_with_them_in_nobodys_name(chair, body, now):
    question = ask_with_statements(first=["Eins.", "Zwei.", "Eins."], title="Was?", body=body, by=chair, at=now)
    found = question.statements.order_by("number")
    assert [(one.number, one.text, one.author, one.voter) for one in found] == [
        (1, "Eins.", None, None),
        (2, "Zwei.", None, None),
    ]


def test_all_or_nothing(chair, body, now):
    with pytest.raises(TooLong):
        ask_with_statements(first=["Eins.", "x" * 281], title="Was?", body=body, by=chair, at=now)
    assert not Question.objects.exists()


def test_a_change_that_fails_changes_nothing(chair, question, now):
    with pytest.raises(TooLong):
        add_first_statements(question=question, first=["x" * 281], title="Anders?", by=chair, at=now)
    question.refresh_from_db()
    assert question.title != "Anders?"
    assert not Statement.objects.exists()
