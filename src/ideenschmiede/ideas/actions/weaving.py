"""Two people changed the same text: what can be put together by itself, and where somebody has to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Woven:
    """`text`: what becomes of each field that was written. `conflicts`: fields that both sides changed, each otherwise;
    they are not in `text`."""

    text: dict[str, str]
    conflicts: tuple[str, ...]


def weave(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Woven:
    """Three-way merge, field by field: `mine` was written while reading `base`; meanwhile it became `theirs`.

    A field that only one side changed takes that side's text, in whichever order the two came. Fields missing in `base`
    or `theirs` count as empty.
    """
    text: dict[str, str] = {}
    conflicts: list[str] = []
    for name, wanted in mine.items():
        before, now = base.get(name, ""), theirs.get(name, "")
        if wanted in (before, now):
            text[name] = now
        elif now == before:
            text[name] = wanted
        else:
            conflicts.append(name)
    return Woven(text, tuple(conflicts))
