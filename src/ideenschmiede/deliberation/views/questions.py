"""The list of questions, the page of one, asking, changing, opening and closing."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import is_office, is_signed_in
from ideenschmiede.deliberation.actions import questions as acts
from ideenschmiede.deliberation.actions.beginning import add_first_statements, ask_with_statements
from ideenschmiede.deliberation.forms.questions import QuestionForm
from ideenschmiede.deliberation.models import Question, Stage
from ideenschmiede.deliberation.queries.asking import bodies_to_ask_for
from ideenschmiede.deliberation.queries.listing import QuestionListing, progress_of
from ideenschmiede.deliberation.queries.statements import published_statements, waiting_statements
from ideenschmiede.deliberation.rules.archives import may_import
from ideenschmiede.deliberation.rules.questions import may_run, may_see_results, may_take_part, may_vote
from ideenschmiede.deliberation.views import wording
from ideenschmiede.deliberation.views.finding import question_or_404, run_or_404, url_of
from ideenschmiede.deliberation.views.turns import turn_of
from ideenschmiede.people.rules.bodies import leads_a_body

PER_PAGE = 20
MOST_SHOWN = 50  # statements on the page of who cannot vote
may_ask_somewhere = is_office | leads_a_body


@require_GET
@public_page
def questions(request: HttpRequest) -> HttpResponse:
    """All questions that one may see, filtered as the address says; open ones first."""
    found = QuestionListing(request.GET, request.user)
    page = Paginator(found.questions, PER_PAGE).get_page(request.GET.get(PAGE))
    shown, now = list(page.object_list), timezone.now()
    progress = progress_of(shown, request.user)
    context = {
        "listing": found.listing,
        "page": page,
        "cards": [card(one, progress.get(one.pk), now) for one in shown],
        "filtered": bool(found.listing.chips()),
        "may_ask": may_ask_somewhere(request.user),
        "may_import": may_import(request.user),
    }
    return render(request, "deliberation/questions.html", context)


def card(question: Question, progress: Any, now: datetime) -> dict[str, Any]:
    """A question as lists show it."""
    return {
        "question": question,
        "url": url_of(question),
        "kind": wording.KINDS[Stage(question.stage)],
        "icon": wording.ICONS[Stage(question.stage)],
        "when": wording.when(question, now),
        "who": wording.who_takes_part(question),
        "progress": progress if progress and progress.all else None,
        "words": wording.progress(progress) if progress else "",
    }


@require_GET
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without the title leads to the one with it."""
    return redirect(url_of(question_or_404(request, pk)))


@require_GET
@public_page
def question(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One question: what it is about, and one statement at a time."""
    found = question_or_404(request, pk)
    if slug != found.slug:
        return redirect(url_of(found))
    who, now = request.user, timezone.now()
    runs = may_run(who, found)
    asked = may_vote(who, found)
    context = {
        "question": found,
        "kind": wording.KINDS[Stage(found.stage)],
        "icon": wording.ICONS[Stage(found.stage)],
        "facts": list(wording.facts(found, now)),
        "may_run": runs,
        "may_vote": asked,
        "may_take_part": may_take_part(who, found),
        "may_see_results": may_see_results(who, found),
        "waiting": waiting_statements(found).count() if runs else 0,
        "page": None if asked else Paginator(published_statements(found), MOST_SHOWN).get_page(request.GET.get(PAGE)),
        "turn": turn_of(request, found) if asked and isinstance(who, Account) else None,
    }
    return render(request, "deliberation/question.html", context)


@only(may_ask_somewhere)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Prepare a question. Nobody sees it before it opens."""
    bodies = list(bodies_to_ask_for(request.user, timezone.localdate()))
    wanted = next((body for body in bodies if str(body.pk) == request.GET.get("gremium")), None)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, bodies=bodies, body_needed=not is_office(request.user), body=wanted)
    if request.method == "POST" and form.is_valid():
        first = form.cleaned_data["statements"]
        made = _try(form, lambda: ask_with_statements(first=first, by=request.user, at=timezone.now(), **form.values()))
        if made is not None:
            messages.success(request, _("The question is prepared. Read it once more, and open it."))
            return redirect(url_of(made))
    return render(request, "deliberation/question_form.html", {"form": form})


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said about it, and add first statements."""
    found = run_or_404(request, pk)
    if found.stage == Stage.CLOSED:
        raise Http404
    bodies = list(bodies_to_ask_for(request.user, timezone.localdate()))
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, bodies=bodies, body_needed=not is_office(request.user), question=found)
    if request.method == "POST" and form.is_valid():
        first, fields = form.cleaned_data["statements"], form.values()
        made = _try(
            form,
            lambda: add_first_statements(question=found, first=first, by=request.user, at=timezone.now(), **fields),
        )
        if made is not None:
            messages.success(request, _("Your changes are saved."))
            return redirect(url_of(made))
    context = {"form": form, "question": found, "back": url_of(found)}
    return render(request, "deliberation/question_form.html", context)


def _try(form: QuestionForm, action: Callable[[], Question]) -> Question | None:
    """What the action makes, or None, with its error at the field that it blames."""
    try:
        return action()
    except acts.QuestionError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    except ActionError as error:
        form.add_error("statements", str(error))
    return None


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def open_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once; then people vote."""
    return _step(request, pk, Stage.DRAFT, acts.open_question, _("The question is open. Tell those who are asked."))


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def close_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once; then nobody votes any more."""
    return _step(request, pk, Stage.OPEN, acts.close_question, _("The question is closed. The result stays."))


def _step(request: HttpRequest, pk: int, before: Stage, action: Callable[..., Question], thanks: str) -> HttpResponse:
    found = run_or_404(request, pk)
    if found.stage != before:
        return redirect(url_of(found))
    problem = ""
    if request.method == "POST":
        try:
            action(question=found, by=request.user, at=timezone.now())
        except ActionError as error:
            problem = str(error)
        else:
            messages.success(request, thanks)
            return redirect(url_of(found))
    opened = copy(found)
    opened.stage = Stage.OPEN  # as it will stand there
    context = {
        "question": found,
        "problem": problem,
        "facts": list(wording.facts(opened, timezone.now())),
        "statements": published_statements(found).count(),
        "url": url_of(found),
    }
    return render(request, f"deliberation/question_{'open' if before == Stage.DRAFT else 'close'}.html", context)
