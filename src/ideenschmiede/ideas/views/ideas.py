"""The list of ideas, and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.rules.decisions import is_visible as may_see_decision
from ideenschmiede.ideas.forms.contributing import CommentForm
from ideenschmiede.ideas.models import Change, Idea, IdeaStage
from ideenschmiede.ideas.queries import ideas as queries
from ideenschmiede.ideas.queries.calls import takes_answers
from ideenschmiede.ideas.queries.listing import IdeaListing, ideas_in_order
from ideenschmiede.ideas.queries.similar import similar_ideas
from ideenschmiede.ideas.rules.ideas import (
    is_visible,
    may_contribute,
    may_edit,
    may_hide_comment,
    may_note,
    may_put_decision,
    may_see_people,
    wrote_it,
)
from ideenschmiede.ideas.rules.stages import stands
from ideenschmiede.ideas.views import showing
from ideenschmiede.ideas.views.finding import idea_or_404, number_of, url_of
from ideenschmiede.people.rules.bodies import knows_its_body

PER_PAGE = 20
KEPT = ("stufe", "thema", "gruppe", "ziel")  # filters that stay when one searches


@require_GET
@public_page
def ideas(request: HttpRequest) -> HttpResponse:
    """All ideas that one may see, filtered, searched and sorted as the address says."""
    found, who = IdeaListing(request.GET, request.user), request.user
    page = Paginator(found.ids, PER_PAGE).get_page(request.GET.get(PAGE))
    cards = [
        {
            "idea": idea,
            "kind": showing.stage_kind(idea.stage),
            "author": showing.name_of(idea.author) if may_see_people(who, idea) else "",
            "group": idea.body.name if idea.body and knows_its_body(who, idea.body) else "",
        }
        for idea in ideas_in_order([int(pk) for pk in page.object_list])
    ]
    context = {
        "listing": found.listing,
        "sort": found.sort,
        "sorts": list(found.sorts.items()),
        "text": found.text,
        "kept": [(name, value) for name in KEPT for value in request.GET.getlist(name)[:1]],
        "page": page,
        "cards": cards,
        "filtered": bool(found.listing.chips() or found.text),
        "may_note": may_note(who),
    }
    return render(request, "ideas/ideas.html", context)


@only(may_note)
@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """A part of the form: ideas that say much the same as the title that was just written."""
    context = {"similar": similar_ideas(request.user, request.GET.get("title", "")[:200])}
    return render(request, "ideas/similar.html", context)


@require_GET
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without the title leads to the one with it."""
    return redirect(url_of(idea_or_404(request, pk)))


@require_GET
@public_page
def idea(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One idea: what it is, how far it is, where it comes from, what others bring, what became of it."""
    found, who = idea_or_404(request, pk), request.user
    if slug != found.slug:
        return redirect(url_of(found))
    supports = queries.supporters(found)
    context = {
        "idea": found,
        "number": number_of(found),
        "kind": showing.stage_kind(found.stage),
        "story": list(showing.story(found)),
        "way": showing.way(found),
        "next": showing.next_step(found),
        "merged_into": found.merged_into if is_visible(who, found.merged_into) else None,
        "facts": showing.key_facts(found, who, len(supports)),
        "origin": showing.origin(found, who),
        "may_see_people": may_see_people(who, found),
        "may_contribute": may_contribute(who, found),
        "may_edit": may_edit(who, found),
        "calls": takes_answers(found, localdate()),
        "supported": any(support.account_id == who.pk for support in supports),
        "supporters": showing.names(supports),
        **_decision(found, who),
    }
    if context["may_see_people"]:
        context |= _contributions(found, who)
    return render(request, "ideas/idea.html", context)


def _decision(found: Idea, who: Who) -> dict[str, Any]:
    """The decision on the idea, as far as one may see it, and whether one may bring one about."""
    decision = found.decision if found.decision and may_see_decision(who, found.decision) else None
    return {
        "decision": decision,
        "decision_url": showing.decision_url(decision),
        "may_put": found.stage == IdeaStage.CONCEPT and not stands(found.decision) and may_put_decision(who, found),
    }


def _contributions(found: Idea, who: Who) -> dict[str, Any]:
    proposed = queries.changes(found)
    return {
        "comment_form": CommentForm(auto_id="k_%s"),
        "comments": [
            {"comment": one, "name": showing.name_of(one.author), "may_hide": may_hide_comment(who, one)}
            for one in queries.comments(found)
        ],
        "offers": [
            {
                "offer": one,
                "name": showing.name_of(one.author),
                "is_mine": isinstance(who, Account) and wrote_it(who, one),
            }
            for one in queries.offers(found)
        ],
        "open_changes": [_row(change) for change in proposed if change.status == Change.Status.OPEN],
        "decided_changes": [_row(change) for change in proposed if change.status != Change.Status.OPEN],
    }


def _row(change: Change) -> dict[str, Any]:
    fields = [showing.label_of(name) for name in change.text]
    return {
        "change": change,
        "name": showing.name_of(change.author),
        "fields": fields,
        "kind": showing.change_kind(change),
    }
