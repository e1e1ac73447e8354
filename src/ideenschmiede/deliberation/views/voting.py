"""Vote on one statement after the other; see, change and take back what one has voted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect, replace_url

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.http import only
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.actions.voting import cast_vote, take_back_vote
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.deliberation.queries.statements import published_statements, shown_authors
from ideenschmiede.deliberation.queries.voting import Progress, own_votes
from ideenschmiede.deliberation.rules.questions import may_vote
from ideenschmiede.deliberation.views import wording
from ideenschmiede.deliberation.views.finding import question_or_404, statement_or_404, url_of
from ideenschmiede.deliberation.views.turns import (
    Last,
    Turn,
    address_of,
    counted_now,
    later_of,
    make_turn,
    put_off_now,
)
from ideenschmiede.people.views.finding import account_of

PER_PAGE = 50
VALUES = {"1": Vote.AGREE, "0": Vote.PASS, "-1": Vote.DISAGREE}
SKIP, UNDO = "skip", "undo"
BACK = "zurueck"  # where a vote from the list of one's own votes leads back to
SHOWN = {"zu": Vote.AGREE, "nicht-zu": Vote.DISAGREE, "enthalten": Vote.PASS, "offen": None}


@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One press of a button. Answers with the next statement: as a part for htmx, else as the page."""
    if not isinstance(request.user, Account):
        return _ask_to_sign_in(request, pk)
    question = question_or_404(request, pk)
    statement = statement_or_404(question, request.POST.get("statement", ""))
    try:
        last, again = _do(request.user, statement, request.POST.get("value", ""))
        problem = ""
    except NotAllowed as error:
        raise Http404 from error
    except ActionError as error:
        last, again, problem = None, None, str(error)
    if BACK in request.POST:
        return _back_to_list(request, question, statement, problem or (last.words if last else ""), bool(problem))
    later = _later_after(request, statement, put_off=request.POST.get("value") == SKIP)
    if not _wants_part(request):
        if problem:
            messages.error(request, problem)
        where = address_of(question, later, last=last.statement if last else None, again=again)
        return redirect(f"{where}#abstimmen")
    return _card(request, question, make_turn(question, request.user, later, last=last, again=again, problem=problem))


def _wants_part(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _do(who: Account, statement: Statement, value: str) -> tuple[Last | None, Statement | None]:
    """What was done, and which statement is to be shown again. An unknown value does nothing."""
    if value == SKIP:
        return put_off_now(statement), None
    if value == UNDO:
        take_back_vote(statement=statement, by=who, at=timezone.now())
        return counted_now(statement, None), statement
    if value in VALUES:
        cast_vote(statement=statement, value=VALUES[value], by=who, at=timezone.now())
        return counted_now(statement, VALUES[value]), None
    return None, statement


def _later_after(request: HttpRequest, statement: Statement, *, put_off: bool) -> list[int]:
    """What is put off now: to put something off again sends it to the end."""
    rest = [pk for pk in later_of(request.POST) if pk != statement.pk]
    return [*rest, statement.pk] if put_off else rest


def _card(request: HttpRequest, question: Question, turn: Turn) -> HttpResponse:
    context = {"question": question, "turn": turn, "may_vote": may_vote(request.user, question)}
    response = render(request, "deliberation/card.html", context)
    last = turn.last.statement if turn.last else None
    again = turn.statement if turn.last and turn.last.statement == turn.statement else None
    return replace_url(response, address_of(question, turn.later, last=last, again=again))


def _back_to_list(
    request: HttpRequest, question: Question, statement: Statement, words: str, failed: bool
) -> HttpResponse:
    if words:
        (messages.error if failed else messages.success)(request, words)
    shown = request.POST.get(BACK, "")
    address = redirect("deliberation:my_votes", pk=question.pk).url
    query = f"?{urlencode({'stimme': shown})}" if shown in SHOWN else ""
    return redirect(f"{address}{query}#aussage{statement.pk}")


def _ask_to_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose session has ended comes back to the question, not to this address, which takes forms only."""
    back = redirect("deliberation:short", pk=pk).url
    address = f"{redirect('account_request_login_code').url}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(address) if _wants_part(request) else redirect(address)


@only(is_signed_in)
@require_GET
def my_votes(request: HttpRequest, pk: int) -> HttpResponse:
    """All statements with what one has voted on each, to look at and to change."""
    question = question_or_404(request, pk)
    who = account_of(request)
    votes = own_votes(question, who)
    found = published_statements(question)
    progress = Progress(len(votes), max(0, found.count() - len(votes)))
    listing = Listing(request.GET, [_filter(votes, progress.open)])
    chosen = next(iter(listing.chosen("stimme")), "")
    if chosen == "offen":
        found = found.exclude(pk__in=votes)
    elif chosen:
        found = found.filter(pk__in=[pk for pk, value in votes.items() if value == SHOWN[chosen]])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "question": question,
        "url": url_of(question),
        "listing": listing,
        "chosen": chosen,
        "page": page,
        "rows": _rows(question, who, list(page.object_list), votes),
        "may_vote": may_vote(who, question),
        "words": wording.progress(progress),
        "forgotten": question.is_confidential and not may_vote(who, question),
    }
    return render(request, "deliberation/my_votes.html", context)


def _filter(votes: dict[int, int], left: int) -> Filter:
    counts = {value: list(votes.values()).count(value) for value in (Vote.AGREE, Vote.DISAGREE, Vote.PASS)}
    options = [
        Option("offen", _("Not voted yet"), left),
        Option("zu", _("I agree"), counts[Vote.AGREE]),
        Option("nicht-zu", _("I disagree"), counts[Vote.DISAGREE]),
        Option("enthalten", _("I abstain"), counts[Vote.PASS]),
    ]
    return Filter(_("My vote"), "stimme", options)


def _rows(
    question: Question, who: Account, statements: Sequence[Statement], votes: dict[int, int]
) -> list[dict[str, Any]]:
    authors = shown_authors(question, who, statements)
    return [
        {
            "statement": statement,
            "value": votes.get(statement.pk),
            "said": wording.said(votes[statement.pk]) if statement.pk in votes else "",
            "author": authors.get(statement.pk),
        }
        for statement in statements
    ]
