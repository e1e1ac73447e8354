"""How a practice and its adoptions are put into words on their page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.base.dates import loosely
from ideenschmiede.base.fields import is_web_address
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import Directory, where_is
from ideenschmiede.places.twins import people
from ideenschmiede.transfer.models import Adoption, Outcome, Practice

STALE = timedelta(days=365)
OUTCOME_KINDS = {
    Outcome.WORKED: "success",
    Outcome.PARTLY: "warning",
    Outcome.FAILED: "danger",
    Outcome.STOPPED: "danger",
    Outcome.OPEN: "info",
}


def outcome_kind(outcome: str) -> str:
    """KERN's word for how an outcome is shown."""
    return OUTCOME_KINDS[Outcome(outcome)]


def key_facts(practice: Practice, places: Directory) -> list[tuple[str, Any]]:
    """Pairs for the box of key facts; what is not known is None."""
    place = practice.place
    return [
        (_("Place"), place_link(place, places) if place else practice.place_text),
        (_("Inhabitants"), people(place) or None if place else None),
        (_("When"), period(practice)),
        (_("Status"), practice.get_status_display()),
        (_("How it went"), practice.get_outcome_display()),
        (_("Cost, one-off"), _euro(practice.cost_once)),
        (_("Cost per year"), _euro(practice.cost_yearly)),
        (_("Staff time"), _hours(practice)),
        (_("Adoptions"), _adopters(practice)),
        (_("Goals (SDG)"), ", ".join(f"{number} {SDGS[number]}" for number in practice.sdgs if number in SDGS) or None),
    ]


def place_link(place: Place, places: Directory) -> Any:
    """The name with what tells the place apart, as a link where places have pages."""
    name: Any = place.full_name
    with suppress(NoReverseMatch):
        url = reverse("places:detail", args=(place.key, place.slug))
        name = format_html('<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>', url, name)
    where = where_is(place, places)
    return format_html('{} <span class="transfer-where">({})</span>', name, where) if where else name


def period(practice: Practice) -> str | None:
    """ "2019 bis Mai 2022", "seit 2019", "bis 2022"."""
    language = get_language()
    start = loosely(practice.started_on, language=language) if practice.started_on else ""
    end = loosely(practice.ended_on, end=True, language=language) if practice.ended_on else ""
    if start and end:
        return start if start == end else _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return (
            _("from %(start)s") % {"start": start}
            if practice.status == "planned"
            else _("since %(start)s") % {"start": start}
        )
    return _("until %(end)s") % {"end": end} if end else None


@dataclass(frozen=True)
class Part:
    """One part of the story; `lines` where each line is a point of its own."""

    heading: str
    text: str
    lines: tuple[str, ...] = ()


def story(practice: Practice) -> Iterator[Part]:
    """The parts that were told, in the order in which one asks for them."""
    parts = (
        (_("The problem"), practice.problem, False),
        (_("What was done"), practice.done, False),
        (_("What came of it"), practice.results, False),
        (_("What was hard"), practice.hard, False),
        (_("What must be given for it to work"), practice.conditions, True),
        (_("What they would do differently"), practice.lessons, True),
        (_("Partners"), practice.partners, True),
    )
    for heading, told, listed in parts:
        lines = tuple(line.strip(" \t•*-–") for line in told.splitlines() if line.strip()) if listed else ()
        if told:
            yield Part(heading, told, lines if len(lines) > 1 else ())


@dataclass(frozen=True)
class Adopter:
    """A line of the list of adoptions; `since` may be empty."""

    adoption: Adoption
    place: Any
    since: str
    kind: str
    may_change: bool


def adopters(practice: Practice, places: Directory, changeable: set[int]) -> list[Adopter]:
    """All adoptions, the latest first. `changeable` are the ids that the reader may change."""
    language = get_language()
    return [
        Adopter(
            adoption,
            place_link(adoption.place, places),
            loosely(adoption.since, language=language) if adoption.since else "",
            outcome_kind(adoption.outcome),
            adoption.pk in changeable,
        )
        for adoption in practice.adoptions.all()
    ]


def is_stale(confirmed: date | None, today: date) -> bool:
    """True when nobody has confirmed the contact person within a year."""
    return confirmed is None or today - confirmed > STALE


def safe_sources(practice: Practice) -> list[str]:
    """Only web addresses: a record from elsewhere might hold anything."""
    return [link for link in practice.sources if isinstance(link, str) and is_web_address(link)]


def _euro(amount: int | None) -> str | None:
    return text.euro(amount, language=get_language()) if amount is not None else None


def _hours(practice: Practice) -> str | None:
    hours = practice.staff_hours_week
    if hours is None:
        return None
    whole = hours == int(hours)
    written = text.number(hours, decimals=0 if whole else 1, language=get_language())
    return ngettext("%(hours)s hour a week", "%(hours)s hours a week", 1 if hours == 1 else 2) % {"hours": written}


def _adopters(practice: Practice) -> str | None:
    count = sum(adoption.state in Adoption.LIVE for adoption in practice.adoptions.all())
    if not count:
        return None
    return ngettext("%(count)s other place", "%(count)s other places", count) % {
        "count": text.number(count, language=get_language())
    }
