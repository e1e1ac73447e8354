"""Two ideas say the same: one goes on, with everything that was brought to the other."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.actions.changes import decline_open
from ideenschmiede.ideas.actions.storing import IdeaError, locked, store, tell
from ideenschmiede.ideas.models import Idea, Support
from ideenschmiede.ideas.queries.calls import takes_answers
from ideenschmiede.ideas.rules.ideas import may_contribute, may_edit
from ideenschmiede.ideas.rules.stages import stands


@transaction.atomic
def merge_ideas(*, idea: Idea, into: Idea, by: Who | None, at: datetime) -> None:
    """Let `into` go on in the place of `idea`, which stays readable and keeps its author and its versions.

    Support, offers and comments move; open changes are answered. Whoever gives an idea up must be allowed to edit it,
    and to bring something to the other. Raises `IdeaError` where that would show a group's words to others, or while a
    decision or a call for partners stands on `idea`.
    """
    require(may_edit, by, idea)
    require(may_contribute, by, into)
    # always in the order of their numbers, so that two who merge the same two crosswise do not wait for each other
    first, second = (locked(one) for one in sorted((idea, into), key=lambda one: one.pk))
    current, target = (first, second) if first.pk == idea.pk else (second, first)
    _check(current, target, localdate(at))
    _move(current, target)
    decline_open(current, _("The idea was merged with another."), by, at)
    for earlier in current.merged.all():  # so that everybody's credit is one step away
        earlier.merged_into = target
        store(earlier, "merged_into", at=at)
    current.merged_into, current.call, current.call_until = target, "", None
    store(current, "merged_into", "call", "call_until", at=at)
    store(target, at=at)
    tell("idea.merged", current, by, at, data={"into": target.pk})
    tell("idea.grown", target, by, at, data={"from": current.pk})


def _check(idea: Idea, into: Idea, today: date) -> None:
    if idea.pk == into.pk:
        raise IdeaError(_("Please choose another idea."))
    if stands(idea.decision):
        raise IdeaError(_("There is a decision on this idea. Merge the other one into it instead."))
    if takes_answers(idea, today):
        raise IdeaError(_("This idea calls for partners on a public page. Please end the call first."))
    if idea.visibility == Visibility.GROUP and (into.visibility, into.body_id) != (Visibility.GROUP, idea.body_id):
        raise IdeaError(_("This idea belongs to a group alone. What was said there must not be seen by others."))


def _move(idea: Idea, into: Idea) -> None:
    known = Support.objects.filter(idea=into).values("account")
    Support.objects.filter(idea=idea).exclude(account__in=known).update(idea=into)
    Support.objects.filter(idea=idea).delete()
    idea.offers.update(idea=into)
    idea.comments.update(idea=into)
