"""The press of the demo network: one article that is confirmed, one to be checked, one release."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files

from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.people.models import Appointment, Body, Status
from ideenschmiede.press.actions.confirming import Confirmation, confirm
from ideenschmiede.press.actions.releases import draft_release, publish_release
from ideenschmiede.press.actions.taking_in import take_in
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import draft_of

CHECKED, WAITING = "erlenzell-kurpark.txt", "quellenroda-buecherbus.txt"
PLACE = "99001005"  # Erlenzell
QUOTE = "Unter den Linden stehen jetzt Bänke und drei Trinkbrunnen."
SHOWS = "Erlenzell hat einen Hitzeaktionsplan mit einer Telefonkette, an der heute vierzig Freiwillige mitmachen."


def load(*, at: datetime) -> None:
    """Expects the people and places of the demo."""
    article = take_in(text=_text(CHECKED), by=None, at=at, is_example=True)
    _confirm(article, at)
    take_in(text=_text(WAITING), by=None, at=at, is_example=True)
    person = article.evidence.get(person__isnull=False).person
    appointment = Appointment.objects.get(person=person, body__kind=Body.Kind.NETWORK, status=Status.ACTIVE)
    publish_release(release=draft_release(appointment=appointment, by=None, at=at), by=None, at=at)


def _confirm(article: Clipping, at: datetime) -> None:
    facts = list(draft_of(article).kept())
    said = Confirmation(
        title=article.title,
        paper=next((fact.value for fact in facts if fact.kind == Mention.Kind.PAPER), ""),
        published_on=date(2025, 7, 8),
        quote=QUOTE,
        shows=SHOWS,
        persons=[fact.id for fact in facts if fact.kind == Mention.Kind.PERSON],
        places=[fact.id for fact in facts if fact.kind == Mention.Kind.PLACE and fact.value == PLACE],
        topics=list(Topic.objects.filter(slug="klima")),
        visibility=Visibility.PUBLIC,
    )
    confirm(clipping=article, said=said, by=None, at=at)


def _text(name: str) -> str:
    return (files("ideenschmiede.site.demo") / "clippings" / name).read_text(encoding="utf-8")
