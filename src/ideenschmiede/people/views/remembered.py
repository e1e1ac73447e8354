"""The place for which a visitor asks: chosen once in this browser; a mayor need not choose it at all."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.people.queries.places import own_place

PLACE = "ort"  # the cookie
OWN = "own_place"  # in the session: the day on which it was asked for, and the key or ""


def remembered_place(request: HttpRequest) -> str | None:
    """The key of the place that was chosen here for an answer, else of the visitor's own office, which is asked
    for once a day in a session: offices end, and begin."""
    if chosen := request.COOKIES.get(PLACE):
        return chosen
    if not request.user.is_authenticated:
        return None
    today = timezone.localdate()
    day, key = request.session.get(OWN, ("", ""))
    if day != today.isoformat():
        key = own_place(request.user, today) or ""
        request.session[OWN] = [today.isoformat(), key]
    return key or None
