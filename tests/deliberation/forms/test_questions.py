"""The form of a question: any text of first statements is read line by line, or refused with the line's number."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.forms.questions import MOST_STATEMENTS, QuestionForm
from ideenschmiede.deliberation.models import LONGEST_STATEMENT

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Was zuerst?",
    "audience": "network",
    "visibility": "network",
    "moderation": "after",
}


def form_with(statements):
    data = QueryDict(mutable=True)
    data.update({**TYPED, "statements": statements})
    return QuestionForm(data, bodies=[])


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40), max_size=8))
def test_statements_come_out_each_once_on_one_line(lines):
    form = form_with("\n".join(lines))
    if form.is_valid():
        found = form.cleaned_data["statements"]
        assert len(set(found)) == len(found)
        assert all(text == text.strip() and "\n" not in text and text for text in found)
        assert all(len(text) <= LONGEST_STATEMENT for text in found)
    else:
        assert "Null characters are not allowed." in str(form.errors)


@given(st.integers(min_value=0, max_value=4), st.integers(min_value=1, max_value=50))
def test_the_line_that_is_too_long_is_named(before, more):
    form = form_with("Kurz.\n" * before + "x" * (LONGEST_STATEMENT + more))
    assert not form.is_valid()
    assert form.errors["statements"] == [
        f"Line {before + 1} has {LONGEST_STATEMENT + more} characters; a statement has at most {LONGEST_STATEMENT}."
    ]


def test_not_more_than_one_can_begin_with():
    assert form_with("\n".join(map(str, range(MOST_STATEMENTS)))).is_valid()
    assert not form_with("\n".join(map(str, range(MOST_STATEMENTS + 1)))).is_valid()


def test_what_stands_in_a_question_comes_back_as_it_is(question, chair, body):
    form = QuestionForm(bodies=[body], question=question)
    assert form.initial["title"] == question.title
    assert "visibility" not in form.fields  # fixed: people have voted trusting in it
    assert [str(heading) for heading, _fields in form.sections()] == [
        "What you want to know",
        "From when to when",
        "How it goes",
    ]


def test_what_is_fixed_once_it_is_open_is_not_offered(make_question, body):
    shown, hidden = (QuestionForm(bodies=[body], question=make_question(results_early=one)) for one in (True, False))
    assert shown.fields.keys() - hidden.fields.keys() == {"results_early"}
    assert hidden.fields.keys() == {"title", "context", "promise", "closes_at", "statements", "moderation"}


@pytest.mark.parametrize("when", ["0001-01-01T00:00", "1999-12-31T23:59", "2026-13-01T00:00"])
def test_a_moment_that_no_database_knows_is_refused(when):
    form = QuestionForm({**TYPED, "closes_at": when}, bodies=[])
    assert "Enter a valid date/time." in form.errors["closes_at"]


def test_a_moment_is_read_as_the_browser_sends_it():
    data = {**TYPED, "closes_at": "2027-03-01T18:30"}
    form = QuestionForm(data, bodies=[])
    assert form.is_valid()
    assert form.values()["closes_at"].isoformat() == "2027-03-01T18:30:00+01:00"
    assert "statements" not in form.values()
