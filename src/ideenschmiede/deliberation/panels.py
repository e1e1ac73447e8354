"""What other pages show of this app: what waits for my vote, and which statements wait to be read."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.base.models import Account
from ideenschmiede.base.panels import Panel
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.queries.decisions import to_vote
from ideenschmiede.deliberation.queries.waiting import questions_to_answer, questions_to_read
from ideenschmiede.deliberation.views import wording
from ideenschmiede.deliberation.views.finding import url_of

SHOWN = 3


def questions_home(request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "home": open questions on which one has not voted to the end. Two queries, and one for the seats
    that other panels ask for as well; none for guests."""
    who = request.user
    if not isinstance(who, Account) or not is_signed_in(who):
        return None
    now = timezone.now()
    waiting = [
        {
            "question": question,
            "url": url_of(question),
            "progress": progress,
            "words": wording.progress(progress),
            "when": wording.when(question, now),
        }
        for question, progress in questions_to_answer(who, now)[:SHOWN]
    ]
    return Panel("deliberation/questions_home.html", {"waiting": waiting}) if waiting else None


def questions_office(request: HttpRequest, _state: object) -> Panel:
    """For the slot "office": statements that wait to be read. One query."""
    return Panel("deliberation/questions_office.html", {"waiting": questions_to_read(request.user)})


def decisions_home(request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "home": open decisions in which my vote is missing, the next deadline first. Two queries, one where
    there is nothing to vote on, none for guests."""
    who = request.user
    if not isinstance(who, Account) or not is_signed_in(who):
        return None
    missing = [one.decision for one in to_vote(who, timezone.now()) if not one.done]
    return Panel("deliberation/decisions/panel_home.html", {"decisions": missing}) if missing else None
