"""What other pages show of this app: what waits for my vote."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.base.models import Account
from ideenschmiede.base.panels import Panel
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.deliberation.queries.decisions import to_vote


def decisions_home(request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "home": open decisions in which my vote is missing, the next deadline first. Two queries, one where
    there is nothing to vote on, none for guests."""
    who = request.user
    if not isinstance(who, Account) or not is_signed_in(who):
        return None
    missing = [one.decision for one in to_vote(who, timezone.now()) if not one.done]
    return Panel("deliberation/decisions/panel_home.html", {"decisions": missing}) if missing else None
