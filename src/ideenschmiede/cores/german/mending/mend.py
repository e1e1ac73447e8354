"""Broken print mended: the pure function behind the interface, the command and the benchmark."""

from collections.abc import Collection

from ideenschmiede.cores.german.mending.columns import reordered
from ideenschmiede.cores.german.mending.flat import with_flat_breaks
from ideenschmiede.cores.german.mending.flow import Paragraph, paragraphs_of
from ideenschmiede.cores.german.mending.fragments import Pair, Torn, torn
from ideenschmiede.cores.german.mending.model import Candidate, Mended, Place, Proposal, Role
from ideenschmiede.cores.german.mending.order import moved_runs
from ideenschmiede.cores.german.mending.plan import Move, Plan
from ideenschmiede.cores.german.mending.render import render
from ideenschmiede.cores.german.mending.roles import roles_of
from ideenschmiede.cores.german.mending.scan import atoms_of, lines_of
from ideenschmiede.cores.german.mending.seams import blank
from ideenschmiede.cores.german.mending.spots import spots_of
from ideenschmiede.cores.german.mending.tight import with_tight_cells
from ideenschmiede.cores.german.mending.vocabulary import own_words

_SHOWN = 60


def mend(text: str, *, rejected: Collection[str] = (), accepted: Collection[str] = ()) -> Mended:
    """`text` as it stood before columns and line ends broke it.

    No word is invented and none is lost: the letters (all signs for which `str.isalnum` holds) of the result are those
    of the original, each as often as there, except those that changes of kind `undoubled` name as taken out. What is
    not certain stays as it is and is listed as open.

    `rejected` takes changes back by their ids, any of them in any combination; with all of them, the text is the
    original. `accepted` moves fragments to where a candidate of that id would put them. Unknown ids do nothing.
    Never raises; the time is proportional to the length.
    """
    return render(_plan(text, frozenset(accepted)), frozenset(rejected))


def _plan(text: str, accepted: frozenset[str]) -> Plan:
    atoms = atoms_of(text)
    if not atoms:
        return Plan(text, atoms)
    own = own_words([text[atom.start : atom.end] for atom in atoms])
    atoms = with_tight_cells(atoms, lines_of(text, atoms), own)
    plan = Plan(text, atoms)
    lines, regions = reordered(text, atoms, lines_of(text, atoms), own)
    plan.regions.extend(regions)
    paragraphs, seams = paragraphs_of(text, atoms, lines, own)
    roles = roles_of(paragraphs, own)
    starts = {atoms[paragraph.atoms[0]].start: number for number, paragraph in enumerate(paragraphs)}
    found = torn(paragraphs, roles, own, _pairs(accepted, plan, paragraphs, starts))
    plan.seams.update(seams)
    for link in found.inside.values():
        plan.seams[paragraphs[link.before].atoms[-1], paragraphs[link.behind].atoms[0]] = link.found.seam
    plan.moves.extend(_moves(paragraphs, found))
    plan.blocks.extend(_blocks(paragraphs, roles, found))
    plan.spots.extend(spots_of(text, atoms, paragraphs, roles, found, own))
    plan.proposals.extend(_proposals(plan, paragraphs, found))
    plan = with_flat_breaks(plan, own)
    _keep_whole(plan)
    return plan


def _keep_whole(plan: Plan) -> None:
    """A doubled half that itself is parted by an invisible hyphen stays: only what stands in one piece is taken out."""
    for pair, seam in plan.seams.items():
        if seam.cut_right >= plan.atoms[pair[1]].end - plan.atoms[pair[1]].start:
            plan.seams[pair] = blank(0.5, seam.reason)


def _candidate_id(plan: Plan, paragraphs: list[Paragraph], before: int, behind: int) -> str:
    end, start = plan.atoms[paragraphs[before].atoms[-1]].end, plan.atoms[paragraphs[behind].atoms[0]].start
    return f"place-{start}-{end}"


def _pairs(
    accepted: frozenset[str], plan: Plan, paragraphs: list[Paragraph], starts: dict[int, int]
) -> frozenset[Pair]:
    """Numbers of the paragraphs that accepted candidates would join."""
    ends = {plan.atoms[paragraph.atoms[-1]].end: number for number, paragraph in enumerate(paragraphs)}
    pairs = set()
    for ident in accepted:
        start, _, end = ident.removeprefix("place-").partition("-")
        if start.isdecimal() and end.isdecimal() and int(start) in starts and int(end) in ends:
            pairs.add((ends[int(end)], starts[int(start)]))
    return frozenset(pairs)


def _moves(paragraphs: list[Paragraph], found: Torn) -> list[Move]:
    before = dict(zip(found.order[1:], found.order, strict=False))
    linked = {link.behind: link for link in found.links.values()}
    moves = []
    for run in moved_runs(found.order, [len(paragraph.words) for paragraph in paragraphs]):
        reasons = [link for link in (linked.get(run[0]), found.links.get(run[-1])) if link is not None]
        sure = max((link.confidence for link in reasons), default=0.5)
        reason = max(reasons, key=lambda link: link.confidence).found.reason if reasons else "picture_between"
        behind = paragraphs[before[run[0]]].atoms[-1] if run[0] in before else -1
        moves.append(Move(tuple(a for n in run for a in paragraphs[n].atoms), behind, sure, reason))
    return moves


def _blocks(paragraphs: list[Paragraph], roles: list[Role], found: Torn) -> list[tuple[Role, tuple[int, ...]]]:
    """Paragraphs that are linked are one block."""
    led = {link.behind for link in found.inside.values()}
    blocks: list[tuple[Role, tuple[int, ...]]] = []
    for number in range(len(paragraphs)):
        if number in led:
            continue
        atoms, last = list(paragraphs[number].atoms), number
        while last in found.inside:
            last = found.inside[last].behind
            atoms += paragraphs[last].atoms
        blocks.append((roles[number], tuple(atoms)))
    return blocks


def _proposals(plan: Plan, paragraphs: list[Paragraph], found: Torn) -> list[Proposal]:
    """Where torn paragraphs could belong, those that were not simply joined to their neighbour."""
    moved = {move.atoms[0]: f"moved-{plan.atoms[move.atoms[0]].start}" for move in plan.moves}
    led = {link.behind: link for link in found.links.values()}
    proposals = []
    for behind, links in sorted(found.options.items()):
        atoms = paragraphs[behind].atoms
        chosen = led.get(behind)
        if chosen is not None and chosen.before == behind - 1:
            continue
        total = sum(max(link.found.odds, 0.0) for link in links) + 1.0
        candidates = tuple(
            Candidate(
                _candidate_id(plan, paragraphs, link.before, behind),
                plan.atoms[paragraphs[link.before].atoms[-1]].end,
                paragraphs[link.before].words[-_SHOWN:],
                link.confidence if link is chosen else round(max(link.found.odds, 0.0) / total, 3),
                link.found.reason,
            )
            for link in links[:5]
        )
        start, end = plan.atoms[atoms[0]].start, plan.atoms[atoms[-1]].end
        proposals.append(Proposal(Place(start, end), paragraphs[behind].words, candidates, moved.get(atoms[0])))
    return proposals
