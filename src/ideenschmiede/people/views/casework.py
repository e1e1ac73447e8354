"""What pages say about appointments: facts, the way so far, what is missing; no page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import visibilities
from ideenschmiede.base.text import long_date
from ideenschmiede.people.models import Appointment, Body, Evidence, Person, Status
from ideenschmiede.people.papers import Proof, office_of
from ideenschmiede.people.papers.appointments import proofs_of
from ideenschmiede.people.queries.appointments import KNOWN, email_of
from ideenschmiede.people.queries.waiting import Waiting

__all__ = ["KINDS", "KNOWN"]

KINDS: dict[str, str] = {  # of the badge
    Status.NOTICED: "info",
    Status.PROPOSED: "info",
    Status.INVITED: "warning",
    Status.ACCEPTED: "success",
    Status.ACTIVE: "success",
    Status.ENDED: "info",
    Status.DECLINED: "danger",
    Status.WITHDRAWN: "info",
    Status.EXPIRED: "danger",
    Status.RESIGNED: "info",
    Status.OFFICE_LOST: "info",
}

# what waits: heading, and what to do about it
WAITING: dict[str, tuple[Promise, Promise]] = {
    "noticed": (gettext_lazy("Noticed"), gettext_lazy("Write down why, and propose them.")),
    "proposed": (gettext_lazy("Proposed"), gettext_lazy("Look through it and send the invitation.")),
    "deadline": (gettext_lazy("Not answered, and the deadline is near"), gettext_lazy("A call helps.")),
    "stuck": (
        gettext_lazy("Accepted, but the term could not begin"),
        gettext_lazy("Open the case and press “Begin the term”: it says what is in the way."),
    ),
    "office_lost": (
        gettext_lazy("No longer in office"),
        gettext_lazy("The office on which the appointment rests has ended."),
    ),
    "terms": (gettext_lazy("Terms that end within 60 days"), gettext_lazy("Renew them, or let them end.")),
    "unanswered": (
        gettext_lazy("“Do you stay?” is not answered"),
        gettext_lazy("Asked two weeks ago or earlier. A call helps."),
    ),
    "leaves": (gettext_lazy("Will not stay"), gettext_lazy("Talk with the person; then end the appointment.")),
}

_AFTER: dict[str, Promise] = {
    "propose": gettext_lazy("Proposed. Now the invitation can be sent."),
    "invite": gettext_lazy("The invitation is on its way."),
    "resend": gettext_lazy("The letter is on its way again. The link in the older one has stopped working."),
    "activate": gettext_lazy("The term has begun."),
    "lose_office": gettext_lazy("The appointment has ended with the office."),
    "end": gettext_lazy("The appointment has ended."),
    "resign": gettext_lazy("The resignation is recorded."),
    "withdraw": gettext_lazy("The appointment is withdrawn."),
}


@dataclass(frozen=True)
class Happened:
    """One line of the way so far."""

    what: str
    at: datetime
    by: str
    note: str


def said_after(name: str) -> str:
    return str(_AFTER[name])


def waiting_in_words(kinds: Iterable[Waiting]) -> list[dict[str, Any]]:
    """Each kind of work with its heading, what to do, and the appointments."""
    return [
        {"name": one.name, "heading": WAITING[one.name][0], "advice": WAITING[one.name][1], "cases": one.appointments}
        for one in kinds
    ]


def by_name(name: str, limit: int) -> list[Person]:
    """Persons whose name has all these words in it; nobody for no word."""
    words = one_line(name).split()
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted &= Q(given_name__icontains=word) | Q(family_name__icontains=word)
    return list(Person.objects.filter(wanted, erased_at=None).prefetch_related("offices__place")[:limit])


def facts_of_case(case: Appointment) -> list[tuple[str, object]]:
    """For the office."""
    person = format_html('<a class="kern-link" href="{}">{}</a>', _person_url(case.person), case.person.name)
    body = format_html(
        '<a class="kern-link" href="{}">{}</a>', reverse("people:body", args=(case.body_id,)), case.body.name
    )
    return [
        (_("Who"), case.person.name if case.person.erased_at else person),
        (_("To what"), body),
        (_("As what"), case.get_capacity_display()),
        (_("On account of"), _office(case)),
        (_("Term"), term_of(case)),
        (_("Letter goes to"), email_of(case.person) if case.status in _BEFORE_ANSWER else ""),
        (_("Letters sent"), case.link_number or ""),
        (_("Answer until"), _day(case.answer_by) if case.status == Status.INVITED else ""),
        (_("Certificate"), case.number),
    ]


_BEFORE_ANSWER = (Status.NOTICED, Status.PROPOSED, Status.INVITED)


def facts_for_all(found: Appointment) -> list[tuple[str, object]]:
    """For everybody who may see the page."""
    return [
        (_("To what"), found.body.name),
        (_("As what"), found.get_capacity_display()),
        (_("On account of"), _office(found)),
        (_("Term"), term_of(found)),
        (_("Certificate"), found.number),
    ]


def term_of(found: Appointment) -> str:
    """ "1. März 2027 bis 28. Februar 2030"; nothing where no term was said yet."""
    if found.starts_on is None:
        return ""
    dates = {"start": _day(found.starts_on), "end": _day(found.ends_on)}
    return _("%(start)s to %(end)s") % dates if found.ends_on else _("since %(start)s") % dates


def timeline(case: Appointment) -> list[Happened]:
    """The steps so far, the last one first. Needs `steps__by`."""
    lines: list[Happened] = []
    before = ""
    for step in case.steps.all():
        what = str(step.get_status_display())
        if step.status == Status.INVITED and before == Status.INVITED:
            what = _("Letter sent again")
        elif step.status == Status.INVITED and before in (Status.ACCEPTED, Status.ACTIVE):
            what = _("“That was not me”: invited as before")
        lines.append(Happened(what, step.at, step.by.name if step.by else _by_whom(step.status), step.note))
        before = step.status
    return lines[::-1]


def _by_whom(status: str) -> str:
    if status in (Status.ACCEPTED, Status.DECLINED):
        return _("the invited person, by the link")
    return _("by itself")


def missing(case: Appointment) -> list[str]:
    """What the invitation still needs, in words."""
    if case.status not in (Status.NOTICED, Status.PROPOSED):
        return []
    wanted = [
        (not case.reason, _("why this person is to be appointed")),
        (case.starts_on is None, _("when the term begins")),
        (case.body.kind == Body.Kind.NETWORK and not case.evidence.all(), _("evidence on which it rests")),
        (not email_of(case.person), _("an e-mail address of the person")),
    ]
    return [words for is_missing, words in wanted if is_missing]


def proofs_of_case(case: Appointment) -> tuple[Proof, ...]:
    return proofs_of(case, get_language() or "de")


def proofs_for(who: Who, found: Appointment) -> list[tuple[Proof, str]]:
    """(proof, what it shows) as they were sent; only those that `who` may see, and that still exist."""
    if not found.frozen:
        return []
    ids = [one["id"] for one in found.frozen["evidence"]]
    seen = set(Evidence.objects.filter(pk__in=ids, visibility__in=visibilities(who)).values_list("pk", flat=True))
    pairs = zip(found.frozen["evidence"], proofs_of(found, get_language() or "de"), strict=True)
    return [(proof, one["shows"]) for one, proof in pairs if one["id"] in seen]


def next_term(old: Appointment) -> dict[str, date | None]:
    """The day after the old term, and as long."""
    start = old.ends_on + timedelta(days=1) if old.ends_on else localdate()
    if old.starts_on is None or old.ends_on is None:
        return {"starts_on": start, "ends_on": None}
    return {"starts_on": start, "ends_on": start + (old.ends_on - old.starts_on)}


def _office(found: Appointment) -> str:
    frozen = found.frozen.get("office") if found.frozen else None
    if frozen:
        return office_of(frozen["title"], frozen["place"], kind=frozen["kind"], language=get_language())
    office = found.office
    return (
        office_of(office.title, office.place.name, kind=office.place.kind_of_body, language=get_language())
        if office
        else ""
    )


def _day(day: date | None) -> str:
    return long_date(day, language=get_language())


def _person_url(person: Person) -> str:
    return reverse("people:person", args=(person.pk, person.slug))
