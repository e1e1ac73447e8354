"""One person as the card of the directory shows it: in words, without a score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ideenschmiede.base import text
from ideenschmiede.base.models import Visibility
from ideenschmiede.people.models import Evidence, Person
from ideenschmiede.people.queries.directory.listing import STANDING_LABELS
from ideenschmiede.people.queries.directory.reading import Standing
from ideenschmiede.places.models import Level, Place
from ideenschmiede.places.queries import Directory, where_is
from ideenschmiede.places.twins import ALIKE, PlaceSpace, compared, inhabitants

MOST_PROOFS = 3  # named on a card; the page of the person has all


@dataclass(frozen=True)
class Knows:
    """A topic, and on what it rests: "2 proofs: award 2024, council decision"."""

    topic: str
    rests_on: str


@dataclass(frozen=True)
class Alike:
    """How alike the chosen place is to a place of this person, in words."""

    verdict: str
    figures: str


@dataclass(frozen=True)
class Card:
    """What the template shows; nothing in it needs a query."""

    person: Person
    url: str
    does: list[str]
    where: str
    knows: list[Knows]
    badges: list[tuple[str, str]]
    alike: Alike | None


@dataclass(frozen=True, eq=False)
class Mine:
    """The place that others are compared with, and how alike it is to each row of the space."""

    place: Place
    space: PlaceSpace
    similarity: NDArray[np.float64]


def card(person: Any, standing: Standing, mine: Mine | None, places: Directory) -> Card:
    """`person` as `queries.directory.cards` reads it."""
    place = _place(person)
    return Card(
        person=person,
        url=reverse("people:person", args=(person.pk, person.slug)),
        does=list(_does(person)),
        where=_where(place, places) if place else "",
        knows=[Knows(str(one.topic), _rests_on(one.proofs)) for one in person.expertise.all()],
        badges=list(_badges(person, standing)),
        alike=_alike(person, mine) if mine else None,
    )


def _place(person: Any) -> Place | None:
    """Where the person works: the office's place, else the organisation's."""
    places = [office.place for office in person.current] + [one.organisation.place for one in person.belongs]
    return next((place for place in places if place), None)


def _does(person: Any) -> Iterator[str]:
    for office in person.current:
        yield _("%(office)s, %(place)s") % {"office": office.title, "place": office.place.full_name}
    for one in person.belongs:
        organisation = one.organisation
        name = f"{organisation.name} ({organisation.get_sector_display()})"
        yield f"{one.function}, {name}" if one.function else name


def _where(place: Place, places: Directory) -> str:
    """ "13,401 inhabitants · rural · Kreis Lippe, Nordrhein-Westfalen"."""
    kind = place.settlement_type if place.level == Level.MUNICIPALITY else None
    parts = [inhabitants(place), str(kind.label) if kind else "", where_is(place, places)]
    return " · ".join(part for part in parts if part)


def _rests_on(proofs: list[Evidence]) -> str:
    if not proofs:
        return _("no evidence yet")
    named = [proof_in_words(one) for one in proofs[:MOST_PROOFS]]
    if len(proofs) > MOST_PROOFS:
        named.append("…")
    count = ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", len(proofs))
    return f"{count % {'count': text.number(len(proofs), language=get_language())}}: {', '.join(named)}"


def proof_in_words(proof: Evidence) -> str:
    """ "Award 2024"."""
    return f"{proof.get_kind_display()} {proof.date.year}" if proof.date else str(proof.get_kind_display())


def _badges(person: Person, standing: Standing) -> Iterator[tuple[str, str]]:
    if standing != "member":
        yield str(STANDING_LABELS[standing]), "warning" if standing == "under_way" else "info"
    if person.visibility != Visibility.PUBLIC:
        yield _("Network only"), "info"
    if person.is_example:
        yield _("Invented example"), "info"


def _alike(person: Any, mine: Mine) -> Alike:
    """The most similar of the places where the person works or where the expertise was gained."""
    places = [office.place for office in person.current] + [one.organisation.place for one in person.belongs]
    places += [proof.place for one in person.expertise.all() for proof in one.proofs]
    rows = {place.pk: mine.space.row_of.get(place.pk) for place in places if place}
    known = [
        (float(mine.similarity[row]), place)
        for place in places
        if place and (row := rows[place.pk]) is not None and not np.isnan(mine.similarity[row])
    ]
    if not known:
        return Alike(_("How alike the places are is not known."), "")
    value, place = max(known, key=lambda pair: pair[0])
    if place.pk == mine.place.pk:
        return Alike(_("From %(place)s itself") % {"place": place.name}, "")
    return Alike(
        _verdict(value) % {"place": place.name, "mine": mine.place.name}, "; ".join(compared(mine.place, place))
    )


def _verdict(similarity: float) -> str:
    medium, high = ALIKE
    if similarity >= high:
        return _("%(place)s is very like %(mine)s")
    return _("%(place)s is rather like %(mine)s") if similarity >= medium else _("%(place)s is little like %(mine)s")
