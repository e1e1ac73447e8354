"""What pages say about appointments: facts, the way so far, what is missing; no page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.base.text import long_date
from ideenschmiede.people.models import Appointment, Body, Evidence, Person, Status
from ideenschmiede.people.papers import Proof, appointed
from ideenschmiede.people.papers.appointments import body_words, office_in_words, proofs_of, term_of
from ideenschmiede.people.queries.appointments import KNOWN, email_of
from ideenschmiede.people.rules.appointments import Step, steps_for

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
        (_("On account of"), office_in_words(case, get_language())),
        (_("Term"), _term(case)),
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
        (_("On account of"), office_in_words(found, get_language())),
        (_("Term"), _term(found)),
        (_("Certificate"), found.number),
    ]


def _term(found: Appointment) -> str:
    """The term as it was: to the day on which it really ended, where that was before the planned one."""
    left = [localdate(step.at) for step in found.steps.all() if step.status == found.status in _LEFT]
    day = left[-1] if left else None
    early = day and found.starts_on and found.starts_on <= day and (found.ends_on is None or day < found.ends_on)
    return term_of(found, left_on=day if early else None)


_LEFT = (Status.ENDED, Status.RESIGNED, Status.OFFICE_LOST)


def next_steps(who: Who, case: Appointment) -> list[Step]:
    """What `who` can do now: no office is lost where none is named, and one is renewed once."""
    superfluous = {name for name, is_so in (("lose_office", case.office is None), ("renew", _renewed(case))) if is_so}
    return [step for step in steps_for(who, case) if step.name not in superfluous]


def _renewed(case: Appointment) -> bool:
    return hasattr(case, "renewal")


def appointed_to(found: Appointment) -> str:
    """ "als Mitglied in die Jury „Digitalpreis“", in the reader's language."""
    capacity: Any = found.capacity
    return appointed(capacity, body_words(found.body), language=get_language())


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
    """What the invitation still needs: links that say it, to where it is entered."""
    if case.status not in (Status.NOTICED, Status.PROPOSED):
        return []
    here = reverse("people:prepare_appointment", args=[case.pk])
    wanted = [
        (not case.reason, _("why this person is to be appointed"), here),
        (case.starts_on is None, _("when the term begins"), here),
        (case.body.kind == Body.Kind.NETWORK and not case.evidence.all(), _("evidence on which it rests"), here),
        (
            not email_of(case.person),
            _("an e-mail address of the person"),
            reverse("people:change_part", args=[case.person_id, "kontakt"]),
        ),
    ]
    return [format_html('<a href="{}">{}</a>', url, words) for is_missing, words, url in wanted if is_missing]


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


def _day(day: date | None) -> str:
    return long_date(day, language=get_language())


def _person_url(person: Person) -> str:
    return reverse("people:person", args=(person.pk, person.slug))
