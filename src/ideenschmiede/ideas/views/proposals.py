"""A proposed change: what would differ, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions.changes import accept_change, decline_change, withdraw_change
from ideenschmiede.ideas.actions.texts import TextConflict
from ideenschmiede.ideas.actions.weaving import weave
from ideenschmiede.ideas.forms.texts import ReasonForm, WeavingForm
from ideenschmiede.ideas.models import Change, Version
from ideenschmiede.ideas.rules.ideas import may_edit, may_see_people, may_withdraw
from ideenschmiede.ideas.views import showing
from ideenschmiede.ideas.views.finding import attempt, change_or_404, url_of


@only(is_signed_in)
@require_GET
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody proposes, word by word, and the answer to it."""
    return _page(request, change_or_404(request, pk, may_see_people))


@only(is_signed_in)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a new version; where the idea has changed in the same place, with the text that was put together."""
    change = change_or_404(request, pk, may_edit)
    form = _weaving(change, _newest(change), request)
    if form is not None and not form.is_valid():
        return _page(request, change, weaving=form)
    try:
        accept_change(
            change=change,
            text=form.texts() if form else None,
            seen=form.cleaned_data["seen"] if form else None,
            by=request.user,
            at=timezone.now(),
        )
    except TextConflict as conflict:
        messages.error(request, str(conflict))
        return _page(request, change, weaving=_weaving(change, conflict.now, request))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("ideas:proposal", pk=change.pk)
    messages.success(request, _("The change is taken over. Thank you for looking at it."))
    return redirect("ideas:short", pk=change.idea_id)


@only(is_signed_in)
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the text as it is, with a reason."""
    change = change_or_404(request, pk, may_edit)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            decline_change(change=change, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except ActionError as error:
            messages.error(request, str(error))
            return redirect("ideas:proposal", pk=change.pk)
        else:
            messages.success(request, _("The text stays as it is. Your reason stands beside the proposal."))
            return redirect("ideas:short", pk=change.idea_id)
    return _page(request, change, declining=form)


@only(is_signed_in)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    change = change_or_404(request, pk, may_withdraw)
    thanks = _("You have taken your proposal back.")
    attempt(request, thanks, lambda: withdraw_change(change=change, by=request.user, at=timezone.now()))
    return redirect("ideas:proposal", pk=change.pk)


def _newest(change: Change) -> Version:
    found: Version = change.idea.versions.order_by("-number")[0]
    return found


def _weaving(change: Change, newest: Version, request: HttpRequest) -> WeavingForm | None:
    """The form for the fields that changed on both sides, if there are any. Where the idea moved on while one wrote,
    what one wrote stays, against the newest text."""
    fields = weave(change.base.text, change.text, newest.text).conflicts
    if not fields:
        return None
    sent = request.POST if request.method == "POST" and "seen" in request.POST else None
    written = {name: sent.get(name, change.text[name]) if sent else change.text[name] for name in fields}
    data = sent if sent and sent["seen"] == str(newest.number) else None
    return WeavingForm(data, idea=change.idea, proposed=written, fields=fields, number=newest.number)


def _page(
    request: HttpRequest, change: Change, *, weaving: WeavingForm | None = None, declining: ReasonForm | None = None
) -> HttpResponse:
    newest = _newest(change)
    decides = change.status == Change.Status.OPEN and may_edit(request.user, change)
    if decides and weaving is None:
        weaving = _weaving(change, newest, request)
    context: dict[str, Any] = {
        "change": change,
        "idea": change.idea,
        "url": url_of(change.idea),
        "name": showing.name_of(change.author),
        "decider": showing.name_of(change.decided_by),
        "kind": showing.change_kind(change),
        "rows": [_row(change, newest, name) for name in change.text],
        "moved_on": change.status == Change.Status.OPEN and newest.pk != change.base_id,
        "decides": decides,
        "weaving": weaving if decides else None,
        "declining": declining or ReasonForm(auto_id="d_%s"),
        "may_withdraw": change.status == Change.Status.OPEN and may_withdraw(request.user, change),
    }
    return render(request, "ideas/proposal.html", context)


def _row(change: Change, newest: Version, name: str) -> dict[str, Any]:
    """One field: as it was when the change was written, as it is now, as it is proposed."""
    before, now = change.base.text.get(name, ""), newest.text.get(name, "")
    is_open = change.status == Change.Status.OPEN
    return {
        "label": showing.label_of(name),
        "before": before,
        "now": now,
        "proposed": change.text[name],
        "moved_on": is_open and now not in (before, change.text[name]),
    }
