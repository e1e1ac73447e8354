"""Paragraphs that were torn apart: which end goes on in which beginning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ideenschmiede.cores.german.mending.flow import Paragraph
from ideenschmiede.cores.german.mending.following import Following, following, surely_torn
from ideenschmiede.cores.german.mending.model import Role
from ideenschmiede.cores.german.mending.order import order_of, runs_of
from ideenschmiede.cores.german.mending.sentences import end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

MOST = 90
"""Paragraphs that are compared each with each; more are compared in groups of `GROUP` neighbours."""

GROUP = 40

NEIGHBOURS = 2.0
"""Log-odds that paragraphs which follow each other in the original belong together, when both are whole."""

TORN_NEIGHBOURS = 0.7
"""The same when a sentence would go on across the blank line between them."""

FIRST = -3.0
"""Log-odds that something stood before the first paragraph of all, when it begins whole."""

SURE, VERY_SURE = 0.7, 0.9
"""Confidence from which a fragment is moved; below, it is only proposed. The higher one holds for texts without any
sign that is surely one of torn print: they may only lack full stops."""

_WANTED = 99.0
_MOST_CIRCLES = 20
_WEAKEST = 4
_TOO_MANY = 800
"""Torn paragraphs; a text of more is rubble, of which only neighbours are compared."""
_SIGHT = 80
_SAME_BLOCK = 1.5

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraph `before` goes on in paragraph `behind`, in the middle of a sentence or with a new one."""

    before: int
    behind: int
    found: Following
    confidence: float

    @property
    def inside(self) -> bool:
        """Whether a sentence goes on."""
        return self.found.reason != "sentence"


@dataclass(frozen=True, slots=True)
class Torn:
    """What was found out about the paragraphs of a text.

    Attributes:
        links: those that are sure, and those between neighbours, by the paragraph before.
        inside: those of them in the middle of a sentence.
        options: for each paragraph with a torn beginning or end, links that would fit, the best first.
        order: paragraphs in their true order.
    """

    links: dict[int, Link] = field(default_factory=dict)
    inside: dict[int, Link] = field(default_factory=dict)
    options: dict[int, list[Link]] = field(default_factory=dict)
    order: tuple[int, ...] = ()


def torn(
    paragraphs: Sequence[Paragraph], roles: Sequence[Role], own: OwnWords, accepted: frozenset[Pair] = frozenset()
) -> Torn:
    """Links between torn ends and beginnings, and the order that they make."""
    bodies = [number for number, role in enumerate(roles) if role == "body"]
    ends = {n for n in bodies if end_of(paragraphs[n].words) != "closed"}
    starts = {n for n in bodies if start_of(paragraphs[n].words, own) != "closed"}
    after = dict(pairwise(bodies))
    chosen: dict[int, Link] = {}
    options: dict[int, list[Link]] = {}
    cut: set[int] = set()
    signs = any(surely_torn(paragraphs[n].words, own) for n in ends | starts)
    for group in _groups(bodies, ends, starts):
        cut.update(group)
        links = _links(paragraphs, group, after, bodies[0], own)
        chosen |= _chosen(links, after, accepted, SURE if signs else VERY_SURE)
        for link in sorted(links, key=lambda link: -link.found.odds):
            if link.found.odds > 0 and (link.before in ends or link.behind in starts):
                options.setdefault(link.behind, []).append(link)
    pairs = {
        link.before: link.behind  # whole sentences stay on their sides of a picture or a title between them
        for link in chosen.values()
        if link.inside or after.get(link.before) != link.behind or link.behind == link.before + 1
    }
    inside = {before: link for before, link in chosen.items() if link.inside}
    return Torn(chosen, inside, options, order_of(paragraphs, runs_of(roles, pairs, cut), pairs))


def _groups(bodies: list[int], ends: set[int], starts: set[int]) -> Iterator[list[int]]:
    """Paragraphs to compare with each other: none when nothing is torn, not too many."""
    if not ends and not starts:
        return
    if len(bodies) <= MOST:
        yield bodies
        return
    broken = ends | starts
    near = {n for place, n in enumerate(bodies) if not broken.isdisjoint(bodies[max(place - 1, 0) : place + 2])}
    chosen = sorted(near)
    size = GROUP if len(chosen) <= _TOO_MANY else 2
    for first in range(0, len(chosen), size):
        yield chosen[first : first + size]


def _links(
    paragraphs: Sequence[Paragraph], group: list[int], after: dict[int, int], first: int, own: OwnWords
) -> list[Link]:
    """All pairs of a group with their log-odds."""
    heads = {n: paragraphs[n].words[:_SIGHT] for n in group}
    tails = {n: paragraphs[n].words[-_SIGHT:] for n in group}
    seen: dict[tuple[str, str], Following] = {}
    found = []
    for before in group:
        for behind in group:
            if before == behind:
                continue
            key = tails[before], heads[behind]
            fit = seen.get(key) or seen.setdefault(key, following(*key, own))
            odds = fit.odds
            if after.get(before) == behind:
                odds += NEIGHBOURS if fit.reason == "sentence" else TORN_NEIGHBOURS
                odds += 0.0 if paragraphs[behind].apart else _SAME_BLOCK
            if behind == first and start_of(heads[behind], own) == "closed":
                odds += FIRST
            found.append(Link(before, behind, replace(fit, odds=odds), 0.0))
    return found


def _chosen(links: list[Link], after: dict[int, int], accepted: frozenset[Pair], least: float) -> dict[int, Link]:
    """The best pairs without circles; a pair that is not of neighbours must be sure."""
    chosen: dict[int, Link] = {}
    first: dict[int, int] = {}  # last paragraph of a chain → its first
    last: dict[int, int] = {}
    for link in _best_pairs(links, after, accepted):
        wanted = (link.before, link.behind) in accepted
        sure = wanted or after.get(link.before) == link.behind or link.confidence >= least
        begin, end = first.get(link.before, link.before), last.get(link.behind, link.behind)
        if sure and begin != link.behind:
            chosen[link.before] = link
            first[end], last[begin] = begin, end
    return _kept(chosen, after)


def _kept(chosen: dict[int, Link], after: dict[int, int]) -> dict[int, Link]:
    """Without moves between whole sentences, when no torn sentence was put together that speaks for a wrong order."""
    moved = {before for before, link in chosen.items() if after.get(before) != link.behind}
    if any(chosen[before].inside for before in moved):
        return chosen
    return {before: link for before, link in chosen.items() if before not in moved}


def _best_pairs(links: list[Link], after: dict[int, int], accepted: frozenset[Pair]) -> list[Link]:
    """Each end with the beginning that makes all of them together fit best, the surest first.

    The confidence of a pair is what all of them together would lose without it.
    """
    if not links:
        return []
    row = {n: place for place, n in enumerate(sorted({link.before for link in links}))}
    odds = np.zeros((len(row), len(row)))
    for link in links:
        wanted = (link.before, link.behind) in accepted
        odds[row[link.before], row[link.behind]] = _WANTED if wanted else max(link.found.odds, 0.0)
    total, match = _open_chains(odds)
    pairs = []
    for link in links:
        cell = row[link.before], row[link.behind]
        if match[cell[0]] != cell[1] or odds[cell] <= 0:
            continue
        lost = odds[cell]
        if after.get(link.before) != link.behind:
            lost = total - _assigned(_without(odds, cell))[0]
        pairs.append(replace(link, confidence=round(1 / (1 + exp(-min(lost, 30.0))), 3)))
    return sorted(pairs, key=lambda link: -link.confidence)


def _assigned(odds: NDArray[np.float64]) -> tuple[float, list[int]]:
    # not the smaller `scipy.sparse.csgraph`: its matching never returns on some matrices of fractions
    rows, columns = linear_sum_assignment(odds, maximize=True)
    return float(odds[rows, columns].sum()), [int(column) for column in columns]


def _without(odds: NDArray[np.float64], cell: Pair) -> NDArray[np.float64]:
    changed = odds.copy()
    changed[cell] = 0.0
    return changed


def _open_chains(odds: NDArray[np.float64]) -> tuple[float, list[int]]:
    """The best assignment without circles, near enough: each circle is broken where that costs least.

    Changes `odds`: what was given up is 0 there.
    """
    total, match = _assigned(odds)
    for _ in range(_MOST_CIRCLES):
        circle = _circle(odds, match)
        if not circle:
            break
        circle = sorted(circle, key=lambda cell: float(odds[cell]))[:_WEAKEST]
        cell = max(circle, key=lambda cell: _assigned(_without(odds, cell))[0])
        odds[cell] = 0.0
        total, match = _assigned(odds)
    return total, match


def _circle(odds: NDArray[np.float64], match: list[int]) -> list[Pair]:
    """The cells of one circle of links, empty when there is none."""
    seen: set[int] = set()
    for start in range(len(match)):
        path: list[Pair] = []
        row = start
        while row not in seen and odds[row, match[row]] > 0:
            seen.add(row)
            path.append((row, match[row]))
            row = match[row]
        rows = [cell[0] for cell in path]
        if row in rows:
            return path[rows.index(row) :]
    return []
