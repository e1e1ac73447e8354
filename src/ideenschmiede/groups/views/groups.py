"""The list of working groups, the page of one, its mandate, how it works together, what happened."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.rules import in_network, is_signed_in
from ideenschmiede.groups.actions.mandates import set_mandate, set_visibility, write_charter
from ideenschmiede.groups.forms import CharterForm, MandateForm, VisibilityForm
from ideenschmiede.groups.queries.activity import activity as events_of
from ideenschmiede.groups.queries.deliberations import decisions_of, questions_of
from ideenschmiede.groups.queries.documents import documents_of
from ideenschmiede.groups.queries.groups import listed_groups, members_of
from ideenschmiede.groups.queries.tasks import lines_of, tasks_of
from ideenschmiede.groups.rules import (
    is_known,
    is_visible,
    may_add_document,
    may_close,
    may_remove_document,
    may_run,
    may_set_visibility,
    sees_handovers,
    sees_work,
)
from ideenschmiede.groups.views import showing
from ideenschmiede.groups.views.finding import group_or_404, open_group_or_404, page_of, url_of
from ideenschmiede.people.rules.appointments import may_keep_bodies
from ideenschmiede.people.rules.bodies import seats_of, sits_in_its_body
from ideenschmiede.people.views.pages import form_page

PER_PAGE = 30
SHOWN = 10  # questions, decisions


@require_safe
@public_page
def groups(request: HttpRequest) -> HttpResponse:
    """All of which one may know: one's own first, closed ones last."""
    who = request.user
    own = seats_of(who)
    cards = [{"group": group, "is_visible": is_visible(who, group)} for group in listed_groups(who)]
    context = {
        "own": [card for card in cards if card["group"].pk in own and card["group"].is_open],
        "others": [card for card in cards if card["group"].pk not in own and card["group"].is_open],
        "closed": [card for card in cards if not card["group"].is_open],
        "may_open": may_keep_bodies(who),
        "in_network": in_network(who),
    }
    return render(request, "groups/list.html", context)


@require_safe
@public_page
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group, as far as the reader may see it; of a confidential one that says that it exists, name and aim."""
    who = request.user
    found = group_or_404(request, slug, is_known)
    if not is_visible(who, found):
        return render(request, "groups/outside.html", {"group": found})
    today = timezone.localdate()
    works = sees_work(who, found)
    tasks = tasks_of(found) if works else []
    questions, decisions = list(questions_of(who, found)[:SHOWN]), list(decisions_of(who, found)[:SHOWN])
    deadlines = showing.deadlines_of(tasks, [*questions, *decisions], today)
    members = members_of(found, who)
    shown, others = showing.shown_members(who, members, to_all=works or in_network(who))
    documents = documents_of(who, found)
    context: dict[str, Any] = {
        "group": found,
        "facts": list(showing.key_facts(found, shown, deadlines)),
        "members": [(one, showing.named(one)) for one in shown],
        "other_members": others,
        "works": works,
        "tasks": lines_of(who, [task for task in tasks if not task.done_at], today),
        "done": lines_of(who, [task for task in tasks if task.done_at], today),
        "questions": questions,
        "decisions": decisions,
        "documents": [(one, found.is_open and may_remove_document(who, one)) for one in documents],
        "today": today,
        "hands_over": found.hands_over and sees_handovers(who, found),
        "may_run": may_run(who, found),
        "may_change": found.is_open and may_run(who, found),
        "may_add_document": found.is_open and may_add_document(who, found),
        "may_close": may_close(who),
        "may_set_visibility": may_set_visibility(who),
        "is_inside": sits_in_its_body(who, found),
    }
    return render(request, "groups/detail.html", context)


@require_safe
@public_page
def mandate(request: HttpRequest, slug: str) -> HttpResponse:
    """The mandate, on a page that one can print and pass on."""
    found = group_or_404(request, slug)
    facts = [fact for fact in showing.key_facts(found, members_shown(request, found), []) if fact[0] != _("It owes")]
    context = {"group": found, "facts": facts, "may_change": found.is_open and may_run(request.user, found)}
    return render(request, "groups/mandate.html", context)


def members_shown(request: HttpRequest, found: Any) -> list[Any]:
    """Those whom the reader may see by name."""
    to_all = sees_work(request.user, found) or in_network(request.user)
    return showing.shown_members(request.user, members_of(found, request.user), to_all=to_all)[0]


@only(is_signed_in)
@require_safe
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """How the group works together."""
    found = group_or_404(request, slug, sees_work)
    context = {"group": found, "may_change": found.is_open and may_run(request.user, found)}
    return render(request, "groups/charter.html", context)


@only(is_signed_in)
@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened, the latest first."""
    found = group_or_404(request, slug, sees_work)
    page = Paginator(events_of(request.user, found), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {"group": found, "page": page, "lines": showing.happened(page.object_list)}
    return render(request, "groups/activity.html", context)


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def change_mandate(request: HttpRequest, slug: str) -> HttpResponse:
    """Aim, topics, until when, what it owes and to whom."""
    found = open_group_or_404(request, slug, may_run)
    initial = {"aim": found.aim, "owes": found.owes, "until": found.until, "topics": list(found.topics.all())}
    form = MandateForm(request.POST if request.method == "POST" else None, initial=initial)
    return form_page(
        request,
        form,
        lambda **signed: set_mandate(group=found, **form.cleaned_data, **signed),
        page_of(found, _("Change the mandate"), _("Save"), back=url_of(found, "mandate")),
    )


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def change_charter(request: HttpRequest, slug: str) -> HttpResponse:
    """How the group works together."""
    found = open_group_or_404(request, slug, may_run)
    form = CharterForm(request.POST if request.method == "POST" else None, initial={"charter": found.charter})
    return form_page(
        request,
        form,
        lambda **signed: write_charter(group=found, **form.cleaned_data, **signed),
        page_of(found, _("How we work together"), _("Save"), back=url_of(found, "charter")),
    )


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def change_visibility(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sees the group."""
    found = open_group_or_404(request, slug, may_set_visibility)
    initial = {"visibility": found.visibility, "is_known": found.is_known}
    form = VisibilityForm(request.POST if request.method == "POST" else None, initial=initial)
    return form_page(
        request,
        form,
        lambda **signed: set_visibility(group=found, **form.cleaned_data, **signed),
        page_of(
            found,
            _("Who sees the group?"),
            _("Save"),
            intro=_("Who is in a confidential group is shown nowhere else either: not with persons, not in lists."),
        ),
    )
