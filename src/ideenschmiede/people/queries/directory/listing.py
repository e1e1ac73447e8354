"""The list of persons: its filters with counts, which persons an address asks for, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from numpy.typing import NDArray

from ideenschmiede.base.columns import Ids, Mask
from ideenschmiede.base.facets import BitFacet, Facet, narrow
from ideenschmiede.base.finding import reader
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import is_office, visibilities
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.people.models import OfficeKind, Sector
from ideenschmiede.people.queries.directory.reading import STANDINGS
from ideenschmiede.people.queries.directory.shelf import Persons, current_shelf
from ideenschmiede.places.models import Place, SettlementType, SizeClass, fold
from ideenschmiede.places.queries import Entry, find_place, resolve
from ideenschmiede.places.twins import place_space

KIND = "person"
LONGEST = 200  # characters of a search
SORTS = {
    "treffer": gettext_lazy("Best match"),
    "aehnlich": gettext_lazy("Similar place"),
    "name": gettext_lazy("Name"),
    "neu": gettext_lazy("Newest first"),
}
STANDING_LABELS = {
    "member": gettext_lazy("Appointed"),
    "under_way": gettext_lazy("Appointment under way"),
    "former": gettext_lazy("No longer appointed"),
    "never": gettext_lazy("Never appointed"),
}

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Mine:
    """The place that others are compared with. `typed` names no single place where `place` is None."""

    place: Place | None
    typed: str
    candidates: tuple[Entry, ...] = ()

    @property
    def is_unclear(self) -> bool:
        return bool(self.typed) and self.place is None


class PersonListing:
    """What an address asks of the directory: `ids` in their order, `listing` for the filters, `sort`, `mine`, `text`.

    Four small queries while nothing changes, whatever the number of persons: head, latest change, place, register.
    """

    def __init__(self, query: QueryDict, who: Who) -> None:
        self.shelf = current_shelf()
        self.text = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST]
        self.mine = _mine(query.get("ort", ""))
        self.network = Visibility.NETWORK in visibilities(who)
        relevance = _relevance(self.shelf, self.text, who) if self.text else None
        seen = _seen(self.shelf, who)
        narrowed = narrow(query, _facets(self.shelf, who), seen if relevance is None else seen & (relevance > 0))
        self.listing, self.mask = narrowed.listing, narrowed.mask
        self.space = place_space() if self.mine.place else None
        self.similarity = self._similarity()
        self.alike = self._alike()
        self.sorts = self._sorts()
        asked = query.get("sortierung", "")
        self.sort = asked if asked in self.sorts else next(iter(self.sorts))
        self.rows = self._order(relevance)
        self.ids: Ids = self.shelf["ids"][self.rows]

    def _sorts(self) -> dict[str, str]:
        """The orders that make sense here; the first one is used where the address names none."""
        possible = {"aehnlich": self.alike is not None, "treffer": bool(self.text), "name": True, "neu": True}
        return {name: str(SORTS[name]) for name, there in possible.items() if there}

    def _similarity(self) -> Floats | None:
        """How alike the chosen place is to each row of the space; None without a place, or for one with no figures."""
        return self.space.similarities(self.mine.place.pk) if self.space and self.mine.place else None

    def _alike(self) -> Floats | None:
        """How alike the chosen place is to the most similar place of each person, NaN where that is not known."""
        if self.space is None or self.similarity is None:
            return None
        ids = _places_of(self.shelf, self.network)
        rows = np.searchsorted(self.space.ids, ids).clip(max=len(self.space.ids) - 1)
        fits = np.where(self.space.ids[rows] == ids, self.similarity[rows], np.nan)
        best: Floats = np.fmax.reduce(fits, axis=1)
        return best

    def _order(self, relevance: Floats | None) -> Ids:
        by_name = self.shelf.by_name
        if self.sort == "neu":
            order = self.shelf.by_newest
        elif self.sort == "aehnlich" and self.alike is not None:
            order = by_name[np.argsort(-np.nan_to_num(self.alike, nan=-1.0)[by_name], kind="stable")]
        elif self.sort == "treffer" and relevance is not None:
            order = by_name[np.argsort(-relevance[by_name], kind="stable")]
        else:
            order = by_name
        rows: Ids = order[self.mask[order]]
        return rows


def _mine(written: str) -> Mine:
    """The place of an address: a key, or what was typed."""
    typed = " ".join(written.replace("\x00", " ").split())[:120]
    if not typed:
        return Mine(None, "")
    place = Place.objects.filter(key=typed).first() if typed.isascii() and typed.isdigit() else None
    place = place or find_place(typed)[0]
    return Mine(place, typed, () if place else resolve(typed).entries[:8])


def _seen(shelf: Persons, who: Who) -> Mask:
    """Guests see appointed persons with a public profile, the network all appointed ones, the office everybody."""
    if is_office(who):
        return np.ones(len(shelf), np.bool_)
    appointed: Mask = shelf["standing"] == STANDINGS.index("member")
    return appointed if Visibility.NETWORK in visibilities(who) else appointed & shelf["public"]


def _places_of(shelf: Persons, network: bool) -> Ids:
    """Where each person holds office and where the expertise was gained, as far as one may see; 0 for none."""
    return np.concatenate([shelf["offices_at"], shelf["proofs_at" if network else "public_proofs_at"]], axis=1)


def _relevance(shelf: Persons, text: str, who: Who) -> Floats:
    """How well each person answers `text`, 0 for not at all: as the index says, or because the name has its words."""
    found = np.zeros(len(shelf))
    words = fold(text).split()
    if words:
        named = np.ones(len(shelf), np.bool_)
        for word in words:
            named &= np.char.find(shelf["name"], word) >= 0
        found[named] = 1.0
    try:
        hits = reader().search(KIND, text, visible=visibilities(who))
    except IndexMissing:
        return found
    if hits is None or not len(hits):
        return found
    keys = np.array(hits.keys(), np.int64)
    rows = np.minimum(np.searchsorted(shelf["ids"], keys), max(0, len(shelf) - 1))
    there = shelf["ids"][rows] == keys if len(shelf) else np.zeros(len(keys), np.bool_)
    found[rows[there]] = np.maximum(found[rows[there]], hits.relevance[there])
    return found


def _facets(shelf: Persons, who: Who) -> Sequence[Facet]:
    about = shelf.about
    # discreet ones stand last, so that the codes of the others stay the same; the office alone chooses by them
    bodies = [body for body in about.bodies if is_office(who) or not body.is_discreet]
    named: list[tuple[str, str, str, Sequence[tuple[object, object]]]] = [
        ("thema", _("Topic"), "topics", [(topic.slug, str(topic)) for topic in about.topics]),
        ("land", _("Land"), "lands", list(about.lands)),
        ("groesse", _("Size of the place"), "sizes", SizeClass.choices),
        ("siedlung", _("Town or country"), "settlements", SettlementType.choices),
        ("bereich", _("Sector"), "sectors", Sector.choices),
        ("amt", _("Office held"), "roles", OfficeKind.choices),
        ("gremium", _("Appointed to"), "bodies", [(body.slug, body.name) for body in bodies]),
    ]
    facets: list[Facet] = [
        BitFacet(
            param, label, [(str(value), str(word)) for value, word in options[:64]], _codes(options), shelf[column]
        )
        for param, label, column, options in named
    ]
    if is_office(who):
        stands = [(name, str(STANDING_LABELS[name])) for name in STANDINGS]
        facets.append(Facet("stand", _("Status"), stands, range(len(stands)), shelf["whole_standing"]))
    return facets


def _codes(options: Sequence[object]) -> range:
    return range(min(64, len(options)))
