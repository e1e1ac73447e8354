"""The place for which a visitor asks: chosen once in this browser; a mayor need not choose it at all."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from ideenschmiede.people.queries.places import own_place

PLACE = "ort"  # the cookie, and in the session


def remembered_place(request: HttpRequest) -> str | None:
    """The key of the place that was chosen here for an answer, else of the visitor's own office. Asked for once in a
    session, if there is one."""
    chosen = request.COOKIES.get(PLACE) or request.session.get(PLACE)
    if chosen is None and (chosen := own_place(request.user, timezone.localdate())):
        request.session[PLACE] = chosen
    return chosen
