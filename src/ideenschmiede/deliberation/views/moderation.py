"""Who runs a question reads its statements; everybody who sees it reads why one is not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.actions.moderation import hide_statement, merge_statements, publish_statement
from ideenschmiede.deliberation.actions.statements import StatementError
from ideenschmiede.deliberation.models import Question, Stage, Statement
from ideenschmiede.deliberation.queries.statements import (
    moderation_log,
    numbered,
    published_statements,
    similar_to_each,
    waiting_statements,
)
from ideenschmiede.deliberation.views.finding import number_of, question_or_404, run_or_404, statement_or_404, url_of

PER_PAGE = 20
MOST_WAITING = 10  # on one page, each compared with all that are shown; what is read makes room


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits, with what it resembles; below, what is shown, and what is not."""
    question = run_or_404(request, pk)
    if request.method == "POST":
        return _do(request, question)
    waiting = list(waiting_statements(question).order_by("number")[:MOST_WAITING])
    alike = similar_to_each(question, waiting)
    shown = published_statements(question).order_by("-number")
    context = {
        "question": question,
        "url": url_of(question),
        "is_closed": question.stage == Stage.CLOSED,
        "waiting": [{"statement": one, "alike": alike[one.pk]} for one in waiting],
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get(PAGE)),
        "moderated": moderation_log(question),
    }
    return render(request, "deliberation/moderate.html", context)


def _do(request: HttpRequest, question: Question) -> HttpResponse:
    """One step on one statement."""
    statement = statement_or_404(question, request.POST.get("statement", ""))
    step = STEPS.get(request.POST.get("step", ""))
    if step is not None:
        try:
            said = step(request, question, statement)
        except ActionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
    return redirect("deliberation:moderate", pk=question.pk)


def _publish(request: HttpRequest, _question: Question, statement: Statement) -> str:
    publish_statement(statement=statement, by=request.user, at=timezone.now())
    return _("Statement %(number)s is shown.") % {"number": statement.number}


def _hide(request: HttpRequest, _question: Question, statement: Statement) -> str:
    reason = request.POST.get("reason", "")
    hide_statement(statement=statement, reason=reason, by=request.user, at=timezone.now())
    return _("Statement %(number)s is not shown any more. The reason stands in the record.") % {
        "number": statement.number
    }


def _merge(request: HttpRequest, question: Question, statement: Statement) -> str:
    into = numbered(question, number_of(request.POST.get("into", "").strip()))
    if into is None:
        raise StatementError(_("There is no statement with this number. Numbers stand before the statements."))
    reason = request.POST.get("reason", "")
    merge_statements(statement=statement, into=into, reason=reason, by=request.user, at=timezone.now())
    return _("Statement %(number)s is merged with number %(into)s.") % {"number": statement.number, "into": into.number}


STEPS: Mapping[str, Callable[[HttpRequest, Question, Statement], str]] = {
    "publish": _publish,
    "hide": _hide,
    "merge": _merge,
}


@require_GET
@public_page
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """What is not shown or was merged, and why."""
    question = question_or_404(request, pk)
    context: dict[str, Any] = {"question": question, "url": url_of(question), "moderated": moderation_log(question)}
    return render(request, "deliberation/log.html", context)
