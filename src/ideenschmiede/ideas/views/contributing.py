"""Support an idea, say something to it, offer help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions import contributing as actions
from ideenschmiede.ideas.forms.contributing import CommentForm, HidingForm, OfferForm
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.rules.ideas import may_contribute, may_hide_comment, may_withdraw, wrote_it
from ideenschmiede.ideas.views.finding import account_of, attempt, comment_or_404, idea_or_404, offer_or_404, url_of


@only(is_signed_in)
@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """I want this idea to go on."""
    return _switch(request, pk, actions.support, _("Thank you. You support this idea now."))


@only(is_signed_in)
@require_POST
def unsupport(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    return _switch(request, pk, actions.unsupport, _("You do not support this idea any more."))


def _switch(request: HttpRequest, pk: int, action: Callable[..., None], thanks: str) -> HttpResponse:
    found = idea_or_404(request, pk, may_contribute)
    attempt(request, thanks, lambda: action(idea=found, by=account_of(request), at=timezone.now()))
    return redirect(url_of(found))


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to an idea."""
    found = idea_or_404(request, pk, may_contribute)
    words = {"title": _("Your comment"), "submit": _("Send the comment"), "thanks": _("Your comment stands below.")}
    return _write(request, found, CommentForm, actions.comment, words, "kommentare")


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Ich bringe ein: …" """
    found = idea_or_404(request, pk, may_contribute)
    words = {"title": _("What do you bring?"), "submit": _("Offer it"), "thanks": _("Thank you for your offer.")}
    return _write(request, found, OfferForm, actions.offer, words, "angebote")


def _write(
    request: HttpRequest,
    found: Idea,
    kind: type[forms.Form],
    action: Callable[..., Any],
    words: dict[str, str],
    anchor: str,
) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            action(idea=found, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, words["thanks"])
            return redirect(f"{url_of(found)}#{anchor}")
    return render(request, "ideas/form_page.html", {"form": form, "idea": found, "cancel": url_of(found), **words})


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def hide_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a comment with a reason, or take one's own back."""
    found = comment_or_404(request, pk, may_hide_comment)
    own = wrote_it(request.user, found)
    form = HidingForm(request.POST if request.method == "POST" else None, own=own)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.hide_comment(comment=found, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("The comment is not shown any more."))
        return redirect(f"{url_of(found.idea)}#kommentare")
    words = {
        "title": _("Take your comment back") if own else _("Hide this comment"),
        "submit": _("Do not show it any more"),
    }
    context = {"form": form, "comment": found, "idea": found.idea, "cancel": url_of(found.idea), **words}
    return render(request, "ideas/hide_comment.html", context)


@only(is_signed_in)
@require_POST
def withdraw_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own offer back."""
    found = offer_or_404(request, pk, may_withdraw)
    thanks = _("You have taken your offer back.")
    attempt(request, thanks, lambda: actions.withdraw_offer(offer=found, by=request.user, at=timezone.now()))
    return redirect(f"{url_of(found.idea)}#angebote")
