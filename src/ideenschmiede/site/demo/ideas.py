"""The ideas of the demo network: noted, changed, supported and decided on by the same actions that people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ideenschmiede.base.models import Account, Topic, Visibility
from ideenschmiede.deliberation.actions.deciding import cast_ballot, close_decision, open_decision, put_decision
from ideenschmiede.deliberation.models import Method, Statement
from ideenschmiede.ideas.actions import calls, changes, contributing, noting, stages, texts
from ideenschmiede.ideas.actions.decisions import ORIGIN
from ideenschmiede.ideas.models import Idea, IdeaStage
from ideenschmiede.people.models import Body
from ideenschmiede.site.demo import content
from ideenschmiede.transfer.actions.precedents import link_precedent
from ideenschmiede.transfer.models import Practice

BODIES = "arbeitsgruppe-{}"
DECIDED, COUNTED = 80, 66  # days ago: when the decision was put and when it was closed
IN_FAVOUR = ("chair", "pilot_lead")


def load(*, topics: Mapping[str, Topic], accounts: Mapping[str, Account], at: datetime) -> None:
    """Expects the people of the demo. `accounts`: by role."""
    for entry in content.ideas():
        _Growing(topics, accounts, at).grow(entry)


class _Growing:
    """One idea, from the day on which it was noted."""

    def __init__(self, topics: Mapping[str, Topic], accounts: Mapping[str, Account], at: datetime) -> None:
        self.topics, self.accounts, self.at = topics, accounts, at

    def grow(self, entry: dict[str, Any]) -> None:
        """All steps in the order of their days: the chronicle runs forward."""
        idea = self._note(entry)
        steps = [
            *((one, self._change) for one in entry.get("change", [])),
            *((one, self._propose) for one in entry.get("proposal", [])),
            *((one, self._comment) for one in entry.get("comment", [])),
            *((one, self._offer) for one in entry.get("offer", [])),
        ]
        for step, do in sorted(steps, key=lambda pair: -int(pair[0]["days"])):
            do(Idea.objects.get(pk=idea.pk), step)
        for role in entry["supported_by"]:
            contributing.support(idea=idea, by=self.accounts[role], at=self.at)
        if "precedent" in entry:
            practice = Practice.objects.get(external_id=entry["precedent"], is_example=True)
            link_precedent(idea=idea, practice=practice, by=self.accounts[entry["by"]], at=self.at)
        if "call" in entry:
            self._call(idea, entry)
        if "decided" in entry:
            self._decide(idea, entry["decided"])
        if "parked" in entry:
            stages.park(idea=idea, reason=entry["parked"], **self._by(entry))

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)

    def _by(self, step: Mapping[str, Any]) -> dict[str, Any]:
        return {"by": self.accounts[step["by"]], "at": self._ago(step["days"])}

    def _note(self, entry: Mapping[str, Any]) -> Idea:
        group = entry.get("group")
        return noting.note_idea(
            **{name: entry.get(name, "") for name in ("title", "problem", "for_whom", "thought")},
            topics=[self.topics[slug] for slug in entry["topics"]],
            sdgs=entry["sdgs"],
            body=Body.objects.get(slug=BODIES.format(group)) if group else None,
            visibility=Visibility(entry["visibility"]),
            statement=_statement(*entry["statement"]) if "statement" in entry else None,
            is_example=True,
            **self._by(entry),
        )

    def _change(self, idea: Idea, step: Mapping[str, Any]) -> None:
        texts.change_text(idea=idea, text=step["text"], note=step["note"], **self._by(step))
        for stage in step["stages"]:
            stages.advance(idea=idea, to=IdeaStage(stage), **self._by(step))

    def _propose(self, idea: Idea, step: Mapping[str, Any]) -> None:
        change = changes.propose_change(idea=idea, text=step["text"], why=step["why"], **self._by(step))
        if step.get("answer") == "accepted":
            changes.accept_change(change=change, by=idea.author, at=self._ago(step["days"] - 2))
        elif step.get("answer") == "declined":
            changes.decline_change(change=change, reason=step["reason"], by=idea.author, at=self._ago(step["days"] - 2))

    def _comment(self, idea: Idea, step: Mapping[str, Any]) -> None:
        made = contributing.comment(idea=idea, text=step["text"], **self._by(step))
        if "hidden" in step:
            contributing.hide_comment(comment=made, reason=step["hidden"], by=idea.author, at=self._ago(step["days"]))

    def _offer(self, idea: Idea, step: Mapping[str, Any]) -> None:
        contributing.offer(idea=idea, text=step["text"], **self._by(step))

    def _call(self, idea: Idea, entry: Mapping[str, Any]) -> None:
        until = (self.at + timedelta(days=entry["call_days"])).date()
        calls.open_call(idea=idea, text=entry["call"], until=until, by=self.accounts[entry["by"]], at=self.at)

    def _decide(self, idea: Idea, text: str) -> None:
        """The group decides on it by consent: what the idea becomes is the reaction's work."""
        decision = put_decision(
            title=idea.title,
            text=text,
            method=Method.CONSENT,
            body=idea.body,
            visibility=Visibility.NETWORK,
            closes_at=self._ago(COUNTED),
            quorum=25,
            is_example=True,
            origin=f"{ORIGIN}:{idea.pk}",
            by=idea.author,
            at=self._ago(DECIDED),
        )
        open_decision(decision=decision, by=None, at=self._ago(DECIDED))
        for role in IN_FAVOUR:
            cast_ballot(
                decision=decision, choice={"stance": "consent"}, by=self.accounts[role], at=self._ago(DECIDED - 1)
            )
        close_decision(decision=decision, by=None, at=self._ago(COUNTED))


def _statement(question: str, number: int) -> Statement:
    return Statement.objects.select_related("question").get(question__title=question, number=number)
