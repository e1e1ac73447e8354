"""Columns that were read across with one blank between them: where in each line does the next column begin?

Blocks of lines that do not read well as they stand are cut (`gutters.py`) and believed when columns read better.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import fmean

from ideenschmiede.cores.german.mending.following import following
from ideenschmiede.cores.german.mending.gutters import CAP, Cuts, Gutters
from ideenschmiede.cores.german.mending.scan import Atom, Line
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

_LEAST_LINES = 6
_LONGEST = 220
_AT_ONCE = 400
_BADLY = 0.5
"""Mean log-odds at most of lines that do not read well as they stand."""

_LEAST_FIT = -0.3
"""Log-odds a line from which columns are believed; lists, poems and tables that are cut come to -2 at most."""

_FITS_WELL = 1.0
"""The same from which two columns are not tried as three."""


def with_tight_cells(atoms: list[Atom], lines: list[Line], own: OwnWords) -> list[Atom]:
    """The atoms, those of lines read across tight columns cut into their cells."""
    found: list[Atom] = []
    for block in _blocks(lines):
        cuts = _best_cuts([line.words for line in block], own) if _suspect(atoms, block, own) else []
        for number, line in enumerate(block):
            if cuts:
                found += _cells(atoms[line.atoms[0]], cuts[number])
            else:
                found += [atoms[atom] for atom in line.atoms]
    return found


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.apart or len(block) == _AT_ONCE):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _cells(atom: Atom, cuts: Cuts) -> Iterator[Atom]:
    """An atom cut at the blanks at these offsets."""
    start = atom.start
    for cut in cuts:
        yield replace(atom, start=start, end=atom.start + cut, column=atom.column + start - atom.start)
        start = atom.start + cut + 1
    yield replace(atom, start=start, column=atom.column + start - atom.start)


def _odds(before: str, behind: str, own: OwnWords) -> float:
    return max(min(following(before, behind, own).odds, CAP), -CAP)


def _suspect(atoms: list[Atom], block: list[Line], own: OwnWords) -> bool:
    """Enough lines of one atom each that do not go on in the next one."""
    if len(block) < _LEAST_LINES or any(len(line.atoms) > 1 or len(line.words) > _LONGEST for line in block):
        return False
    if any(atoms[line.atoms[0]].end - atoms[line.atoms[0]].start != len(line.words) for line in block):
        return False
    pairs = list(pairwise(block))
    pairs = pairs[:: max(len(pairs) // 12, 1)]
    return fmean(_odds(before.words, behind.words, own) for before, behind in pairs) < _BADLY


def _best_cuts(words: list[str], own: OwnWords) -> list[Cuts]:
    """Offsets of the cuts in each line for the number of columns that fits best; empty when none does."""
    gutters = Gutters(words, own)
    fit, cuts = gutters.cut(2)
    if fit < _FITS_WELL:
        fit, cuts = max((fit, cuts), gutters.cut(3))
    return cuts if fit > _LEAST_FIT else []
