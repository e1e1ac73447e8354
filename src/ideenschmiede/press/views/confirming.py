"""Confirm a clipping, correct it later, and begin an appointment from it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import number_in, only
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.text import listing
from ideenschmiede.people.models import OfficeKind, Person
from ideenschmiede.press.actions.article import correct_article, visibility_of
from ideenschmiede.press.actions.confirming import confirm as confirm_clipping
from ideenschmiede.press.actions.confirming import office_kind
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.noticing import notice_person
from ideenschmiede.press.forms import ArticleForm, ConfirmForm
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import Draft, DraftFact, draft_of
from ideenschmiede.press.rules import may_write_clippings
from ideenschmiede.press.views.fact_rows import in_words
from ideenschmiede.press.views.finding import clipping_or_404

LEADING = (OfficeKind.MAYOR, OfficeKind.LORD_MAYOR, OfficeKind.DISTRICT_HEAD)
FEW_TOPICS = 3
SUGGESTED = 320  # characters of the quote that the form begins with
SENTENCE_END = re.compile(r"[.!?][“”\"»]?(?=\s)")


@only(may_write_clippings)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What the article is evidence for. Only now something is saved."""
    found = clipping_or_404(pk)
    if found.status != Clipping.Status.NEW:
        return redirect("press:clipping", pk=pk)
    draft = draft_of(found)
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(found, draft),
        persons=_choices(draft, Mention.Kind.PERSON),
        places=_choices(draft, Mention.Kind.PLACE),
    )
    if request.method == "POST" and form.is_valid():
        try:
            confirm_clipping(clipping=found, said=form.said(), by=request.user, at=timezone.now())
        except ClippingError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The article is confirmed. Its facts are evidence now."))
            return redirect("press:clipping", pk=pk)
    return render(request, "press/confirm.html", {"form": form, "clipping": found})


@only(may_write_clippings)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what stands about a confirmed article; its facts stay as they were confirmed."""
    found = clipping_or_404(pk)
    if found.status != Clipping.Status.CONFIRMED:
        return redirect("press:clipping", pk=pk)
    names = ("title", "paper", "published_on", "url", "quote")
    initial = {**{name: getattr(found, name) for name in names}, "visibility": visibility_of(found)}
    form = ArticleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct_article(clipping=found, said=form.article(), by=request.user, at=timezone.now())
        except ActionError as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("press:clipping", pk=pk)
    return render(request, "press/correct.html", {"form": form, "clipping": found})


@only(may_write_clippings)
@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the appointment of a person for whom the article is evidence."""
    found, chosen = clipping_or_404(pk), request.POST.get("person", "")
    person = get_object_or_404(Person, pk=number_in(chosen))
    try:
        appointment = notice_person(clipping=found, person=person, by=request.user, at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("press:clipping", pk=pk)
    return redirect("people:appointment_case", pk=appointment.pk)


def _choices(draft: Draft, kind: Mention.Kind) -> list[tuple[str, str]]:
    return [(fact.id, _choice(fact.label, fact.detail)) for fact in draft.kept() if fact.kind == kind]


def _choice(label: str, detail: Any) -> str:
    more = ", ".join(filter(None, (detail.get("office", ""), detail.get("place_name", "") or detail.get("where", ""))))
    return f"{label} ({more})" if more else label


def _initial(found: Clipping, draft: Draft) -> dict[str, Any]:
    facts = list(draft.kept())
    published = [fact.value for fact in facts if fact.kind == "date" and fact.detail.get("role") == "published"]
    places = {fact.place for fact in facts if fact.kind == "place" and fact.place}
    leaders = [fact for fact in facts if fact.kind == "person" and _is_leading(fact, places)]
    homes = {fact.place for fact in leaders if fact.place}
    return {
        "title": found.title,
        "paper": found.paper or next((fact.value for fact in facts if fact.kind == "paper"), ""),
        "published_on": found.published_on or _day(published),
        "url": found.url,
        "quote": _quote(found, draft),
        "persons": [fact.id for fact in leaders],
        "places": [fact.id for fact in facts if fact.kind == "place" and fact.place in homes],
        "shows": _shows(draft),
        "topics": _topics(facts),
        "visibility": Visibility.NETWORK,
    }


def _is_leading(fact: DraftFact, places: Collection[int]) -> bool:
    """Whoever leads a place, or is named again and holds an office at a place of the article; no one quoted once."""
    title = fact.detail.get("office", "")
    return bool(title) and (office_kind(title) in LEADING or (len(fact.spans) > 1 and fact.place in places))


def _topics(facts: Collection[DraftFact]) -> list[int]:
    """Those that the article names again and again; all of them where they are few."""
    found = [fact for fact in facts if fact.kind == "topic"]
    wanted = {fact.value for fact in found if len(found) <= FEW_TOPICS or len(fact.spans) > 1}
    return [topic.pk for topic in Topic.objects.filter(slug__in=wanted)] if wanted else []


def _day(values: list[str]) -> Any:
    return date.fromisoformat(values[0]) if values else None


def _quote(found: Clipping, draft: Draft) -> str:
    """The first whole sentences of the running text."""
    for block in draft.blocks:
        if block["role"] == "body":
            text = found.mended[block["result"]["start"] : block["result"]["end"]]
            ends = [match.end() for match in SENTENCE_END.finditer(f"{text} ") if match.end() <= SUGGESTED]
            if ends:
                return " ".join(text[: ends[-1]].split())
    return ""


def _shows(draft: Draft) -> str:
    """What the facts say, as a beginning: who, and which programmes, groups or else topics go with it."""
    topics = {topic.slug: str(topic) for topic in Topic.objects.all()}
    said: dict[str, list[str]] = {}
    for fact in draft.kept():
        said.setdefault(fact.kind, []).append(_choice(in_words(fact, topics), fact.detail))
    names, language = said.get("person", said.get("place", [])), get_language()
    about = [*said.get("programme", []), *said.get("group", [])] or said.get("topic", [])
    if not names:
        return ""
    who = listing(names, language=language)
    if not about:
        return _("The article tells of %(who)s.") % {"who": who}
    return _("The article tells of %(who)s: %(what)s.") % {"who": who, "what": listing(about, language=language)}
