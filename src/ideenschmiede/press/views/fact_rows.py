"""The facts of a draft as rows of a table, grouped by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base.dates import parse_span
from ideenschmiede.base.models import Topic
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.base.text import long_date
from ideenschmiede.people.models import Person
from ideenschmiede.press.forms import told_apart
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import Draft, DraftFact
from ideenschmiede.press.queries.persons import persons_by_id
from ideenschmiede.press.views.wording import DETAILS, confidence

AROUND = 32
SHOWN = 2


def groups(found: Clipping, draft: Draft) -> list[dict[str, Any]]:
    """Per kind: its name and the rows of its facts, those that were dropped last."""
    persons = persons_by_id(fact.person for fact in draft.facts if fact.person)
    topics = {topic.slug: str(topic) for topic in Topic.objects.all()}
    rows: dict[str, list[dict[str, Any]]] = {}
    for fact in sorted(draft.facts, key=lambda fact: fact.is_dropped):
        rows.setdefault(fact.kind, []).append(_row(fact, found.mended, persons, topics))
    return [
        {"kind": kind.value, "label": str(kind.label), "rows": rows[kind.value]}
        for kind in Mention.Kind
        if kind.value in rows
    ]


def _row(fact: DraftFact, text: str, persons: Mapping[int, Person], topics: Mapping[str, str]) -> dict[str, Any]:
    return {
        "fact": fact,
        "value": in_words(fact, topics),
        "detail": [(str(DETAILS[name]), value) for name, value in fact.detail.items() if name in DETAILS and value],
        "where": [_around(fact, text, n) for n in range(1, min(len(fact.spans), SHOWN) + 1)],
        "more": max(0, len(fact.spans) - SHOWN),
        "confidence": confidence(fact.confidence) if fact.state == "found" else _("corrected by the office"),
        "linked": _linked(fact, persons),
        "open": _open(fact),
    }


def in_words(fact: DraftFact, topics: Mapping[str, str]) -> str:
    """The value as one reads it."""
    if fact.kind == Mention.Kind.DATE:
        return long_date(parse_span(fact.value).first, language=get_language())
    if fact.kind == Mention.Kind.TOPIC:
        return topics.get(fact.value, fact.label)
    if fact.kind == Mention.Kind.SDG:
        return f"{fact.value} · {SDGS[int(fact.value)]}" if fact.value else _("the goals as a whole")
    return fact.label


def _around(fact: DraftFact, text: str, n: int) -> dict[str, str]:
    """The words of a fact with a few whole ones on both sides."""
    start, end = fact.spans[n - 1]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND and not text[start - AROUND - 1].isspace():
        before = before.partition(" ")[2]
    if end + AROUND < len(text) and not text[end + AROUND].isspace():
        after = after.rpartition(" ")[0]
    return {
        "anchor": f"stelle-{fact.id}-{n}",
        "before": " ".join(before.split()),
        "words": " ".join(text[start:end].split()),
        "after": " ".join(after.split()),
    }


def _linked(fact: DraftFact, persons: Mapping[int, Person]) -> str:
    """What it stands for in the network's own data."""
    if fact.kind == Mention.Kind.PLACE and fact.place:
        return ", ".join(filter(None, (fact.value, fact.detail.get("where", ""))))
    if fact.person:
        known = persons.get(fact.person)
        return told_apart(known) if known else ""
    if fact.new_person:
        return _("not known yet: is recorded if the article becomes evidence for this person")
    return _("known to the network") if fact.organisation else ""


def _open(fact: DraftFact) -> str:
    """What the office still has to say before the fact can be evidence."""
    if fact.is_dropped:
        return ""
    if fact.kind == Mention.Kind.PLACE and not fact.place:
        return _("Which place of this name is it?")
    if fact.kind == Mention.Kind.PERSON and not fact.person and not fact.new_person:
        return _("Which person is it?")
    return ""
