"""Where persons are: dots on the map of Germany, and the same as a table of the Länder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.base.columns import Mask
from ideenschmiede.people.queries.directory.reading import NOWHERE
from ideenschmiede.people.queries.directory.shelf import Persons
from ideenschmiede.places.map import Shape, lands

CELL = 16.0  # kilometres: persons nearer than this share a dot
STEPS = ((1, "1"), (2, "2"), (5, "5"), (15, "15"))  # from how many persons on a dot has which size


@dataclass(frozen=True)
class Atlas:
    """`dots` are pairs (size, `d` of a path whose points are round caps); `rows` the table; both tell the same."""

    lands: tuple[Shape, ...]
    dots: list[tuple[str, str]]
    title: str
    rows: list[tuple[str, str]]
    missing: int

    @property
    def headers(self) -> tuple[str, str]:
        return _("Land"), _("Persons")


def atlas(shelf: Persons, mask: Mask) -> Atlas:
    """The persons of `mask` on the map."""
    there = mask & (shelf["x"] != NOWHERE)
    columns = np.stack([shelf["x"][there], shelf["y"][there]])
    cells, counts = np.unique((columns // CELL).astype(np.int32), axis=1, return_counts=True)
    by_size: dict[str, list[str]] = {}
    for (across, down), count in zip(cells.T.tolist(), counts.tolist(), strict=True):
        size = [name for least, name in STEPS if count >= least][-1]
        by_size.setdefault(size, []).append(f"M{across * CELL + CELL / 2:.0f} {down * CELL + CELL / 2:.0f}h0")
    found = _by_land(shelf, mask)
    language = get_language()
    return Atlas(
        lands=lands(),
        dots=[(size, "".join(by_size[size])) for _least, size in STEPS if size in by_size],
        title=_title(found),
        rows=[(name, text.number(count, language=language)) for name, count in found],
        missing=int(mask.sum() - there.sum()),
    )


def _by_land(shelf: Persons, mask: Mask) -> list[tuple[str, int]]:
    """(Land, persons), the most first; who works in two counts in both."""
    bits = shelf["lands"][mask]
    counted = [
        (name, int(np.count_nonzero(bits & np.uint64(1 << code))))
        for code, (_key, name) in enumerate(shelf.about.lands[:64])
    ]
    return sorted(((name, count) for name, count in counted if count), key=lambda item: (-item[1], item[0]))


def _title(found: list[tuple[str, int]]) -> str:
    if not found:
        return _("Nobody of them has a place on the map")
    name, count = found[0]
    words = ngettext("%(count)s person", "%(count)s persons", count) % {
        "count": text.number(count, language=get_language())
    }
    if len(found) == 1:
        return _("All of them are in %(land)s") % {"land": name}
    lands_ = text.number(len(found), language=get_language())
    return _("In %(lands)s Länder; the most in %(land)s: %(persons)s") % {
        "lands": lands_, "land": name, "persons": words
    }  # fmt: skip
