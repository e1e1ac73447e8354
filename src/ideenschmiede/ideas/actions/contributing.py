"""Support an idea, talk about it, offer help."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.actions.storing import IdeaError, account_of, fitting, locked, tell
from ideenschmiede.ideas.models import Comment, Idea, Offer, Support
from ideenschmiede.ideas.rules.ideas import may_contribute, may_hide_comment, may_withdraw, wrote_it

LONGEST_COMMENT, LONGEST_OFFER, LONGEST_REASON = 2_000, 1_000, 300


@transaction.atomic
def support(*, idea: Idea, by: Account, at: datetime) -> None:
    """Say that one wants this idea to go on; twice changes nothing."""
    current = _open(idea, by)
    _support, made = Support.objects.get_or_create(idea=current, account=by, defaults={"at": at})
    if made:
        tell("idea.supported", current, by, at)


@transaction.atomic
def unsupport(*, idea: Idea, by: Account, at: datetime) -> None:
    """Take it back; twice changes nothing."""
    current = _open(idea, by)
    deleted, _rows = Support.objects.filter(idea=current, account=by).delete()
    if deleted:
        tell("idea.support_withdrawn", current, by, at)


@transaction.atomic
def comment(*, idea: Idea, text: str, by: Who | None, at: datetime) -> Comment:
    """Say something about an idea. Raises `IdeaError` for a text that says nothing or too much."""
    current = _open(idea, by)
    text = fitting(text, LONGEST_COMMENT, _("Please write what you want to say."))
    made = Comment.objects.create(idea=current, text=text, author=account_of(by), at=at)
    tell("idea.commented", current, by, at, data={"comment": made.pk})
    return made


@transaction.atomic
def hide_comment(*, comment: Comment, reason: str = "", by: Who | None, at: datetime) -> None:
    """Show that there was a comment, and why it is not shown; twice changes nothing.

    Who wrote it needs no reason. Raises `IdeaError` where somebody else gives none.
    """
    require(may_hide_comment, by, comment)
    if comment.hidden_at is not None:
        return
    reason = one_line(reason)[:LONGEST_REASON]
    if not reason and not (by is not None and wrote_it(by, comment)):
        raise IdeaError(_("Please say why the comment is hidden. Everybody who reads here sees the reason."))
    comment.hidden_at, comment.hidden_reason = at, reason
    comment.save(update_fields=["hidden_at", "hidden_reason"])
    tell("idea.comment_hidden", comment.idea, by, at, data={"comment": comment.pk})


@transaction.atomic
def offer(*, idea: Idea, text: str, answers_call: bool = False, by: Who | None, at: datetime) -> Offer:
    """ "Ich bringe ein: …": offer help. Raises `IdeaError` for a text that says nothing or too much."""
    current = _open(idea, by)
    text = fitting(text, LONGEST_OFFER, _("Please say what you bring: time, knowledge, a place, money."))
    made = Offer.objects.create(idea=current, text=text, answers_call=answers_call, author=account_of(by), at=at)
    tell("idea.offered", current, by, at, data={"offer": made.pk})
    return made


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Who | None, at: datetime) -> None:
    """Take one's own offer back; twice changes nothing."""
    require(may_withdraw, by, offer)
    if offer.withdrawn_at is not None:
        return
    offer.withdrawn_at = at
    offer.save(update_fields=["withdrawn_at"])
    tell("idea.offer_withdrawn", offer.idea, by, at, data={"offer": offer.pk})


def _open(idea: Idea, by: Who | None) -> Idea:
    """The idea as it stands now: while it is merged into another, nothing more is brought to it."""
    current = locked(idea)
    require(may_contribute, by, current)
    return current
