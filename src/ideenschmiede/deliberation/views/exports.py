"""A question to take along: its results as a table or as JSON, its votes as an export of Polis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import or_404
from ideenschmiede.base.limits import limited
from ideenschmiede.base.models import Who
from ideenschmiede.deliberation.actions.exporting import (
    polis_zip,
    results_csv,
    results_json,
    why_no_results,
    why_no_votes,
)
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.rules.archives import may_export_counts
from ideenschmiede.deliberation.views.finding import question_or_404, url_of


@dataclass(frozen=True)
class Form:
    """A form in which a question can be taken along; `missing` says why not, "" where it can."""

    slug: str
    ending: str
    content_type: str
    label: Promise
    hint: Promise
    make: Callable[[Question, Who], bytes]
    missing: Callable[[Question, Who], str]


FORMS = (
    Form(
        "tabelle",
        "csv",
        "text/csv; charset=utf-8",
        gettext_lazy("Results as a table (CSV)"),
        gettext_lazy("A row for each statement, with the votes of all and of each group."),
        lambda question, who: results_csv(question=question, by=who).encode(),
        why_no_results,
    ),
    Form(
        "json",
        "json",
        "application/json",
        gettext_lazy("Results for programs (JSON)"),
        gettext_lazy("The same, with what the groups share and where they differ."),
        lambda question, who: results_json(question=question, by=who).encode(),
        why_no_results,
    ),
    Form(
        "polis",
        "zip",
        "application/zip",
        gettext_lazy("Single votes (Polis, ZIP)"),
        gettext_lazy("For your own analysis; other software for opinion maps reads it, too. Nobody is named."),
        lambda question, who: polis_zip(question=question, by=who, at=timezone.now()),
        why_no_votes,
    ),
)


@require_GET
def exports(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be taken along, and why something cannot."""
    question = _question_or_404(request, pk)
    offers = [(form, form.missing(question, request.user)) for form in FORMS]
    return render(
        request,
        "deliberation/exports.html",
        {"question": question, "url": url_of(question), "offers": offers},
    )


@require_GET
@limited
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """One of the files. What cannot be taken along is not there; the page before says why.

    Limited: a quarter of a million votes take seconds, and guests may ask for those of public questions.
    """
    question = _question_or_404(request, pk)
    found = or_404(next((one for one in FORMS if one.slug == form), None))
    try:
        content = found.make(question, request.user)
    except ActionError as error:
        raise Http404 from error
    return HttpResponse(
        content,
        content_type=found.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{question.slug}.{found.ending}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _question_or_404(request: HttpRequest, pk: int) -> Question:
    question = question_or_404(request, pk)
    if not may_export_counts(request.user, question):
        raise Http404
    return question
