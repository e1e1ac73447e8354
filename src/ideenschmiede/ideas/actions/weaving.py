"""Two people changed the same text: what can be put together by itself, and where somebody has to look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True)
class Woven:
    """`text`: what becomes of each field that was written. `conflicts`: fields in which both sides changed the same
    lines, each otherwise; they are not in `text`."""

    text: dict[str, str]
    conflicts: tuple[str, ...]


def weave(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Woven:
    """Three-way merge, field by field and line by line: `mine` was written while reading `base`; meanwhile it became
    `theirs`.

    What only one side changed becomes that side's text, in whichever order the two came. Fields missing in `base` or
    `theirs` count as empty.
    """
    text: dict[str, str] = {}
    conflicts: list[str] = []
    for name, wanted in mine.items():
        together = _together(base.get(name, ""), wanted, theirs.get(name, ""))
        if together is None:
            conflicts.append(name)
        else:
            text[name] = together
    return Woven(text, tuple(conflicts))


def _together(base: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text; None where they meet: the same line, or lines that touch."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = base.split("\n")
    edits = sorted({*_edits(lines, mine), *_edits(lines, theirs)})  # what both did alike is one edit
    if any(earlier[1] >= later[0] for earlier, later in pairwise(edits)):
        return None
    for start, end, came in reversed(edits):
        lines[start:end] = came
    return "\n".join(lines)


def _edits(lines: list[str], text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(first line, line after the last, what came in their place) of each change that makes `text` of `lines`."""
    after = text.split("\n")
    for kind, start, end, first, last in SequenceMatcher(None, lines, after).get_opcodes():
        if kind != "equal":
            yield start, end, tuple(after[first:last])
