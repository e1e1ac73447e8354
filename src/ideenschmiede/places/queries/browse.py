"""The list of all places with filters and counts, from memory."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ideenschmiede.places.queries.directory import Entry, directory

BY_NAME = "name"


@dataclass(frozen=True)
class Browsed:
    """The entries asked for, and how many each choice of a filter would show while the other filters stay."""

    entries: list[Entry]
    by_level: Mapping[str, int]
    by_land: Mapping[str, int]
    by_size: Mapping[str, int]


def browse(*, level: str, land: str = "", size: str = "", order: str = "") -> Browsed:
    """Places of one level (`Level` value), of a Land (key) and a size class (`SizeClass` value); by falling population
    or by name. Areas that no municipality governs are left out. One small query."""
    chosen: list[Entry] = []
    by_level: Counter[str] = Counter()
    by_land: Counter[str] = Counter()
    by_size: Counter[str] = Counter()
    for entry in directory().entries:
        if not entry.self_governing:
            break  # they come last
        in_level = entry.level == level
        in_land = not land or entry.land_key == land
        in_size = not size or entry.size == size
        by_level[entry.level] += in_land and in_size
        by_land[entry.land_key] += in_level and in_size
        by_size[entry.size] += in_level and in_land
        if in_level and in_land and in_size:
            chosen.append(entry)
    if order == BY_NAME:
        chosen.sort(key=lambda entry: (entry.folded, entry.key))
    return Browsed(chosen, by_level, by_land, by_size)
