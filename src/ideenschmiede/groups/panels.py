"""What other pages show of the working groups: what waits for me, what a group lacks, tasks that follow from it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.base.models import Account
from ideenschmiede.base.panels import Panel
from ideenschmiede.base.rules import is_chair, is_office, is_signed_in
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.groups.models import Task, WorkingGroup
from ideenschmiede.groups.queries.deliberations import decision_for
from ideenschmiede.groups.queries.groups import in_need, led_by
from ideenschmiede.groups.queries.handovers import handovers_for
from ideenschmiede.groups.queries.tasks import lines_of, tasks_for, tasks_from
from ideenschmiede.groups.rules import may_close, may_run, sees_work
from ideenschmiede.people.models import Body, Person
from ideenschmiede.people.rules import is_own_person
from ideenschmiede.people.rules.bodies import leads_a_body

SHOWN = 6
may_lead = is_office | leads_a_body
KINDS = {"deliberation.decision": "entscheidung", "ideas.idea": "idee"}


def home(request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "home": my tasks, the late ones of groups that I lead, handovers. Two queries, none for guests."""
    who = request.user
    if not isinstance(who, Account) or not is_signed_in(who):
        return None
    today = timezone.localdate()
    tasks, handovers = list(tasks_for(who, today)), list(handovers_for(who))
    if not tasks and not handovers:
        return None
    lines = lines_of(who, tasks[:SHOWN], today)
    return Panel("groups/panel_home.html", {"lines": lines, "more": len(tasks) - len(lines), "handovers": handovers})


def office(_request: HttpRequest, _state: object) -> Panel | None:
    """For the slot "office": groups that lack something. One query."""
    found = in_need(timezone.localdate())
    return Panel("groups/panel_office.html", {"groups": found}) if found else None


def body(request: HttpRequest, thing: Body) -> Panel | None:
    """For the slot "body": the way to the page of the group, and to its closing. No query."""
    if thing.kind != Body.Kind.WORKING_GROUP:
        return None
    closes = thing.closed_on is None and may_close(request.user)
    return Panel("groups/panel_body.html", {"slug": thing.slug, "may_close": closes})


def person(request: HttpRequest, thing: Person) -> Panel | None:
    """For the slot "person": a chair can suggest the person for the group. Two queries, none for others."""
    who = request.user
    if not isinstance(who, Account) or not is_chair(who) or is_own_person(who, thing):
        return None
    groups = led_by(who)
    return Panel("groups/panel_person.html", {"groups": groups, "person": thing}) if groups else None


def origin(request: HttpRequest, thing: Any) -> Panel | None:
    """For the slots "decision" and "idea": the tasks that follow from it; who leads a group makes one of it. At most
    two queries."""
    who = request.user
    tasks = [task for task in tasks_from(thing) if sees_work(who, task)]
    groups = _groups_for(who, thing)
    if not tasks and not groups:
        return None
    said = f"{KINDS[thing._meta.label_lower]}-{thing.pk}"
    return Panel(
        "groups/panel_origin.html",
        {"lines": lines_of(who, tasks, timezone.localdate()), "groups": groups, "origin": said},
    )


def task(request: HttpRequest, thing: Task) -> Panel | None:
    """For the slot "task": the decision from which it follows. One query for these."""
    if thing.origin_type != Decision._meta.label_lower or thing.origin_id is None:
        return None
    decision = decision_for(request.user, thing.origin_id)
    return Panel("groups/panel_task.html", {"decision": decision}) if decision else None


def _groups_for(who: Any, thing: Model) -> list[WorkingGroup]:
    """The groups in which `who` can make a task of it: the one that carries it, or else those that `who` leads."""
    if not may_lead(who):
        return []
    body = getattr(thing, "body_id", None)
    rows = WorkingGroup.objects.filter(pk=body, body__closed_on=None).select_related("body") if body else ()
    own = [group for group in rows if may_run(who, group)]
    return own or (led_by(who) if isinstance(who, Account) else [])
