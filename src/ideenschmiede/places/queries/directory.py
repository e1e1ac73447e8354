"""All Länder, Kreise and municipalities in the memory of a process, read anew only when the register changed.

Each web worker has its own; one small query per use tells whether it is still true."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock
from typing import Any

from django.db import connection

from ideenschmiede.base.plain import slug_of
from ideenschmiede.places.models import Level, Place, SizeClass, fold, full_name

LISTED = (Level.MUNICIPALITY, Level.KREIS, Level.LAND)  # in the order of search results
COLUMNS: tuple[str, ...] = ("pk", "key", "level", "name", "kind", "population", "population_is_estimate")
COLUMNS += ("postal_code", "has_more_postal_codes", "self_governing", "is_example")
OWN_KREIS = "000"  # the last three digits of a town that is a Kreis of its own
OWN_LAND = "000000"  # the last six of Berlin and Hamburg
NEWEST = "SELECT (SELECT max(id) FROM places_registerimport), (SELECT max(id) FROM places_place)"
Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as lists and searches show it. `where` tells homonyms apart: "Kreis Lippe, Nordrhein-Westfalen"."""

    pk: int
    key: str
    level: str
    name: str
    kind: str
    population: int | None
    population_is_estimate: bool
    postal_code: str
    has_more_postal_codes: bool
    self_governing: bool
    is_example: bool
    where: str
    folded: str
    folded_where: str
    land_key: str
    size: str  # value of the size class, "" where the population is not known

    @property
    def full_name(self) -> str:
        return full_name(self.name, self.kind)

    @property
    def label(self) -> str:
        """The name with what tells it apart, in one line."""
        return f"{self.full_name} ({self.where})" if self.where else self.full_name

    @property
    def slug(self) -> str:
        return slug_of(self.name, "ort", most=120)

    @property
    def size_class(self) -> SizeClass | None:
        return SizeClass(self.size) if self.size else None


class Lines:
    """Many short texts as one long one: searching it is a hundred times faster than searching each of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [f"\n {text}" for text in texts]
        self._text = "".join(lines)
        self._starts = list(accumulate((len(line) for line in lines), initial=0))

    def beginning(self, part: str) -> Iterator[int]:
        """Positions of the texts that begin with `part`, in their order."""
        return self._having(f"\n {part}")

    def with_word(self, part: str) -> Iterator[int]:
        """Positions of the texts in which a word begins with `part`, in their order."""
        return self._having(f" {part}")

    def _having(self, part: str) -> Iterator[int]:
        found = self._text.find(part)
        while found >= 0:
            position = bisect_right(self._starts, found) - 1
            yield position
            found = self._text.find(part, self._starts[position + 1])


@dataclass(frozen=True, eq=False)
class Directory:
    """`entries` holds all places; the others are over `searched`: those that a search may find, the likeliest first.

    `searched` leaves out a Kreis or Land that is the same as its only town: the town is what people mean.
    """

    version: Version
    entries: tuple[Entry, ...]
    by_key: Mapping[str, Entry]
    by_pk: Mapping[int, Entry]
    searched: tuple[Entry, ...]
    by_name: Mapping[str, tuple[int, ...]]  # folded name → positions in searched
    by_label: Mapping[str, int]  # folded label → position in searched
    names: Lines
    numbers: Lines  # postal code and key
    by_trigram: Mapping[str, tuple[int, ...]]
    several_postal_codes: tuple[int, ...]
    lands: tuple[Entry, ...]  # by key, invented ones last


class Memory:
    """The directory that this process remembers."""

    def __init__(self) -> None:
        self._directory: Directory | None = None
        self._lock = Lock()

    def directory(self, now: Version | None = None) -> Directory:
        """The directory as it is now. One small query, unless the register changed; none if `now` is known already."""
        now = now or version()
        with self._lock:
            if self._directory is None or self._directory.version != now:
                self._directory = _read(now)
            return self._directory

    def forget(self) -> None:
        with self._lock:
            self._directory = None


_memory = Memory()
directory = _memory.directory
forget = _memory.forget  # for tests, where ids of a rolled-back transaction come again


def version() -> Version:
    """Grows whenever places or indicators change: the newest import and the newest place. One small query."""
    with connection.cursor() as cursor:  # building it from models takes five times as long, twice on most pages
        cursor.execute(NEWEST)
        latest, newest = cursor.fetchone()
    return latest or 0, newest or 0


def _read(now: Version) -> Directory:
    rows = list(Place.objects.filter(level__in=LISTED, dissolved_on=None).values_list(*COLUMNS))
    names = {row[1]: full_name(row[3], row[4]) for row in rows}
    entries = sorted((_entry(row, names) for row in rows), key=_rank)
    own = {entry.key for entry in entries if entry.level == Level.MUNICIPALITY}
    searched = [one for one in entries if not own & {one.key + OWN_KREIS, one.key + OWN_LAND}]
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    by_trigram: defaultdict[str, list[int]] = defaultdict(list)
    for position, entry in enumerate(searched):
        by_name[entry.folded].append(position)
        for trigram in trigrams(entry.folded):
            by_trigram[trigram].append(position)
    return Directory(
        now,
        tuple(entries),
        {entry.key: entry for entry in entries},
        {entry.pk: entry for entry in entries},
        tuple(searched),
        {name: tuple(positions) for name, positions in by_name.items()},
        {fold(entry.full_name) + " " + entry.folded_where: position for position, entry in enumerate(searched)},
        Lines(entry.folded for entry in searched),
        Lines(f"{entry.postal_code} {entry.key}" for entry in searched),
        {trigram: tuple(positions) for trigram, positions in by_trigram.items()},
        tuple(position for position, entry in enumerate(searched) if entry.has_more_postal_codes),
        tuple(sorted((one for one in entries if one.level == Level.LAND), key=lambda one: one.key)),
    )


def _rank(entry: Entry) -> tuple[bool, int, int, str]:
    return not entry.self_governing, LISTED.index(Level(entry.level)), -(entry.population or 0), entry.key


def _entry(row: Sequence[Any], names: Mapping[str, str]) -> Entry:
    """`row` has the values of COLUMNS."""
    key, name = row[1], row[3]
    above = []
    if len(key) == 8 and not key.endswith(OWN_KREIS):
        above.append(names.get(key[:5], ""))
    if len(key) > 2 and names.get(key[:2]) != name:
        above.append(names.get(key[:2], ""))
    where = ", ".join(part for part in above if part)
    values: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    size = SizeClass.of(values["population"])
    return Entry(
        **values,
        where=where,
        folded=fold(name),
        folded_where=fold(where),
        land_key=key[:2],
        size=size.value if size else "",
    )


def trigrams(folded: str) -> set[str]:
    """Three letters each, with a space before the first and after the last word."""
    padded = f" {folded} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
