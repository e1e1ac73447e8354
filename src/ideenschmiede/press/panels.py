"""What pages of lower apps show of the press: of a person, of an appointment, of a place."""

from __future__ import annotations

from django.http import HttpRequest

from ideenschmiede.base.panels import Panel
from ideenschmiede.people.models import Appointment, Person
from ideenschmiede.places.models import Place
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.clippings import clippings
from ideenschmiede.press.queries.lines import about_person, about_place
from ideenschmiede.press.queries.releases import draft_releases, releases_of
from ideenschmiede.press.rules import may_write_releases

SHOWN = 10
FEW = 5


def office(_request: HttpRequest, _thing: object) -> Panel | None:
    """For the slot "office": articles to be checked and releases not yet out. Three queries."""
    waiting = clippings(Clipping.Status.NEW)
    context = {"waiting": list(waiting[:FEW]), "count": waiting.count(), "drafts": list(draft_releases()[:FEW])}
    return Panel("press/panel_office.html", context) if context["waiting"] or context["drafts"] else None


def person(request: HttpRequest, thing: Person) -> Panel | None:
    """For the slot "person": releases and articles about them. One query; nothing where there is nothing."""
    lines = about_person(request.user, thing, SHOWN)
    return Panel("press/panel_lines.html", {"lines": lines}) if lines else None


def place(request: HttpRequest, thing: Place) -> Panel | None:
    """For the slot "place": articles that are evidence for it. One query."""
    lines = about_place(request.user, thing, SHOWN)
    return Panel("press/panel_lines.html", {"lines": lines}) if lines else None


def appointment(request: HttpRequest, thing: Appointment) -> Panel | None:
    """For the slot "appointment": its releases; the office drafts one here. One query."""
    may_draft = may_write_releases(request.user) and not thing.body.is_discreet
    context = {"appointment": thing, "releases": list(releases_of(request.user, thing)[:SHOWN]), "may_draft": may_draft}
    return Panel("press/panel_appointment.html", context) if may_draft or context["releases"] else None
