"""An open call for partners: on a public page until a day, answered by whoever has an account."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base import tasks
from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.actions.storing import IdeaError, account_of, fitting, locked, store, tell
from ideenschmiede.ideas.models import Idea, Offer
from ideenschmiede.ideas.queries.calls import takes_answers
from ideenschmiede.ideas.rules.ideas import may_answer_call, may_edit

LONGEST_CALL, LONGEST_ANSWER = 5_000, 1_000
MAIL = "ideas/mail/answered"


@transaction.atomic
def open_call(*, idea: Idea, text: str, until: date, by: Who | None, at: datetime) -> None:
    """Publish what one looks for, or change it. Raises `IdeaError` for an empty text or a day that has passed."""
    require(may_edit, by, idea)
    text = fitting(text, LONGEST_CALL, _("Please say whom you look for, and for what."))
    if until < localdate(at):
        raise IdeaError(_("This day has passed. Until when do you take answers?"), ("call_until",))
    current = locked(idea)
    current.call, current.call_until = text, until
    store(current, "call", "call_until", at=at)
    tell("idea.call_opened", current, by, at)


@transaction.atomic
def close_call(*, idea: Idea, by: Who | None, at: datetime) -> None:
    """Take the call off its public page; the answers stay. Twice changes nothing."""
    require(may_edit, by, idea)
    current = locked(idea)
    if not current.call:
        return
    current.call, current.call_until = "", None
    store(current, "call", "call_until", at=at)
    tell("idea.call_closed", current, by, at)


@transaction.atomic
def answer_call(*, idea: Idea, text: str, by: Who | None, at: datetime) -> Offer:
    """Say what one brings. Who noted the idea gets a mail. Raises `IdeaError` for an empty text, or when it is late."""
    require(may_answer_call, by, idea)
    current = locked(idea)
    if not takes_answers(current, localdate(at)):
        raise IdeaError(_("The call has ended. The office knows what became of it."))
    text = fitting(text, LONGEST_ANSWER, _("Please say what you bring: time, knowledge, a place, money."))
    made = Offer.objects.create(idea=current, text=text, answers_call=True, author=account_of(by), at=at)
    tell("idea.offered", current, by, at, data={"offer": made.pk})
    if idea.author_id and idea.author_id != made.author_id:
        url = settings.BASE_URL + reverse("ideas:short", args=[idea.pk])
        tasks.mail_account.enqueue(MAIL, idea.author_id, {"title": idea.title, "url": url})
    return made
