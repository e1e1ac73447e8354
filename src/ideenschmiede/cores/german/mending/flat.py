"""Line ends that are none any more: "aufzu- zeigen" on one line, as programs leave it that put lines together."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ideenschmiede.cores.german.mending.hyphens import SUSPENDED
from ideenschmiede.cores.german.mending.plan import Move, Pair, Plan, Region
from ideenschmiede.cores.german.mending.scan import Atom
from ideenschmiede.cores.german.mending.seams import Seam
from ideenschmiede.cores.german.mending.vocabulary import (
    FORMED,
    LISTED,
    OwnWords,
    begins_inside,
    has_its_case,
    known,
    small_words,
)

_FLAT = re.compile(r"(?<![^\W\d_])(?<!-)([^\W\d_]{2,40})- ([a-zäöüß]{2,40})(?![\w-])")


def with_flat_breaks(plan: Plan, own: OwnWords) -> Plan:
    """The plan with atoms parted at such places, and a seam that joins them."""
    if "- " not in plan.text:
        return plan
    atoms: list[Atom] = []
    parts: list[tuple[int, ...]] = []
    seams: dict[Pair, Seam] = {}
    for atom in plan.atoms:
        first, start = len(atoms), atom.start
        for end, seam in _breaks(plan.text, atom, own):
            seams[len(atoms), len(atoms) + 1] = seam
            atoms.append(_part(atom, start, end))
            start = end + 1
        atoms.append(_part(atom, start, atom.end))
        parts.append(tuple(range(first, len(atoms))))
    return _renumbered(plan, atoms, parts, seams) if seams else plan


def _breaks(text: str, atom: Atom, own: OwnWords) -> Iterator[tuple[int, Seam]]:
    """(offset behind the hyphen, seam) of each."""
    for found in _FLAT.finditer(text, atom.start, atom.end):
        sure = _sure(found.group(1), found.group(2), own)
        if sure:
            yield found.end(1) + 1, Seam("joined", 1, "", 0, sure, "word_list")


def _sure(left: str, right: str, own: OwnWords) -> float:
    """0 unless both make a word together and cannot be a suspended hyphen or a dash with a blank missing."""
    whole = left + right
    if right in SUSPENDED or right in small_words() or not has_its_case(whole):
        return 0.0
    if known(left) >= FORMED and known(right) >= FORMED and not begins_inside(right):
        return 0.0
    if own.whole[whole.casefold()] or known(whole) == LISTED:
        return 0.9
    return 0.8 if known(whole) >= FORMED and begins_inside(right) else 0.0


def _part(atom: Atom, start: int, end: int) -> Atom:
    return replace(atom, start=start, end=end, column=atom.column + start - atom.start)


def _renumbered(plan: Plan, atoms: list[Atom], parts: list[tuple[int, ...]], seams: dict[Pair, Seam]) -> Plan:
    def all_of(members: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(part for atom in members for part in parts[atom])

    return replace(
        plan,
        atoms=atoms,
        regions=[Region(all_of(r.atoms), r.confidence, r.reason) for r in plan.regions],
        moves=[
            Move(all_of(m.atoms), parts[m.behind][-1] if m.behind >= 0 else -1, m.confidence, m.reason)
            for m in plan.moves
        ],
        seams={(parts[a][-1], parts[b][0]): seam for (a, b), seam in plan.seams.items()} | seams,
        blocks=[(role, all_of(members)) for role, members in plan.blocks],
    )
