"""What happened in a group, from the chronicle: of what one may see, and nothing that is confidential."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ideenschmiede.base.models import Account, Event, Visibility, Who
from ideenschmiede.deliberation.models import Decision, Question
from ideenschmiede.groups.models import Document, Task, WorkingGroup
from ideenschmiede.groups.queries.deliberations import decisions_of, questions_of
from ideenschmiede.groups.rules import may_run, sits_in
from ideenschmiede.people.models import Appointment, Person

OWN = (
    "group.founded", "group.mandate_set", "group.charter_written", "group.visibility_set", "group.report_written",
    "group.closed", "task.given", "task.changed", "task.finished", "task.reopened", "task.dropped", "document.added",
    "document.shown", "document.hidden", "document.removed",
)  # fmt: skip
INSIDE = ("handover.asked", "handover.written", "handover.taken_over")
LEADING = ("group.member_suggested",)
TERMS = (
    "appointment.activated",
    "appointment.taken_over",
    "appointment.ended",
    "appointment.resigned",
    "appointment.office_lost",
)
ASKED = ("question.opened", "question.closed")
DECIDED = ("decision.opened", "decision.closed", "decision.withdrawn")
VERBS = (*OWN, *INSIDE, *LEADING, *TERMS, *ASKED, *DECIDED)


def activity(who: Who, group: WorkingGroup) -> QuerySet[Event]:
    """The latest first. What confidential questions and decisions do is never in it, not even for who takes part."""
    own = [*OWN, *(INSIDE if sits_in(who, group) else ()), *(LEADING if may_run(who, group) else ())]
    openly = ~Q(visibility=Visibility.CONFIDENTIAL)
    chosen = Q(subject_type=WorkingGroup._meta.label_lower, subject_id=group.pk, verb__in=own)
    for model, rows, verbs in (
        (Appointment, Appointment.objects.filter(body=group.pk), TERMS),
        (Question, questions_of(who, group).filter(openly).order_by(), ASKED),
        (Decision, decisions_of(who, group).filter(openly).order_by(), DECIDED),
    ):
        kind: Any = model
        chosen |= Q(subject_type=kind._meta.label_lower, subject_id__in=rows.values("pk"), verb__in=verbs)
    return Event.objects.filter(chosen).order_by("-time", "-pk")


class Names:
    """What the ids of some events are called now; what is gone has no name. At most six queries."""

    def __init__(self, events: list[Event]) -> None:
        self.accounts = dict(Account.objects.filter(pk__in={event.actor for event in events}).values_list("pk", "name"))
        self.tasks = _named(Task, {event.data.get("task") for event in events})
        self.documents = _named(Document, {event.data.get("document") for event in events})
        persons = {event.data.get("person") for event in events if event.verb in TERMS}
        rows = Person.objects.filter(pk__in=persons - {None}, erased_at=None)
        self.persons = {person.pk: person.name for person in rows}
        self.questions = _named(Question, {event.subject_id for event in events if event.verb in ASKED})
        self.decisions = _named(Decision, {event.subject_id for event in events if event.verb in DECIDED})


def _named(model: Any, ids: set[Any]) -> dict[int, str]:
    wanted = ids - {None}
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", "title")) if wanted else {}
