"""A text as it was printed: lines of atoms. An atom is a stretch that mending moves or copies as a whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE_ENDS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
HYPHENS = "-‐‑¬⸗\xad"
"""What may stand at the end of a line for a hyphen: hyphens, the not sign, the double oblique hyphen, soft hyphens."""

_LINE = re.compile(f"\r\n|[{LINE_ENDS}]")
# Words with one blank between them; two blanks, a tab or a soft hyphen end an atom.
_ATOM = re.compile(r"[^\s\xad]+(?:[^\S\t][^\s\xad]+)*")


@dataclass(frozen=True, slots=True)
class Atom:
    """`text[start:end]`, without white space at its ends; `line` counts from 0, `column` is its place in that line."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """Atoms that are read one after the other, by number, and whether a gap stands before it.

    Attributes:
        atoms: numbers of its atoms, never empty.
        words: the text of the line, one blank between atoms.
        apart: what separates it from the line read before: 0 a line end, 1 a blank line or a jump to another column.
    """

    atoms: tuple[int, ...]
    words: str
    apart: int


def atoms_of(text: str) -> list[Atom]:
    """All that is no white space, in order."""
    found: list[Atom] = []
    for number, (start, end) in enumerate(_line_spans(text)):
        found += [Atom(m.start(), m.end(), number, m.start() - start) for m in _ATOM.finditer(text, start, end)]
    return found


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def lines_of(text: str, atoms: list[Atom]) -> list[Line]:
    """Atoms of one printed line together, as they stand."""
    lines: list[Line] = []
    first = 0
    for number in range(1, len(atoms) + 1):
        if number < len(atoms) and atoms[number].line == atoms[first].line:
            continue
        apart = int(first > 0 and atoms[first].line - atoms[first - 1].line > 1)
        members = tuple(range(first, number))
        lines.append(Line(members, words_of(text, atoms, members), apart))
        first = number
    return lines


def words_of(text: str, atoms: list[Atom], members: tuple[int, ...]) -> str:
    """The text of some atoms, halves parted by a soft hyphen as one word."""
    parts = [text[atoms[members[0]].start : atoms[members[0]].end]]
    if len(members) == 1:
        return parts[0]
    for before, after in pairwise(members):
        gap = text[atoms[before].end : atoms[after].start]
        parts += [
            "" if gap.strip("\xad") == "" and after == before + 1 else " ",
            text[atoms[after].start : atoms[after].end],
        ]
    return "".join(parts)
