"""What other pages show of this app: ideas that came from something, a group's ideas, what waits for me."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest

from ideenschmiede.base.panels import Panel
from ideenschmiede.deliberation.models import Decision, Question, Statement
from ideenschmiede.groups.models import Task
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.ideas import ideas_from, visible_ideas, waiting_changes
from ideenschmiede.ideas.rules.ideas import may_note, may_note_for
from ideenschmiede.people.models import Body, Person

SHOWN = 5


class OfGroup(Protocol):
    """A working group, of whichever app keeps it."""

    body: Body


def statement(request: HttpRequest, thing: Statement) -> Panel | None:
    """For the slot "statement": make an idea of it. No query."""
    return Panel("ideas/panel_statement.html", {"statement": thing}) if may_note(request.user) else None


def question(request: HttpRequest, thing: Question) -> Panel | None:
    """For the slot "question": what came of it, and a way to note one. One query."""
    found = ideas_from(request.user, limit=SHOWN, question=thing)
    context: dict[str, Any] = {"question": thing, "ideas": found, "may_note": may_note(request.user)}
    return Panel("ideas/panel_question.html", context) if found or context["may_note"] else None


def decision(request: HttpRequest, thing: Decision) -> Panel | None:
    """For the slot "decision": the idea that it decides on. One query."""
    found = ideas_from(request.user, limit=SHOWN, decision=thing)
    return Panel("ideas/panel_decision.html", {"ideas": found}) if found else None


def group(request: HttpRequest, thing: OfGroup) -> Panel | None:
    """For the slot "group": the latest ideas that it carries. One query."""
    found = ideas_from(request.user, limit=SHOWN + 1, body=thing.body)
    notes = thing.body.closed_on is None and may_note_for(request.user, thing.body)
    context = {"body": thing.body, "ideas": found[:SHOWN], "more": len(found) > SHOWN, "may_note": notes}
    return Panel("ideas/panel_group.html", context) if found or notes else None


def person(request: HttpRequest, thing: Person) -> Panel | None:
    """For the slot "person": where the network notes what this person inspired. No query."""
    return (
        None if thing.erased_at or not may_note(request.user) else Panel("ideas/panel_person.html", {"person": thing})
    )


def task(request: HttpRequest, thing: Task) -> Panel | None:
    """For the slot "task": the idea from which it follows. One query for these."""
    if thing.origin_type != Idea._meta.label_lower or thing.origin_id is None:
        return None
    found = visible_ideas(request.user).filter(pk=thing.origin_id).first()
    return Panel("ideas/panel_task.html", {"idea": found}) if found else None


def home(request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "home": proposed changes that wait for an answer. Two queries at most, none for guests."""
    found = waiting_changes(request.user, SHOWN)
    return Panel("ideas/panel_home.html", {"changes": found}) if found else None
