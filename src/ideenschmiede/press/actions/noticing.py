"""A confirmed article starts an appointment: the person was noticed."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.text import long_date
from ideenschmiede.people.actions.appointments import notice
from ideenschmiede.people.models import Appointment, Person
from ideenschmiede.people.queries.appointments import network
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.rules import may_write_clippings


def notice_person(*, clipping: Clipping, person: Person, by: Who | None, at: datetime) -> Appointment:
    """Begin an appointment to the network, with the article as evidence and the reason prefilled from it.

    Raises `ClippingError` where the article is no evidence for the person, and as `people.actions.notice` does.
    """
    require(may_write_clippings, by)
    evidence = list(clipping.evidence.filter(person=person))
    if not evidence:
        raise ClippingError(_("This article is no evidence for this person."))
    return notice(
        person=person,
        body=network(),
        reason=reason_of(clipping, evidence[0].shows),
        evidence=evidence,
        office=person.offices.filter(until=None).first(),
        by=by,
        at=at,
    )


def reason_of(clipping: Clipping, shows: str) -> str:
    """What the article shows, and where that stands; for the office to change."""
    source = ", ".join(
        filter(None, (clipping.paper, long_date(clipping.published_on) if clipping.published_on else ""))
    )
    told = _("“%(title)s”") % {"title": clipping.title}
    return f"{shows.strip() or told} ({source})" if source else shows.strip() or told
