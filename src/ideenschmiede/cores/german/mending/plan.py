"""What mending decided, before any of it is taken back."""

from dataclasses import dataclass, field

from ideenschmiede.cores.german.mending.model import OpenKind, Proposal, Role
from ideenschmiede.cores.german.mending.scan import Atom
from ideenschmiede.cores.german.mending.seams import Seam

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """Printed lines that were read across columns: its atoms, neighbours in the original, in their true order."""

    atoms: tuple[int, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """Atoms that belong right behind another one (-1: at the beginning)."""

    atoms: tuple[int, ...]
    behind: int
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Spot:
    """An open spot, in the original only."""

    kind: OpenKind
    start: int
    end: int
    suggestions: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All decisions on one text.

    Attributes:
        text, atoms: the original and what it consists of.
        regions, moves: what is read in another order; no atom is in two regions or in two moves.
        seams: by the atoms before and behind; pairs without one are paragraphs apart.
        blocks: role and atoms of each paragraph.
        spots, proposals: what stays open.
    """

    text: str
    atoms: list[Atom]
    regions: list[Region] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    seams: dict[Pair, Seam] = field(default_factory=dict)
    blocks: list[tuple[Role, tuple[int, ...]]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
