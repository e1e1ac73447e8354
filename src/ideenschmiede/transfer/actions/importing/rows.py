"""One row of a table → the draft of a practice, or the reason why it is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ideenschmiede.base.importing import SHOWN, Flaw, Unfit, is_nothing, split_words
from ideenschmiede.base.models import Topic
from ideenschmiede.base.tables import SHORT, Row
from ideenschmiede.places.models import fold
from ideenschmiede.places.queries import Directory, place_id
from ideenschmiede.transfer.actions.importing.targets import BY_FIELD, TELLING
from ideenschmiede.transfer.actions.importing.values import READERS
from ideenschmiede.transfer.actions.importing.words import OUTCOME, STATUS
from ideenschmiede.transfer.models import Status

LONGEST_SUMMARY = 1_000
ENOUGH, AT_MOST = 80, 400  # characters of a summary that is made of first sentences
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÄÖÜ„\"“(\d])")
FORGIVEN = frozenset({"outcome", "link", "email", "sdg"})  # the row is kept without the value, which is reported


@dataclass(frozen=True)
class Draft:
    """A practice as it would be stored. `given` are the fields that the table speaks about."""

    row: int
    values: Mapping[str, Any]
    topics: frozenset[str]
    given: frozenset[str]


@dataclass
class Reader:
    """Reads rows by a mapping of field → column. `words` adds to the known words, per field: folded word → value."""

    columns: Mapping[str, int]
    names: Mapping[str, str]
    places: Directory
    topics: Mapping[str, Topic]
    known_topics: Mapping[str, str]
    today: date
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    remarks: list[Flaw] = field(default_factory=list)
    _places: dict[str, int | None] = field(default_factory=dict)

    def read(self, row: Row) -> Draft | Flaw:
        """The draft of a row, or its first flaw."""
        used = set(self.names.values())
        remarks: list[Flaw] = []
        for broken in row.flaws:
            flaw = Flaw(row.number, broken.column, broken.code, broken.value[:SHOWN])
            if broken.code == SHORT:
                remarks.append(flaw)
            elif not broken.column or broken.column in used:
                return flaw
        cells = {name: row.cells[at] for name, at in self.columns.items() if not is_nothing(row.cells[at])}
        values: dict[str, Any] = {}
        for name, cell in cells.items():
            try:
                values |= self._value(row.number, name, cell, remarks)
            except Unfit as error:
                flaw = Flaw(row.number, self.names[name], error.code, cell[:SHOWN])
                if error.code not in FORGIVEN:
                    return flaw
                remarks.append(flaw)
        given = frozenset(values)  # before anything is derived: what people wrote is not overwritten by a guess
        missing = self._complete(row.number, values)
        if missing is not None:
            return missing
        self.remarks += remarks
        return Draft(row.number, values, frozenset(values.pop("topics", ())), given)

    def _value(self, row: int, name: str, cell: str, remarks: list[Flaw]) -> dict[str, Any]:
        kind = BY_FIELD[name].kind
        if kind == "place":
            return self._place(cell)
        if kind == "topics":
            found = self._topics(row, cell, remarks)
            return {"topics": found} if found else {}
        if kind == "status":
            return self._word("status", STATUS, cell)
        if kind == "outcome":
            return self._word("outcome", OUTCOME, cell)
        if name == "summary" and len(cell) > LONGEST_SUMMARY:
            return self._long_summary(cell)
        return {name: READERS[kind](name, cell)}

    def _long_summary(self, cell: str) -> dict[str, Any]:
        """A whole description under the name of a summary tells what was done; its beginning sums it up."""
        source = self.names.get("done", self.names["summary"])
        if source != self.names["summary"]:
            raise Unfit("too_long")
        return {"done": READERS["text"]("done", cell)}

    def _place(self, cell: str) -> dict[str, Any]:
        if cell not in self._places:
            self._places[cell] = place_id(self.places, cell)
        found = self._places[cell]
        return {"place_id": found} if found is not None else {"place_text": READERS["line"]("place_text", cell)}

    def _topics(self, row: int, cell: str, remarks: list[Flaw]) -> set[str]:
        words = {**self.known_topics, **self.words.get("topics", {})}
        found = set()
        for word in split_words(cell, words, fold):
            slug = words.get(fold(word))
            if slug in self.topics:
                found.add(slug)
            elif slug is None:
                remarks.append(Flaw(row, self.names["topics"], "topic", word[:SHOWN]))
        return {slug for slug in found if slug}

    def _word(self, name: str, known: Mapping[str, str], cell: str) -> dict[str, Any]:
        """What a word of status or outcome stands for; nothing where the office said that it says nothing."""
        value = {**known, **self.words.get(name, {})}.get(fold(cell))
        if value is None:
            raise Unfit(name)
        return {name: value} if value else {}

    def _complete(self, row: int, values: dict[str, Any]) -> Flaw | None:
        """Fill in what follows from the rest; the flaw where something is missing or contradicts itself."""
        if not values.get("title"):
            return Flaw(row, self.names["title"], "missing")
        told = next((values[name] for name in TELLING if values.get(name)), "")
        if not told:
            return Flaw(row, next(self.names[name] for name in TELLING if name in self.names), "missing")
        values.setdefault("summary", first_sentences(told))
        if values.get("place_id"):
            values.pop("place_text", None)
        started, ended = values.get("started_on"), values.get("ended_on")
        if started and ended and ended < started:
            return Flaw(row, self.names["ended_on"], "order", f"{ended.isoformat()} < {started.isoformat()}")
        if started or ended:
            values.setdefault("status", status_by_dates(started, ended, self.today))
        return None


def status_by_dates(started: date | None, ended: date | None, today: date) -> Status:
    """What the dates say where the table has no word for it."""
    if ended and ended < today:
        return Status.FINISHED
    return Status.PLANNED if started and started > today else Status.RUNNING


def first_sentences(told: str) -> str:
    """The first sentences of a text, enough to know what it is about and at most 400 characters."""
    summary = ""
    for sentence in SENTENCE_END.split(" ".join(told[: 4 * AT_MOST].split())):
        if summary and (len(summary) >= ENOUGH or len(summary) + len(sentence) > AT_MOST):
            break
        summary = f"{summary} {sentence}".strip()
    if len(summary) <= AT_MOST:
        return summary
    return summary[: AT_MOST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
