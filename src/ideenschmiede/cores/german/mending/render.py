"""From the plan, less what was taken back, to the mended text with the place of everything in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ideenschmiede.cores.german.mending.model import Block, Change, ChangeKind, Mended, OpenSpot, Piece, Place
from ideenschmiede.cores.german.mending.plan import Move, Plan, Region, Spot
from ideenschmiede.cores.german.mending.scan import LINE_ENDS
from ideenschmiede.cores.german.mending.seams import Seam

_LAST_WORD = re.compile(r"\S*\Z")
_FIRST_WORD = re.compile(r"\S*")
_LONGEST_WORD = 100
_PARAGRAPH = "\n\n"


def region_id(plan: Plan, region: Region) -> str:
    return f"columns-{plan.atoms[min(region.atoms)].start}"


def move_id(plan: Plan, move: Move) -> str:
    return f"moved-{plan.atoms[move.atoms[0]].start}"


def _order(plan: Plan, rejected: frozenset[str]) -> list[int]:
    """Atoms in the order of the result: regions first, then moves, one after the other."""
    order = list(range(len(plan.atoms)))
    for region in plan.regions:
        if region_id(plan, region) not in rejected:
            first = min(region.atoms)
            order[first : first + len(region.atoms)] = region.atoms
    following = dict(zip([-1, *order], [*order, -1], strict=True))
    before = {behind: atom for atom, behind in following.items()}
    for move in plan.moves:
        if move_id(plan, move) in rejected:
            continue
        for atom in move.atoms:
            _link(following, before, before[atom], following[atom])
        target = move.behind
        rest = following[target]
        for atom in move.atoms:
            _link(following, before, target, atom)
            target = atom
        _link(following, before, target, rest)
    found = []
    atom = following[-1]
    while atom != -1:
        found.append(atom)
        atom = following[atom]
    return found


def _link(following: dict[int, int], before: dict[int, int], first: int, second: int) -> None:
    following[first], before[second] = second, first


@dataclass(slots=True)
class _Writer:
    """The result while it is written."""

    plan: Plan
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    seams: list[tuple[int, int, Seam, int, int]] = field(default_factory=list)
    placed: dict[int, Place] = field(default_factory=dict)

    def fill(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def copy(self, start: int, end: int) -> None:
        if start < end:
            self.pieces.append(Piece(start, end, self.length))
            self.fill(self.plan.text[start:end])


def _seam_id(plan: Plan, before: int, seam: Seam) -> str:
    return f"{seam.kind}-{plan.atoms[before].end}"


def _gap(plan: Plan, before: int, behind: int, rejected: frozenset[str]) -> tuple[str, Seam | None]:
    """White space between two atoms of the result, and the seam that is a change there."""
    atoms, text = plan.atoms, plan.text
    neighbours = behind == before + 1
    original = text[atoms[before].end : atoms[behind].start] if neighbours else ""
    seam = plan.seams.get((before, behind))
    if seam is not None and _seam_id(plan, before, seam) in rejected:
        return (original or "\n"), None
    if seam is None:
        return (original if neighbours else _PARAGRAPH), None
    if (seam.fill == original and neighbours and not seam.cut_left + seam.cut_right) or (
        not neighbours and seam.kind in ("line_end", "spacing")
    ):
        return seam.fill, None
    return seam.fill, seam


def _tidied(plan: Plan) -> Plan:
    """The plan with the white space between what is neither joined nor moved; taking back brings no new changes."""
    seams = dict(plan.seams)
    for before, behind in pairwise(_order(plan, frozenset())):
        if behind == before + 1 and (before, behind) not in seams:
            seam = _tidy(plan.text[plan.atoms[before].end : plan.atoms[behind].start])
            if seam is not None:
                seams[before, behind] = seam
    return replace(plan, seams=seams)


def _tidy(gap: str) -> Seam | None:
    """Paragraphs are a blank line apart, and what is on one line is one blank apart."""
    broken = any(sign in LINE_ENDS for sign in gap)
    fill = _PARAGRAPH if broken else " "
    if not broken and not gap.strip("\xad"):
        fill = ""
    return Seam("spacing", 0, fill, 0, 0.99, "white_space") if gap != fill else None


def _write(plan: Plan, order: list[int], rejected: frozenset[str]) -> _Writer:
    out, atoms, text = _Writer(plan), plan.atoms, plan.text
    leading = text[: atoms[0].start]
    out.fill(leading if "spacing-0" in rejected else "")
    cut = 0
    for before, behind in zip(order, [*order[1:], None], strict=True):
        start, end = atoms[before].start + cut, atoms[before].end
        fill, seam = _gap(plan, before, behind, rejected) if behind is not None else (_end(plan, rejected), None)
        cut = seam.cut_right if seam else 0
        placed = out.length
        out.copy(start, end - (seam.cut_left if seam else 0))
        out.placed[before] = Place(placed, out.length)
        if seam is not None and behind is not None:
            out.seams.append((before, behind, seam, out.length, out.length + len(fill)))
        out.fill(fill)
    return out


def _end(plan: Plan, rejected: frozenset[str]) -> str:
    last = plan.atoms[-1].end
    trailing = plan.text[last:]
    return trailing if f"spacing-{last}" in rejected else _trailing(trailing)


def _trailing(gap: str) -> str:
    return "\n" if any(sign in LINE_ENDS for sign in gap) else ""


def _merged(plan: Plan, members: Iterable[int]) -> Iterator[Place]:
    """Places of atoms in the original, neighbours together."""
    last: tuple[int, int] | None = None
    for atom in sorted(members):
        if last is not None and atom == last[1] + 1:
            last = last[0], atom
            continue
        if last is not None:
            yield Place(plan.atoms[last[0]].start, plan.atoms[last[1]].end)
        last = atom, atom
    if last is not None:
        yield Place(plan.atoms[last[0]].start, plan.atoms[last[1]].end)


def _change(
    plan: Plan,
    ident: str,
    kind: ChangeKind,
    original: tuple[Place, ...],
    result: Place,
    text: str,
    sure: tuple[float, str],
) -> Change:
    before = " … ".join(plan.text[place.start : place.end] for place in original)
    return Change(ident, kind, original, result, before, text[result.start : result.end], *sure)


def _length(place: Place) -> int:
    return place.end - place.start


def _seam_changes(out: _Writer, text: str) -> Iterator[Change]:
    plan = out.plan
    for before, behind, seam, at, until in out.seams:
        left, right = plan.atoms[before], plan.atoms[behind]
        start, end, first, last = left.end - seam.cut_left, right.start + seam.cut_right, at, until
        if seam.kind not in ("line_end", "spacing"):  # the whole words, for one cannot see a hyphen alone
            tail = _LAST_WORD.search(plan.text[max(left.start, start - _LONGEST_WORD) : start])
            head = _FIRST_WORD.match(plan.text, end, min(right.end, end + _LONGEST_WORD))
            lead, rest = len(tail.group()) if tail else 0, len(head.group()) if head else 0
            # what the seams beside took out of the same words is theirs to name
            lead = min(lead, _length(out.placed[before])) if seam.kind == "undoubled" else lead
            rest = min(rest, _length(out.placed[behind]))
            start, end, first, last = start - lead, end + rest, first - lead, last + rest
        neighbours = behind == before + 1
        original = (Place(start, end),) if neighbours else (Place(start, left.end), Place(right.start, end))
        yield _change(
            plan, _seam_id(plan, before, seam), seam.kind, original, Place(max(first, 0), min(last, len(text))), text,
            (seam.confidence, seam.reason),
        )  # fmt: skip


def _span(out: _Writer, members: Iterable[int]) -> Place:
    places = [out.placed[atom] for atom in members]
    return Place(min(place.start for place in places), max(place.end for place in places))


def _order_changes(out: _Writer, text: str, rejected: frozenset[str]) -> Iterator[Change]:
    plan = out.plan
    for region in plan.regions:
        if (ident := region_id(plan, region)) not in rejected:
            places = tuple(_merged(plan, region.atoms))
            yield _change(
                plan, ident, "columns", places, _span(out, region.atoms), text, (region.confidence, region.reason)
            )
    for move in plan.moves:
        if (ident := move_id(plan, move)) not in rejected:
            places = tuple(_merged(plan, move.atoms))
            yield _change(plan, ident, "moved", places, _span(out, move.atoms), text, (move.confidence, move.reason))


def _edge_changes(plan: Plan, text: str, rejected: frozenset[str]) -> Iterator[Change]:
    """White space at the beginning and at the end."""
    first, last, sure = plan.atoms[0].start, plan.atoms[-1].end, (0.99, "white_space")
    if first and "spacing-0" not in rejected:
        yield _change(plan, "spacing-0", "spacing", (Place(0, first),), Place(0, 0), text, sure)
    trailing = plan.text[last:]
    fill, ident = _trailing(trailing), f"spacing-{last}"
    if fill != trailing and ident not in rejected:
        result = Place(len(text) - len(fill), len(text))
        yield _change(plan, ident, "spacing", (Place(last, len(plan.text)),), result, text, sure)


def _blocks(out: _Writer, order: list[int]) -> Iterator[Block]:
    block_of = {atom: number for number, (_, members) in enumerate(out.plan.blocks) for atom in members}
    run: list[int] = []
    for atom, behind in zip(order, [*order[1:], -1], strict=True):
        run.append(atom)
        if behind == -1 or block_of[behind] != block_of[atom]:
            role = out.plan.blocks[block_of[atom]][0]
            yield Block(role, tuple(_merged(out.plan, run)), _span(out, run))
            run = []


def _open_spots(out: _Writer) -> Iterator[OpenSpot]:
    """Open spots with their places in the result; one whose letters were taken out as doubled is none any more."""
    pieces = sorted(out.pieces, key=lambda piece: piece.start)
    starts = [piece.start for piece in pieces]
    for spot in out.plan.spots:
        first = max(bisect_right(starts, spot.start) - 1, 0)
        last = bisect_left(starts, spot.end)
        inside = [_shown(piece, spot) for piece in pieces[first:last] if piece.end > spot.start]
        if inside:
            yield OpenSpot(
                spot.kind,
                Place(spot.start, spot.end),
                Place(min(place.start for place in inside), max(place.end for place in inside)),
                out.plan.text[spot.start : spot.end],
                spot.suggestions,
                spot.confidence,
            )


def _shown(piece: Piece, spot: Spot) -> Place:
    first, last = max(spot.start, piece.start), min(spot.end, piece.end)
    return Place(first - piece.start + piece.at, last - piece.start + piece.at)


def render(plan: Plan, rejected: frozenset[str]) -> Mended:
    """The mended text without what `rejected` names."""
    if not plan.atoms:
        return Mended(plan.text, plan.text, (), (), (), (), ())
    plan = _tidied(plan)
    order = _order(plan, rejected)
    out = _write(plan, order, rejected)
    text = "".join(out.parts)
    changes = [
        *_edge_changes(plan, text, rejected), *_order_changes(out, text, rejected), *_seam_changes(out, text)
    ]  # fmt: skip
    return Mended(
        plan.text,
        text,
        tuple(out.pieces),
        tuple(sorted(changes, key=lambda change: (change.result.start, change.result.end))),
        tuple(sorted(_open_spots(out), key=lambda spot: spot.result.start)),
        tuple(_blocks(out, order)),
        tuple(plan.proposals),
    )
