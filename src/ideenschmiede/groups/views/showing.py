"""How a group, its tasks and what happened in it are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Event, Who
from ideenschmiede.base.text import long_date
from ideenschmiede.groups.models import Task, WorkingGroup
from ideenschmiede.groups.queries.activity import ASKED, DECIDED, TERMS, Names
from ideenschmiede.people.models import Capacity
from ideenschmiede.people.views.finding import url_of

LINK = '<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>'
BREAK = mark_safe("<br>")
MOST_DEADLINES = 3


@dataclass(frozen=True)
class Happened:
    """One line of what happened: when, what in words, who did it ("" where nobody in particular)."""

    event: Event
    words: str
    actor: str


WORDS: dict[str, Any] = {
    "group.founded": gettext_lazy("The working group was founded."),
    "group.mandate_set": gettext_lazy("The mandate was changed."),
    "group.charter_written": gettext_lazy("How we work together was written anew."),
    "group.visibility_set": gettext_lazy("Who sees the group was changed."),
    "group.report_written": gettext_lazy("The closing report was written."),
    "group.closed": gettext_lazy("The working group was closed."),
    "group.member_suggested": gettext_lazy("Somebody was suggested to the office as a member."),
    "task.given": gettext_lazy("New task: %(task)s"),
    "task.changed": gettext_lazy("Task changed: %(task)s"),
    "task.finished": gettext_lazy("Done: %(task)s"),
    "task.reopened": gettext_lazy("Open again: %(task)s"),
    "task.dropped": gettext_lazy("A task was dropped."),
    "document.added": gettext_lazy("New document: %(document)s"),
    "document.shown": gettext_lazy("Now public: %(document)s"),
    "document.hidden": gettext_lazy("No longer public: %(document)s"),
    "document.removed": gettext_lazy("A document was removed."),
    "handover.asked": gettext_lazy("The chair is to be handed over."),
    "handover.written": gettext_lazy("The handover was written."),
    "handover.taken_over": gettext_lazy("The handover was taken over."),
    "appointment.activated": gettext_lazy("%(person)s is now in the group."),
    "appointment.taken_over": gettext_lazy("%(person)s is now in the group."),
    "appointment.ended": gettext_lazy("%(person)s is no longer in the group."),
    "appointment.resigned": gettext_lazy("%(person)s is no longer in the group."),
    "appointment.office_lost": gettext_lazy("%(person)s is no longer in the group."),
    "question.opened": gettext_lazy("Question opened: %(question)s"),
    "question.closed": gettext_lazy("Question closed: %(question)s"),
    "decision.opened": gettext_lazy("Decision opened: %(decision)s"),
    "decision.closed": gettext_lazy("Decided: %(decision)s"),
    "decision.withdrawn": gettext_lazy("Decision withdrawn: %(decision)s"),
}
NOBODYS = frozenset(TERMS)  # who of the office did it says nothing about the group


def happened(events: Iterable[Event]) -> list[Happened]:
    """In words; what is gone by now is “something that was removed”."""
    rows = list(events)
    names = Names(rows)
    gone = _("something that was removed")
    found = []
    for event in rows:
        parts = {
            "task": names.tasks.get(event.data.get("task"), gone),
            "document": names.documents.get(event.data.get("document"), gone),
            "person": names.persons.get(event.data.get("person"), _("Somebody")),
            "question": names.questions.get(event.subject_id, gone) if event.verb in ASKED else "",
            "decision": names.decisions.get(event.subject_id, gone) if event.verb in DECIDED else "",
        }
        actor = "" if event.verb in NOBODYS or event.actor is None else names.accounts.get(event.actor, "")
        found.append(Happened(event, str(WORDS[event.verb]) % parts, actor))
    return found


def key_facts(
    group: WorkingGroup, members: list[Any], deadlines: Iterable[tuple[date, str]]
) -> Iterator[tuple[str, Any]]:
    """Pairs for the box of key facts."""
    if group.body.closed_on:
        yield _("Closed"), _day(group.body.closed_on)
    yield _("Mandate until"), _day(group.until) if group.until else _("until further notice")
    yield _("It owes"), group.owes
    for capacity in (Capacity.CHAIR, Capacity.DEPUTY):
        yield str(capacity.label), _several(named(one) for one in members if one.capacity == capacity)
    yield (
        _("Next deadlines"),
        format_html_join(
            "",
            '<span class="groups-deadline">{}: {}</span> ',
            ((_day(day), what) for day, what in sorted(deadlines)[:MOST_DEADLINES]),
        ),
    )


def named(appointment: Any) -> SafeString:
    """The name, as a link where the reader may see the person."""
    name = appointment.person.name
    return format_html(LINK, url_of(appointment.person), name) if appointment.is_seen else format_html("{}", name)


def deadlines_of(tasks: Iterable[Task], others: Iterable[Any], today: date) -> Iterator[tuple[date, str]]:
    """What is due next: open tasks, and questions and decisions that close."""
    for task in tasks:
        if task.done_at is None and task.due_on and task.due_on >= today:
            yield task.due_on, task.title
    for one in others:
        if one.stage == "open" and one.closes_at:
            yield timezone.localdate(one.closes_at), one.title


def shown_members(who: Who, members: list[Any], *, to_all: bool) -> tuple[list[Any], int]:
    """Those whom the reader may see by name, and how many others there are."""
    shown = members if to_all else [one for one in members if one.is_seen]
    return shown, len(members) - len(shown)


def _several(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join(BREAK, "{}", ((part,) for part in parts))


def _day(day: date) -> str:
    return long_date(day, language=get_language())
