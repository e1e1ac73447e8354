"""Columns that were read across with one blank between them: where in each line does the next column begin?

Two columns read down: the left part of a line goes on in the next line's beginning, the line's end in the next line's
right part, and left and right do not go together. So each line is cut where that holds best, near the place where most
lines are cut.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import mean, median

from ideenschmiede.cores.german.mending.following import following
from ideenschmiede.cores.german.mending.scan import Atom, Line
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

_LEAST_LINES = 6
_MOST_COLUMNS = 3
_LONGEST = 220
_AT_ONCE = 400
_CAP = 4.0
_BADLY = 0.5
"""Mean log-odds at most of lines that do not read well as they stand."""

_GAIN = 0.7
"""Mean log-odds by which columns must read better than lines."""

_MOST_LINES = 0.7
"""Share of lines that must have a cell in each column."""

_NEAR = 14
"""Characters that a cut may lie before or behind the usual place, first; then `_NEARER`."""

_NEARER = 7
_BLANK = re.compile(r" ")

Cuts = list[list[int]]


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


def _cells(atom: Atom, cuts: list[int]) -> Iterator[Atom]:
    """An atom cut at the blanks at these offsets."""
    start = atom.start
    for cut in cuts:
        yield replace(atom, start=start, end=atom.start + cut, column=atom.column + start - atom.start)
        start = atom.start + cut + 1
    yield replace(atom, start=start, column=atom.column + start - atom.start)


def _odds(before: str, behind: str, own: OwnWords) -> float:
    return max(min(following(before, behind, own).odds, _CAP), -_CAP)


def _suspect(atoms: list[Atom], block: list[Line], own: OwnWords) -> bool:
    """Enough lines of one atom each that do not go on in the next one."""
    if len(block) < _LEAST_LINES or any(len(line.atoms) > 1 or len(line.words) > _LONGEST for line in block):
        return False
    if any(atoms[line.atoms[0]].end - atoms[line.atoms[0]].start != len(line.words) for line in block):
        return False
    pairs = list(pairwise(block))
    pairs = pairs[:: max(len(pairs) // 12, 1)]
    return mean(_odds(before.words, behind.words, own) for before, behind in pairs) < _BADLY


def _best_cuts(words: list[str], own: OwnWords) -> Cuts:
    """Offsets of the cuts in each line for the number of columns that reads best; empty when none does well."""
    by_turn = max(_read([words[first::step] for first in range(step)], own) for step in (2, 3))
    best: tuple[float, Cuts] = (max(_read([words], own) + _GAIN, by_turn), [])
    for columns in range(2, _MOST_COLUMNS + 1):
        cuts = _cut(words, columns, own)
        if sum(len(found) == columns - 1 for found in cuts) < _MOST_LINES * len(words):
            continue
        reads = _read(_columns(words, cuts, columns), own)
        if reads > best[0]:
            best = reads, cuts
    return best[1]


def _columns(words: list[str], cuts: Cuts, columns: int) -> list[list[str]]:
    """The cells of each column, as far as lines have that many."""
    rows = [
        [text[a:b].strip() for a, b in pairwise([0, *found, len(text)])]
        for text, found in zip(words, cuts, strict=True)
    ]
    return [[row[column] for row in rows if column < len(row)] for column in range(columns)]


def _read(columns: list[list[str]], own: OwnWords) -> float:
    """Mean log-odds of going on in the next cell."""
    odds = [_odds(before, behind, own) for column in columns for before, behind in pairwise(column)]
    return mean(odds) if odds else -_CAP


def _cut(words: list[str], columns: int, own: OwnWords) -> Cuts:
    """The cuts of each line into so many columns."""
    usual = sorted(map(len, words))[len(words) * 3 // 4] / columns
    cuts: Cuts = [[] for _ in words]
    for number in range(1, columns):
        gains = _gains(words, number, columns, number * usual, own)
        best = [max(options, key=lambda at: options[at]) for options in gains if options]
        place = median(best) if best else usual
        for line, options in enumerate(gains):
            near = {at: gain - 0.03 * abs(at - place) for at, gain in options.items() if abs(at - place) <= _NEARER}
            at = max(near, key=lambda at: near[at], default=0)
            if at > (cuts[line][-1] + 1 if cuts[line] else 0):
                cuts[line].append(at)
    return cuts


def _gains(words: list[str], number: int, columns: int, usual: float, own: OwnWords) -> list[dict[int, float]]:
    """For each line, what each blank near the usual place would gain as the cut before column `number`."""
    found: list[dict[int, float]] = []
    for line, text in enumerate(words):
        options = {}
        for match in _BLANK.finditer(text):
            at = match.start()
            if abs(at - usual) > _NEAR:
                continue
            gain = -_odds(text[:at], text[at + 1 :], own)
            if number == 1 and line + 1 < len(words):
                gain += _odds(text[:at], words[line + 1], own)
            if number == columns - 1 and line:
                gain += _odds(words[line - 1], text[at + 1 :], own)
            options[at] = gain
        found.append(options)
    return found
