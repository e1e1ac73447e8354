"""Put something to the vote in three steps: who and how, what and by which rules, look at it and open."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.actions.deciding.putting import ON_TEXT
from ideenschmiede.deliberation.forms.decisions.fields import complain
from ideenschmiede.deliberation.forms.decisions.guides import GUIDES
from ideenschmiede.deliberation.forms.decisions.putting import (
    BaseOptions,
    PutForm,
    StartForm,
    initial_for,
    initial_of,
    option_rows,
)
from ideenschmiede.deliberation.models import Decision, Method, Question, Stage
from ideenschmiede.deliberation.queries.decision_page import (
    bodies_to_put_for,
    options_of,
    people_with_a_vote,
    proposals_of,
)
from ideenschmiede.deliberation.queries.questions import question as question_for
from ideenschmiede.deliberation.views.decisions import facts
from ideenschmiede.deliberation.views.decisions.finding import run_or_404, url_of
from ideenschmiede.deliberation.views.decisions.register import may_put_something
from ideenschmiede.people.models import Body

ROWS, MORE_ROWS, MOST_ROWS = 4, 4, 100
GET_AND_POST = ["GET", "HEAD", "POST"]


@only(may_put_something)
@require_http_methods(GET_AND_POST)
def put(request: HttpRequest) -> HttpResponse:
    """Who decides and how; then what is put to the vote."""
    question = _question(request)
    bodies = list(bodies_to_put_for(request.user, timezone.localdate()))
    chosen = {str(body.pk): body for body in bodies}.get(request.GET.get("gremium", ""))
    method = request.GET.get("verfahren", "")
    if chosen is not None and method in Method.values:
        return _write(request, chosen, Method(method), question)
    first = chosen.pk if chosen else question.body_id if question else None
    form = StartForm(request.GET if method else None, bodies=bodies, body=first)
    methods = [{"value": one.value, "label": one.label, "guide": GUIDES[one]} for one in Method]
    context = {"form": form, "methods": methods, "question": question, "origin": _origin(request)}
    return render(request, "deliberation/decisions/put.html", context)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what nobody votes on yet."""
    found = run_or_404(request, pk)
    if found.stage != Stage.DRAFT:
        messages.info(request, _("People have begun to vote: what is voted on is fixed."))
        return redirect(url_of(found))
    return _write(request, found.body, Method(found.method), found.question, found)


@only(is_signed_in)
@require_http_methods(GET_AND_POST)
def open_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it once more, then open the vote."""
    found, problem = run_or_404(request, pk), ""
    if found.stage != Stage.DRAFT:
        return redirect(url_of(found))
    if request.method == "POST":
        try:
            acts.open_decision(decision=found, by=request.user, at=timezone.now())
        except ActionError as error:
            problem = str(error)
        else:
            messages.success(request, _("The vote is open. All who have a vote are told by e-mail."))
            return redirect(url_of(found))
    voters = people_with_a_vote(found.body)
    words = ngettext("One person has a vote.", "%(n)s persons have a vote.", voters) % {"n": voters}
    context = {
        "decision": found,
        "decision_url": url_of(found),
        "facts": facts.key_facts(found, voters, 0),
        "proposal": proposals_of(found)[-1],
        "options": options_of(found),
        "voters": words,
        "problem": problem,
    }
    return render(request, "deliberation/decisions/open.html", context)


def _origin(request: HttpRequest) -> dict[str, str]:
    """What of a higher app it comes from ("ideas.idea:12") and what that is called: passed on as they are."""
    return {name: request.GET[name][:200] for name in ("herkunft", "titel") if name in request.GET}


def _question(request: HttpRequest) -> Question | None:
    asked = request.GET.get("frage", "")
    return question_for(request.user, int(asked)) if asked.isdecimal() and len(asked) < 18 else None


def _write(
    request: HttpRequest, body: Body, method: Method, question: Question | None, decision: Decision | None = None
) -> HttpResponse:
    """The form, and what it leads to."""
    data = request.POST if request.method == "POST" else None
    form = PutForm(data, method=method, initial=_initial(request, question, decision))
    options = None if method in ON_TEXT else _options(request, method, decision)
    more = request.method == "POST" and "mehr" in request.POST
    if data is not None and not more and _all_valid(form, options):
        given = options.values() if options is not None else []
        fields: dict[str, Any] = {**form.cleaned_data, "options": given, "by": request.user, "at": timezone.now()}
        try:
            if decision is None:
                origin = _origin(request).get("herkunft", "")
                decision = acts.put_decision(**fields, body=body, method=method, question=question, origin=origin)
            else:
                decision = acts.change_decision(**fields, decision=decision)
        except ActionError as error:
            complain(form, error)
        else:
            return redirect(url_of(decision))
    context = {
        "form": form,
        "options": options,
        "zero_option": method == Method.RESISTANCE,
        "body": body,
        "method_label": method.label,
        "guide": GUIDES[method],
        "question": question,
        "origin": urlencode(_origin(request)),
        "decision": decision,
        "decision_url": url_of(decision) if decision else "",
    }
    return render(request, "deliberation/decisions/put_form.html", context)


def _initial(request: HttpRequest, question: Question | None, decision: Decision | None) -> dict[str, Any]:
    if decision:
        return initial_of(decision, proposals_of(decision)[-1])
    return {"title": _origin(request).get("titel", ""), **initial_for(timezone.now(), question)}


def _options(request: HttpRequest, method: Method, decision: Decision | None) -> BaseOptions:
    """The rows of the options: as they were sent, with more of them if that was asked for; or as they are."""
    if request.method == "POST":
        data = request.POST.copy()
        if "mehr" in data:
            sent = data.get("form-TOTAL_FORMS", "")
            data["form-TOTAL_FORMS"] = str(min(int(sent) if sent.isdecimal() else 0, MOST_ROWS) + MORE_ROWS)
        return option_rows(data, method=method)
    there = options_of(decision) if decision else []
    rows = [{"text": one.text, "explanation": one.explanation, "cost": one.cost} for one in there]
    return option_rows(None, initial=rows + [{}] * max(ROWS - len(rows), 1), method=method)


def _all_valid(form: PutForm, options: BaseOptions | None) -> bool:
    """Both are looked at, so that one hears of everything at once; the summary at the top names the options, too."""
    sound = form.is_valid()
    if options is not None and not options.is_valid():
        form.add_error(None, _("Something is missing or wrong in the options."))
        return False
    return sound
