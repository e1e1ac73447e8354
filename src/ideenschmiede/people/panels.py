"""What other pages show of this app: the people of a place, whom to ask about something done there, what waits."""

from __future__ import annotations

from typing import Protocol

from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.base.models import Account, Topic
from ideenschmiede.base.panels import Panel
from ideenschmiede.people.models import Person, Status, YearlyQuestion
from ideenschmiede.people.papers.appointments import term_of
from ideenschmiede.people.queries.appointments import appointments_of, open_cases_of, open_questions_of
from ideenschmiede.people.queries.places import people_at, whom_to_ask
from ideenschmiede.people.queries.waiting import waiting
from ideenschmiede.people.rules import is_own_person, may_record_person
from ideenschmiede.people.rules.appointments import may_appoint
from ideenschmiede.people.rules.bodies import is_asked_to_stay
from ideenschmiede.places.models import Place

SHOWN = 10
ASKED = 3


class _Topics(Protocol):
    def all(self) -> list[Topic]: ...


class Done(Protocol):
    """Something that was done somewhere, of an app above."""

    place_id: int | None
    topics: _Topics


def place(request: HttpRequest, thing: Place) -> Panel | None:
    """For the slot "place": who holds an office there now. One query."""
    holders = people_at(request.user, thing, timezone.localdate(), SHOWN)
    may_record = may_record_person(request.user)
    if not holders and not may_record:
        return None
    context = {"place": thing, "holders": holders, "may_record": may_record}
    return Panel("people/panel_place.html", context)


def practice(request: HttpRequest, thing: Done) -> Panel | None:
    """For the slot "practice": whom one can ask. Three queries."""
    persons = whom_to_ask(request.user, thing.place_id, thing.topics.all(), timezone.localdate(), ASKED)
    return Panel("people/panel_practice.html", {"persons": persons}) if persons else None


def office(_request: HttpRequest, _state: object) -> Panel:
    """For the slot "office": the appointments that wait. Two queries."""
    return Panel("people/panel_office.html", {"waiting": waiting(timezone.localdate())})


def home(request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "home": the yearly question, where it waits for an answer. One query, where none waits that of the
    seats, which other panels ask for as well; none for guests."""
    who = request.user
    questions = open_questions_of(who) if isinstance(who, Account) and is_asked_to_stay(who) else []
    return Panel("people/panel_home.html", {"questions": questions}) if questions else None


def person(request: HttpRequest, thing: Person) -> Panel | None:
    """For the slot "person": the appointments, for the person and the office. No query more, and one of the office for
    what is under way."""
    who = request.user
    own = is_own_person(who, thing)
    if thing.erased_at or not (own or may_appoint(who)):
        return None
    appointments = appointments_of(thing)
    asking = [one for one in appointments if own and one.asks and one.status == Status.ACTIVE]
    context = {
        "person": thing,
        "lines": [{"appointment": one, "term": term_of(one)} for one in appointments],
        "under_way": open_cases_of(thing) if may_appoint(who) else [],
        "questions": [YearlyQuestion(pk=one.asks, appointment=one) for one in asking],
        "own": own,
        "may_appoint": may_appoint(who),
    }
    return Panel("people/my_appointments.html", context)
