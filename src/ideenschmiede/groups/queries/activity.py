"""What happened in a group, from the chronicle: of what one may see, and nothing that is confidential."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet, Value

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
    """What the ids of some events are called now; what is gone has no name. At most three queries."""

    def __init__(self, events: list[Event]) -> None:
        self.accounts = dict(Account.objects.filter(pk__in={event.actor for event in events}).values_list("pk", "name"))
        persons = {event.data.get("person") for event in events if event.verb in TERMS}
        rows = Person.objects.filter(pk__in=persons - {None}, erased_at=None)
        self.persons = {person.pk: person.name for person in rows}
        self.tasks, self.documents, self.questions, self.decisions = _titles(
            (Task, {event.data.get("task") for event in events}),
            (Document, {event.data.get("document") for event in events}),
            (Question, {event.subject_id for event in events if event.verb in ASKED}),
            (Decision, {event.subject_id for event in events if event.verb in DECIDED}),
        )


def _titles(*wanted: tuple[type[Model], set[Any]]) -> list[dict[int, str]]:
    """For each kind of thing: id → title. One query for all of them."""
    kinds: list[Any] = [model._default_manager.filter(pk__in=ids - {None}) for model, ids in wanted]
    rows = [kind.order_by().values_list(Value(number), "pk", "title") for number, kind in enumerate(kinds)]
    found: list[dict[int, str]] = [{} for _kind in wanted]
    for number, pk, title in rows[0].union(*rows[1:], all=True):
        found[number][pk] = title
    return found
