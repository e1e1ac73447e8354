"""Decisions on their way: put, open, voted on."""

from datetime import UTC, datetime, timedelta

from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Ballot, Decision

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
END = NOW + 7 * DAY
TEXT = "Wir richten einen gemeinsamen Antragsdienst ein."

CONSENT, RESERVATION, OBJECTION = ({"stance": one} for one in ("consent", "reservation", "objection"))
ABSTAIN, YES, NO = {"abstain": True}, {"vote": "yes"}, {"vote": "no"}
THREE = tuple(acts.OptionText(text) for text in ("Bürgerbus", "Rufbus", "Radweg"))


def put(body, *, by=None, at=NOW, **fields):
    values = {"title": "Antragsdienst", "method": "consent", "closes_at": END, "visibility": "network", **fields}
    if values["method"] in ("consent", "majority", "two_thirds"):
        values.setdefault("text", TEXT)
    else:
        values.setdefault("options", THREE)
    return acts.put_decision(body=body, by=by, at=at, **values)


def opened(body, *, at=NOW, **fields):
    return acts.open_decision(decision=put(body, at=at, **fields), by=None, at=at)


def cast(decision, who, choice, *, at=NOW, **more):
    return acts.cast_ballot(decision=decision, choice=choice, by=who, at=at, **more)


def closed(decision, *, at=END):
    return acts.close_decision(decision=decision, by=None, at=at)


def fresh(decision):
    return Decision.objects.select_related("body").get(pk=decision.pk)


def choices(decision):
    return list(Ballot.objects.filter(decision=decision).values_list("choice", flat=True))
