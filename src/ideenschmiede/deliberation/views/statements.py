"""Write a statement of one's own, see what became of one's own, take one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.actions.statements import AlreadyThere, withdraw_statement, write_statement
from ideenschmiede.deliberation.forms.statements import StatementForm
from ideenschmiede.deliberation.models import LONGEST_STATEMENT, Question, Statement
from ideenschmiede.deliberation.queries.statements import my_statements, similar_statements
from ideenschmiede.deliberation.queries.voting import own_votes
from ideenschmiede.deliberation.rules.questions import may_take_part, may_write_statement
from ideenschmiede.deliberation.views import wording
from ideenschmiede.deliberation.views.finding import question_or_404, statement_or_404, url_of
from ideenschmiede.people.views.finding import account_of

ALL_THE_SAME = "trotzdem"  # the button of who has seen what is alike
KINDS = {"published": "success", "waiting": "info", "merged": "info", "hidden": "warning", "withdrawn": "info"}


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a statement; what is alike is shown first. Below: one's own, and what became of them."""
    question = question_or_404(request, pk)
    if not may_take_part(request.user, question):
        raise Http404
    form = StatementForm(request.POST if request.method == "POST" else None)
    alike: list[Statement] = []
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if ALL_THE_SAME not in request.POST and len(text) <= LONGEST_STATEMENT:
            alike = similar_statements(question, text)
        if not alike:
            try:
                made = write_statement(question=question, text=text, by=request.user, at=timezone.now())
            except AlreadyThere as error:
                alike = [one for one in [error.statement] if one.status == Statement.Status.PUBLISHED]
                form.add_error("text", str(error))
            except ActionError as error:
                form.add_error("text", str(error))
            else:
                messages.success(request, _thanks(made))
                return redirect("deliberation:write", pk=pk)
    return render(request, "deliberation/write.html", _context(request, question, form, alike))


def _thanks(made: Statement) -> str:
    if made.status == Statement.Status.WAITING:
        return _("Thank you. Your statement appears as soon as it has been read.")
    return _("Thank you. Your statement is there, and your agreement to it is counted.")


def _context(request: HttpRequest, question: Question, form: StatementForm, alike: list[Statement]) -> dict[str, Any]:
    who = account_of(request)
    votes = own_votes(question, who) if alike else {}
    may_write = may_write_statement(who, question)
    return {
        "question": question,
        "url": url_of(question),
        "form": form,
        "may_write": may_write,
        "alike": [
            {
                "statement": statement,
                "value": votes.get(statement.pk),
                "said": wording.said(votes[statement.pk]) if statement.pk in votes else "",
            }
            for statement in alike
        ],
        "again": bool(alike) and not form.errors,
        "mine": [
            {
                "statement": one,
                "kind": KINDS[one.status],
                "words": wording.became(one),
                "may_withdraw": may_write and one.status in ("published", "waiting"),
            }
            for one in reversed(my_statements(question, who))
        ],
        "forgotten": question.is_confidential and not may_write,
    }


@only(is_signed_in)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one wrote."""
    question = question_or_404(request, pk)
    if not may_take_part(request.user, question):
        raise Http404
    statement = statement_or_404(question, request.POST.get("statement", ""))
    try:
        withdraw_statement(statement=statement, by=account_of(request), at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your statement is taken back. Nobody sees it any more."))
    return redirect("deliberation:write", pk=pk)
