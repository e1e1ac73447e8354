"""The questions of the demo network: one open, one confidential, one closed, one in preparation."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.utils.timezone import localtime

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.actions.beginning import ask_with_statements
from ideenschmiede.deliberation.actions.moderation import hide_statement, merge_statements
from ideenschmiede.deliberation.actions.questions import close_question, open_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.unlinking import secret_pk
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.people.models import Body
from ideenschmiede.site.demo import content

PASSES = 0.08  # how many of those who answer abstain
FIELDS = ("title", "context", "promise", "audience", "visibility")


def load(*, accounts: Mapping[str, Account], at: datetime) -> None:
    """Expects the people of the demo. `accounts`: those one can sign in as, by their role."""
    for entry in content.questions():
        _Loader(entry, accounts, at).load()


class _Loader:
    """One question, by the actions that chairs and members use, each at its time; the votes of those who do not exist
    are written at once."""

    def __init__(self, entry: dict[str, Any], accounts: Mapping[str, Account], at: datetime) -> None:
        self.entry, self.accounts, self.at = entry, accounts, at
        self.chance = random.Random(entry["title"])  # noqa: S311  no secret: the same votes in every demo

    def load(self) -> None:
        began = self._day(self.entry.get("opens", 0))
        question = ask_with_statements(
            first=[row[0] for row in self.entry["statements"]],
            **{name: self.entry[name].strip() for name in FIELDS},
            body=Body.objects.get(slug=self.entry["body"]),
            closes_at=localtime(self._day(self.entry["closes"])).replace(hour=18, minute=0, second=0, microsecond=0),
            is_example=True,
            by=None,
            at=began,
        )
        if "opens" not in self.entry:
            return
        question = open_question(question=question, by=None, at=began)
        for row in self.entry.get("written", []):
            self._write(question, row, began + timedelta(days=1))
        self._vote(question, began)
        for row in self.entry.get("written", []):
            self._moderate(question, row, began + timedelta(days=2))
        if self.entry["closes"] < 0:
            close_question(question=question, by=None, at=self._day(self.entry["closes"]))

    def _write(self, question: Question, row: dict[str, Any], when: datetime) -> None:
        write_statement(question=question, text=row["text"], by=self.accounts[row["by"]], at=when)

    def _moderate(self, question: Question, row: dict[str, Any], when: datetime) -> None:
        statement = question.statements.get(text=row["text"])
        if "merge" in row:
            into = question.statements.get(number=row["merge"])
            merge_statements(statement=statement, into=into, reason=row["reason"], by=None, at=when)
        if "hide" in row:
            hide_statement(statement=statement, reason=row["hide"], by=None, at=when)

    def _vote(self, question: Question, began: datetime) -> None:
        written = {row["text"]: row["agree"] for row in self.entry.get("written", [])}
        likely = {row[0]: row[1:] for row in self.entry["statements"]} | written
        statements = list(question.statements.order_by("number"))
        votes = [
            vote
            for group, size in enumerate(self.entry["groups"])
            for _person in range(size)
            for vote in self._votes(question, statements, likely, group, began)
        ]
        if not question.is_confidential:
            votes.sort(key=attrgetter("at"))  # the history of the map follows their order
        with writing():
            Vote.objects.bulk_create(votes, batch_size=500)

    def _votes(
        self,
        question: Question,
        statements: list[Statement],
        likely: Mapping[str, list[float]],
        group: int,
        began: datetime,
    ) -> Iterator[Vote]:
        """What one person who does not exist says."""
        voter, when = self.chance.getrandbits(63), began + timedelta(hours=self.chance.randrange(1, 72))
        for statement in statements:
            if self.chance.random() > self.entry["seen"]:
                continue
            vote = Vote(
                question=question, statement=statement, voter=voter, value=self._value(likely, statement, group)
            )
            if question.is_confidential:
                vote.pk = secret_pk()
            else:
                vote.at = when
            yield vote

    def _value(self, likely: Mapping[str, list[float]], statement: Statement, group: int) -> int:
        if self.chance.random() < PASSES:
            return Vote.PASS
        return Vote.AGREE if self.chance.random() < likely[statement.text][group] else Vote.DISAGREE

    def _day(self, days: int) -> datetime:
        return self.at + timedelta(days=days)
