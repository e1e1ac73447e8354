"""Two ideas say the same: one goes on, with everything that was brought to the other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.actions.storing import IdeaError, account_of, locked, store, tell
from ideenschmiede.ideas.models import Change, Idea, Support
from ideenschmiede.ideas.rules.ideas import may_contribute, may_edit
from ideenschmiede.ideas.rules.stages import is_accepted


@transaction.atomic
def merge_ideas(*, idea: Idea, into: Idea, by: Who | None, at: datetime) -> None:
    """Let `into` go on in the place of `idea`, which stays readable and keeps its author and its versions.

    Support, offers and comments move; open changes are answered. Whoever gives an idea up must be allowed to edit it,
    and to bring something to the other. Raises `IdeaError` where that would show a group's words to others, or where a
    decision has been taken on `idea`.
    """
    require(may_edit, by, idea)
    require(may_contribute, by, into)
    # always in the order of their numbers, so that two who merge the same two crosswise do not wait for each other
    first, second = (locked(one) for one in sorted((idea, into), key=lambda one: one.pk))
    current, target = (first, second) if first.pk == idea.pk else (second, first)
    _check(current, target)
    _move(current, target)
    for change in current.changes.filter(status=Change.Status.OPEN):
        change.status, change.reason = Change.Status.DECLINED, _("The idea was merged with another.")
        change.decided_by, change.decided_at = account_of(by), at
        change.save(update_fields=["status", "reason", "decided_by", "decided_at"])
    for earlier in current.merged.all():  # so that everybody's credit is one step away
        earlier.merged_into = target
        store(earlier, "merged_into", at=at)
    current.merged_into = target
    store(current, "merged_into", at=at)
    store(target, at=at)
    tell("idea.merged", current, by, at, data={"into": target.pk})
    tell("idea.grown", target, by, at, data={"from": current.pk})


def _check(idea: Idea, into: Idea) -> None:
    if idea.pk == into.pk:
        raise IdeaError(_("Please choose another idea."))
    if idea.merged_into_id or into.merged_into_id:
        raise IdeaError(_("One of these ideas has been merged already. Please look at it again."))
    if idea.decision_id and is_accepted(idea.decision):
        raise IdeaError(_("A decision has been taken on this idea. Merge the other one into it instead."))
    if idea.visibility == Visibility.GROUP and (into.visibility, into.body_id) != (Visibility.GROUP, idea.body_id):
        raise IdeaError(_("This idea belongs to a group alone. What was said there must not be seen by others."))


def _move(idea: Idea, into: Idea) -> None:
    known = Support.objects.filter(idea=into).values("account")
    Support.objects.filter(idea=idea).exclude(account__in=known).update(idea=into)
    Support.objects.filter(idea=idea).delete()
    idea.offers.update(idea=into)
    idea.comments.update(idea=into)
