"""Decisions as pages show them: on today's clock, since pages ask it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.deliberation import deciding

from ideenschmiede.base import keys
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Decision

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def draft(body, now):
    """A function that prepares a decision of the group, by the operator."""

    def make(**fields):
        return deciding.put(body, at=now, **{"closes_at": now + WEEK, **fields})

    return make


@pytest.fixture
def voted(draft, now):
    """A function that opens a decision in which everybody of the group has a vote, and casts these ballots."""

    def make(*ballots, **fields):
        decision = acts.open_decision(decision=draft(**fields), by=None, at=now)
        for account, choice, *reason in ballots:
            acts.cast_ballot(decision=decision, choice=choice, reason=" ".join(reason), by=account, at=now)
        return decision

    return make


@pytest.fixture
def counted(voted, now):
    """A function that does the same and closes it."""

    def make(*ballots, **fields):
        decision = voted(*ballots, **fields)
        return acts.close_decision(decision=decision, by=None, at=now + WEEK)

    return make


@pytest.fixture
def page(client):
    """A function that gives the text of a decision's page, as `who` sees it."""

    def text(decision, who=None):
        if who is not None:
            client.force_login(who)
        return client.get(f"/fragen/entscheidungen/{decision.pk}/", follow=True).text

    return text


@pytest.fixture
def options_of():
    """A function that gives the numbers of the options, in their order."""
    return lambda decision: list(Decision.objects.get(pk=decision.pk).options.values_list("pk", flat=True))


@pytest.fixture
def key_is_there():
    return lambda decision: f"decision-{decision.pk}" in keys.names()
