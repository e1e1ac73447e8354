"""What the database and the index know of the practices of one page: where each ran, and how it went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from ideenschmiede.base.search import Hits
from ideenschmiede.transfer.documents import RAN, SUCCESS
from ideenschmiede.transfer.models import Adoption, Outcome, Practice

PLACE_SHOWN = ("key", "level", "name", "kind", "population", "population_is_estimate", "area_ha")
SHOWN = (
    *("title", "summary", "outcome", "visibility", "is_example", "sources", "place_text"),
    *("contact_name", "contact_role", "contact_email", "contact_phone", "contact_confirmed_on"),
    *(f"place__{name}" for name in PLACE_SHOWN),
)
"""What a result needs of a practice and its place: the long texts would be most of the work."""

TOPIC = "topic:"


@dataclass(frozen=True)
class Record:
    """One hit with its practice. `topic` is its main one, "" for none; `ran` holds (place, outcome) of the adoptions in
    which it really ran, earliest first."""

    hit: int
    practice: Practice
    topic: str
    ran: tuple[tuple[int, Outcome], ...]

    def places(self) -> list[int]:
        """Ids of the places where it ran, its own first."""
        own = [self.practice.place_id] if self.practice.place_id is not None else []
        return own + [place for place, _outcome in self.ran]

    def cases(self) -> list[tuple[int | None, Outcome]]:
        """(id of the place, outcome) wherever the outcome is known, the practice's own place first."""
        told = [(self.practice.place_id, Outcome(self.practice.outcome)), *self.ran]
        return [(place, outcome) for place, outcome in told if outcome in SUCCESS]


def records(hits: Hits, shown: Sequence[int], seen: Set[str]) -> list[Record]:
    """The hits at these positions. A practice withdrawn since the index last looked is left out. Two queries."""
    keys = [int(key) for key in hits.keys(shown)]
    wanted = Practice.objects.filter(visibility__in=seen).select_related("place").only(*SHOWN).order_by()
    found = wanted.in_bulk(keys)
    ran = _ran(found)
    return [
        Record(hit, found[key], _main_topic(hits, hit), tuple(ran[key]))
        for hit, key in zip(shown, keys, strict=True)
        if key in found
    ]


def _ran(found: Mapping[int, Practice]) -> Mapping[int, list[tuple[int, Outcome]]]:
    adoptions = Adoption.objects.filter(practice__in=found, state__in=RAN).order_by("since", "pk")
    ran: defaultdict[int, list[tuple[int, Outcome]]] = defaultdict(list)
    for practice, place, outcome in adoptions.values_list("practice_id", "place_id", "outcome"):
        ran[practice].append((place, Outcome(outcome)))
    return ran


def _main_topic(hits: Hits, hit: int) -> str:
    """The first topic of a hit, as the index has it."""
    rows = hits.shelf.rows
    labels = (rows.facet_names[number - 1] for number in rows.facets[:, hits.rows[hit]].tolist() if number)
    return next((label.removeprefix(TOPIC) for label in labels if label.startswith(TOPIC)), "")
