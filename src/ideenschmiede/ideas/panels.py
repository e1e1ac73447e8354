"""What other pages show of this app: ideas that came from something, a group's ideas, what waits for me."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from ideenschmiede.base.models import Event
from ideenschmiede.base.panels import Panel
from ideenschmiede.deliberation.models import Decision, Question, Statement
from ideenschmiede.groups.models import Task
from ideenschmiede.ideas.models import Idea, IdeaStage
from ideenschmiede.ideas.queries.ideas import events_of_ideas, ideas_from, visible_ideas, waiting_changes
from ideenschmiede.ideas.rules.ideas import may_note, may_note_for
from ideenschmiede.people.models import Body, Person

SHOWN = 5
MOST_EVENTS = 30
HAPPENED: dict[str, Any] = {
    "idea.noted": gettext_lazy("noted"),
    "idea.changed": gettext_lazy("written anew"),
    "idea.change_accepted": gettext_lazy("a proposed change was taken over"),
    "idea.advanced": gettext_lazy("has reached the stage “%(stage)s”"),
    "idea.parked": gettext_lazy("rests"),
    "idea.resumed": gettext_lazy("goes on"),
    "idea.decision_linked": gettext_lazy("is to be decided on"),
    "idea.call_opened": gettext_lazy("looks for partners"),
    "idea.merged": gettext_lazy("goes on in another idea"),
}
"""What became of the ideas of a group, as its page of what happened says it after the title."""


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


def activity(request: HttpRequest, thing: OfGroup) -> Panel | None:
    """For the slot "activity": what happened to the ideas of a group. Three queries at most."""
    happened = events_of_ideas(request.user, thing.body, HAPPENED, MOST_EVENTS)
    lines = [(event, idea, HAPPENED[event.verb] % {"stage": _stage(event)}) for event, idea in happened]
    return Panel("ideas/panel_activity.html", {"lines": lines}) if lines else None


def _stage(event: Event) -> str:
    return str(IdeaStage(event.data["stage"]).label) if "stage" in event.data else ""


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
