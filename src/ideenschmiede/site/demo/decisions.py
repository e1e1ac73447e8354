"""The decisions of the demo network: one that is open, with an objection, and two that were counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime

from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.people.models import Body, Person
from ideenschmiede.site.demo import content

FIELDS = ("title", "context", "method", "visibility", "quorum", "budget")


@transaction.atomic
def load(*, at: datetime) -> None:
    """Expects the people of the demo, and their seats in the bodies."""
    accounts = {one.name: one.account for one in Person.objects.filter(is_example=True).select_related("account")}
    for entry in content.decisions():
        _Loader(entry, accounts, at).load()


class _Loader:
    """One decision, by the actions that a chair and the members use, each at its time."""

    def __init__(self, entry: dict[str, Any], accounts: Mapping[str, Account | None], at: datetime) -> None:
        self.entry, self.accounts, self.at = entry, accounts, at

    def load(self) -> None:
        decision = self._put()
        acts.open_decision(decision=decision, by=None, at=self._day("opens"))
        decision.refresh_from_db()
        numbers = dict(decision.options.values_list("rank", "pk"))
        for ballot in self.entry["ballots"]:
            acts.cast_ballot(
                decision=decision,
                choice=_by_number(ballot["choice"], numbers),
                reason=ballot.get("reason", ""),
                by=self._account(ballot["who"]),
                at=self._day("opens") + timedelta(hours=3),
            )
        if self.entry["closes"] < 0:
            self._close(decision)

    def _put(self) -> Decision:
        options = [
            acts.OptionText(one["text"], one["explanation"], one.get("cost")) for one in self.entry.get("options", [])
        ]
        return acts.put_decision(
            **{name: self.entry[name] for name in FIELDS if name in self.entry},
            body=Body.objects.get(slug=self.entry["body"]),
            text=self.entry.get("text", ""),
            options=options,
            closes_at=self._end,
            is_example=True,
            by=None,
            at=self._day("put"),
        )

    def _close(self, decision: Decision) -> None:
        acts.close_decision(decision=decision, by=None, at=self._end)
        if opinion := self.entry.get("opinion"):
            said = {"text": opinion["text"], "by": self._account(opinion["who"])}
            acts.add_minority_opinion(decision=decision, **said, at=self._end + timedelta(days=1))
        for told in self.entry.get("follow_ups", []):
            moment = self.at + timedelta(days=told["day"])
            what = {"state": told["state"], "text": told["text"], "on": localdate(moment)}
            acts.report_follow_up(decision=decision, **what, by=None, at=moment)

    @property
    def _end(self) -> datetime:
        return localtime(self._day("closes")).replace(hour=18, minute=0, second=0, microsecond=0)

    def _day(self, name: str) -> datetime:
        return self.at + timedelta(days=self.entry[name])

    def _account(self, name: str) -> Account:
        account = self.accounts[name]
        assert account is not None, f"{name} has no account"
        return account


def _by_number(choice: dict[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """A choice of the table, which counts options from 1, with the numbers that they have here."""
    if "ranks" in choice:
        return {"ranks": {numbers[at]: place for place, tier in enumerate(choice["ranks"], 1) for at in tier}}
    if "approved" in choice:
        return {"approved": [numbers[at] for at in choice["approved"]]}
    return choice
