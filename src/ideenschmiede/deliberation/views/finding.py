"""From an address to the question that it names; what one may not see or run is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from ideenschmiede.base.http import or_404
from ideenschmiede.deliberation.models import Question, Statement
from ideenschmiede.deliberation.queries import questions, statements
from ideenschmiede.deliberation.rules.questions import may_run


def question_or_404(request: HttpRequest, pk: int) -> Question:
    """A question that the reader may see, with its body."""
    return or_404(questions.question(request.user, pk))


def run_or_404(request: HttpRequest, pk: int) -> Question:
    """A question that the reader runs."""
    found = question_or_404(request, pk)
    if not may_run(request.user, found):
        raise Http404
    return found


def statement_or_404(question: Question, number: str) -> Statement:
    """A statement of this question, with its author, by the number of its row as a form sends it: below zero, too."""
    return or_404(statements.statement_of(question, number_of(number)))


def number_of(text: str) -> int:
    """The number of a row; 0, which no row has, for anything else."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else 0


def url_of(question: Question) -> str:
    """The address of a question's page, with its title in it."""
    return resolve_url("deliberation:detail", pk=question.pk, slug=question.slug)
