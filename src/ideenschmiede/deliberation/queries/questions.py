"""Questions that somebody may see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import in_network, is_office, visibilities
from ideenschmiede.deliberation.models import Audience, Question, Stage
from ideenschmiede.deliberation.rules.questions import is_visible
from ideenschmiede.people.queries.bodies import of_known_bodies
from ideenschmiede.people.rules.bodies import LEADING, seats_of


def visible_questions(who: Who) -> QuerySet[Question]:
    """What `rules.questions.is_visible` says, for all questions at once; at most one query more, for the seats."""
    if is_office(who):
        return Question.objects.all()
    seats = seats_of(who)
    leads = [body for body, capacity in seats.items() if capacity in LEADING]
    shown = Q(visibility__in=visibilities(who)) | Q(visibility=Visibility.GROUP, body__in=seats)
    asked = Q(audience=Audience.BODY, body__in=seats)
    if in_network(who):
        asked |= Q(audience=Audience.NETWORK)
    if isinstance(who, Account) and who.is_active:
        asked |= Q(audience=Audience.SIGNED_IN)
    return Question.objects.filter(
        Q(body__in=leads) | ~Q(stage=Stage.DRAFT) & (shown | Q(source="") & asked) & of_known_bodies(who)
    )


def question(who: Who, pk: int) -> Question | None:
    """A question with its body, or None where there is none that `who` may see."""
    found = Question.objects.select_related("body").filter(pk=pk).order_by().first()  # asked with every vote: cheaply
    return found if found is not None and is_visible(who, found) else None


def due_to_open(at: datetime) -> QuerySet[Question]:
    """Questions in preparation whose time has come."""
    return Question.objects.filter(stage=Stage.DRAFT, opens_at__lte=at)


def due_to_close(at: datetime) -> QuerySet[Question]:
    """Open questions whose time is over."""
    return Question.objects.filter(stage=Stage.OPEN, closes_at__lte=at)


def without_last_map(at: datetime) -> QuerySet[Question]:
    """Questions that closed within the last day, whose result nobody sees yet: drawing it failed, perhaps."""
    closed = Question.objects.filter(stage=Stage.CLOSED, closed_at__gt=at - timedelta(days=1), map_waits=False)
    return closed.exclude(maps__drawn_at__gte=F("closed_at"))
