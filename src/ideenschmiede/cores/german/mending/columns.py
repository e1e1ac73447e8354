"""Lines that were read straight across columns, put back column by column.

Three ways to see columns: cells that begin at the same places, cells between tabs, and lines that go on not in the next
line but in the one after. What looks like columns must also read better that way, or it is a table.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import sqrt

from ideenschmiede.cores.german.mending.following import following
from ideenschmiede.cores.german.mending.plan import Region
from ideenschmiede.cores.german.mending.scan import Atom, Line, words_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

_ROWS = 3
_MOST_COLUMNS = 5
_SHARE = 0.5
_SAMPLE = 60
_GLANCE = 10
_WELL = 0.8
"""Mean log-odds of lines that read well as they stand."""

_CAP = 4.0
_BETTER = 0.35
"""Log-odds a line by which columns must read better than lines as they stand."""

_GUESSED = 6.5
"""The same where no gap shows columns, over the root of the number of lines: a few lines read better by chance."""

Columns = list[list[tuple[int, ...]]]


def reordered(text: str, atoms: list[Atom], lines: list[Line], own: OwnWords) -> tuple[list[Line], list[Region]]:
    """Lines in the order in which they are read, and the regions where that is not the order in the text."""
    found: list[Line] = []
    regions: list[Region] = []
    for block in _blocks(lines):
        columns = _by_place(text, atoms, block) or _by_turn(block, own)
        gain = _gain(text, atoms, block, columns, own) if columns else 0.0
        if not columns or gain < _least(text, atoms, block):
            found += block
            continue
        order = tuple(atom for column in columns for cell in column for atom in cell)
        regions.append(Region(order, round(min(0.5 + gain / 2, 0.99), 3), "columns"))
        found += _lines(text, atoms, columns, block[0].apart)
    return found, regions


def _least(text: str, atoms: list[Atom], block: list[Line]) -> float:
    """The gain from which columns are believed."""
    gaps = [text[atoms[b].end : atoms[a].start] for line in block for b, a in pairwise(line.atoms)]
    if gaps.count(" ") > 0.5 * len(gaps):
        return 0.0  # cells that were cut only because they read well (`tight.py`)
    return _BETTER if gaps else _GUESSED / sqrt(len(block))


def _lines(text: str, atoms: list[Atom], columns: Columns, apart: int) -> Iterator[Line]:
    for number, cell in enumerate(cell for column in columns for cell in column):
        yield Line(cell, words_of(text, atoms, cell), apart if number == 0 else 0)


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines without a blank line between them, cells and whole lines apart."""
    block: list[Line] = []
    for line in lines:
        if block and (line.apart or _far_wider(block[-1], line)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _far_wider(before: Line, line: Line) -> bool:
    """A headline over columns: one atom, and longer than a cell."""
    return len(before.atoms) == 1 < len(line.atoms) and len(before.words) > 0.75 * len(line.words)


def _by_place(text: str, atoms: list[Atom], block: list[Line]) -> Columns:
    """Cells by where they begin; empty when too few lines have several."""
    if len(block) < _ROWS or sum(len(line.atoms) > 1 for line in block) < _SHARE * len(block):
        return []
    gaps = [text[atoms[b].end : atoms[a].start] for line in block for b, a in pairwise(line.atoms)]
    by_number = sum("\t" in gap or gap == " " for gap in gaps) > 0.5 * len(gaps)
    starts = [] if by_number else _starts(atoms, block)
    if len(starts) > 1:
        columns: Columns = [[] for _ in starts]
        for line in block:
            for column, members in groupby(line.atoms, lambda atom: _nearest(starts, atoms[atom].column)):
                columns[column].append(tuple(members))
        return columns
    return _by_number(block)


def _by_number(block: list[Line]) -> Columns:
    """The first cell of each line, the second, …: what tabs part, or blanks whose number says nothing."""
    counts = Counter(len(line.atoms) for line in block)
    number, lines = counts.most_common(1)[0]
    if not 1 < number <= _MOST_COLUMNS or lines < 0.7 * len(block) or max(counts) > number:
        return []
    columns: Columns = [[] for _ in range(number)]
    for line in block:
        for column, atom in enumerate(line.atoms):
            columns[column].append((atom,))
    return columns


def _starts(atoms: list[Atom], block: list[Line]) -> list[int]:
    """Places in a line at which at least half of the lines begin a cell."""
    counts = Counter(atoms[atom].column for line in block for atom in line.atoms)
    least = _SHARE * len(block)
    starts: list[int] = []
    for place in sorted(counts):
        if starts and place - starts[-1] < 8:
            continue
        if counts[place] + counts[place + 1] >= least:
            starts.append(place)
    return starts[:_MOST_COLUMNS]


def _nearest(starts: Sequence[int], place: int) -> int:
    """The column in which a cell lies: the last that begins before it, with a sign to spare."""
    return max((column for column, start in enumerate(starts) if start <= place + 1), default=0)


def _by_turn(block: list[Line], own: OwnWords) -> Columns:
    """Lines of several columns one after the other; which number of columns reads best."""
    if len(block) < 2 * _ROWS or any(len(line.atoms) > 1 for line in block):
        return []
    words = [line.words for line in block]
    if _read(words, 1, own, _GLANCE) > _WELL:
        return []
    reads = {step: _read(words, step, own) for step in (1, 2, 3)}
    best = max(reads, key=lambda step: reads[step])
    return [[line.atoms for line in block[first::best]] for first in range(best)] if best > 1 else []


def _odds(before: str, behind: str, own: OwnWords) -> float:
    return max(min(following(before, behind, own).odds, _CAP), -_CAP)


def _read(words: list[str], step: int, own: OwnWords, sample: int = _SAMPLE) -> float:
    """Mean log-odds that a line goes on so many lines further down."""
    pairs = list(zip(words, words[step:], strict=False))
    pairs = pairs[:: max(len(pairs) // sample, 1)]
    return sum(_odds(before, behind, own) for before, behind in pairs) / max(len(pairs), 1)


def _gain(text: str, atoms: list[Atom], block: list[Line], columns: Columns, own: OwnWords) -> float:
    """By how much the columns read better than the lines as they stand, a cell."""
    down = [words_of(text, atoms, cell) for column in columns for cell in column]
    across = [text[atoms[atom].start : atoms[atom].end] for line in block for atom in line.atoms]
    return _read(down, 1, own) - _read(across, 1, own)
