"""The working groups of the demo network: mandate, charter, tasks, documents, a handover."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ideenschmiede.base.files import CheckedFile
from ideenschmiede.base.models import Topic
from ideenschmiede.groups.actions.documents import add_document
from ideenschmiede.groups.actions.handovers import write_handover
from ideenschmiede.groups.actions.mandates import set_mandate, set_visibility, write_charter
from ideenschmiede.groups.actions.tasks import finish_task, give_task
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.people.models import Person
from ideenschmiede.site.demo import content


def load(*, topics: Mapping[str, Topic], at: datetime) -> None:
    """Expects the people of the demo, and their seats in the groups."""
    persons = {person.name: person for person in Person.objects.filter(is_example=True)}
    for entry in content.groups():
        _load(entry, persons, topics, at)


def _load(entry: dict[str, Any], persons: Mapping[str, Person], topics: Mapping[str, Topic], at: datetime) -> None:
    group = WorkingGroup.objects.select_related("body").get(body__slug=f"arbeitsgruppe-{entry['short']}")
    until = (at + timedelta(days=entry["until"])).date()
    chosen = [topics[slug] for slug in entry["topics"]]
    set_mandate(group=group, aim=entry["aim"], owes=entry["owes"], until=until, topics=chosen, by=None, at=at)
    set_visibility(group=group, visibility=entry["visibility"], is_known=False, by=None, at=at)
    group.refresh_from_db()
    write_charter(group=group, charter=entry["charter"], by=None, at=at)
    for task in entry["task"]:
        _give(task, group, persons, at)
    for document in entry["document"]:
        text = document.get("file", "").lstrip().encode()
        add_document(
            group=group,
            title=document["title"],
            link=document.get("link", ""),
            file=CheckedFile(text, ".txt") if text else None,
            file_name="beispiel.txt" if text else "",
            is_public=document.get("public", False),
            by=None,
            at=at,
        )
    if handover := entry.get("handover"):
        asked = Handover.objects.create(group=group, from_person=persons[handover["from"]], asked_at=at)
        words = {
            "achieved": handover["achieved"],
            "open_matters": handover["open"],
            "advice": handover["advice"],
        }
        write_handover(group=group, handover=asked, **words, by=None, at=at)


def _give(entry: dict[str, Any], group: WorkingGroup, persons: Mapping[str, Person], at: datetime) -> None:
    due = (at + timedelta(days=entry["due"])).date() if "due" in entry else None
    person = persons[entry["who"]] if "who" in entry else None
    made = give_task(
        group=group, title=entry["title"], person=person, due_on=due, note=entry.get("note", ""), by=None, at=at
    )
    if "done" in entry:
        finish_task(task=made, result=entry["done"], by=None, at=at)
