"""Paragraphs that were torn apart: which end goes on in which beginning, and what has to be moved for it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import exp

import numpy as np
from scipy.optimize import linear_sum_assignment

from ideenschmiede.cores.german.mending.flow import Paragraph
from ideenschmiede.cores.german.mending.following import Following, following
from ideenschmiede.cores.german.mending.model import Role
from ideenschmiede.cores.german.mending.sentences import end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

MOST = 120
"""Torn ends that are compared with all torn beginnings; a text with more is compared with its neighbours only."""

NEIGHBOURS = 1.5
"""Log-odds that paragraphs which follow each other in the original belong together."""

SURE = 0.75
"""Confidence from which a fragment is moved; below, it is only proposed."""

_WANTED = 99.0

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraph `before` goes on in paragraph `behind`."""

    before: int
    behind: int
    found: Following
    confidence: float


@dataclass(frozen=True, slots=True)
class Torn:
    """What was found out about the paragraphs of a text.

    Attributes:
        links: those that are sure, and those between neighbours, by the paragraph before.
        options: for each paragraph with a torn beginning or end, links that would fit, the best first.
        order: paragraphs in their true order.
    """

    links: dict[int, Link] = field(default_factory=dict)
    options: dict[int, list[Link]] = field(default_factory=dict)
    order: tuple[int, ...] = ()


def _sure(odds: float, others: float) -> float:
    return 1 / (1 + exp(-min(odds - max(others, 0.0), 30.0)))


def torn(
    paragraphs: Sequence[Paragraph], roles: Sequence[Role], own: OwnWords, accepted: frozenset[Pair] = frozenset()
) -> Torn:
    """Links between torn ends and beginnings, and the order that they make."""
    bodies = [number for number, role in enumerate(roles) if role == "body"]
    ends = [n for n in bodies if end_of(paragraphs[n].words) != "closed"]
    torn_starts = {n for n in bodies if start_of(paragraphs[n].words, own) != "closed"}
    after = dict(pairwise(bodies))
    starts = sorted({*torn_starts, *(after[n] for n in ends if n in after)})
    links = _links(paragraphs, ends, starts, after, own)
    chosen = _chosen(links, after, accepted)
    options: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda link: -link.found.odds):
        if link.found.odds > 0:
            options.setdefault(link.behind, []).append(link)
    torn_starts |= {link.behind for link in chosen.values()}
    return Torn(chosen, options, _order(paragraphs, _runs(roles, chosen, set(ends), torn_starts), chosen))


def _links(
    paragraphs: Sequence[Paragraph], ends: list[int], starts: list[int], after: dict[int, int], own: OwnWords
) -> list[Link]:
    near = max(len(ends), len(starts)) > MOST
    found = []
    for end in ends:
        for start in ([after[end]] if end in after else []) if near else starts:
            if start == end:
                continue
            fit = following(paragraphs[end].words[-400:], paragraphs[start].words[:400], own)
            odds = fit.odds + (NEIGHBOURS if after.get(end) == start else 0.0)
            found.append(Link(end, start, replace(fit, odds=odds), _sure(odds, 0.0)))
    return found


def _chosen(links: list[Link], after: dict[int, int], accepted: frozenset[Pair]) -> dict[int, Link]:
    """The best pairs without circles; a pair that is not of neighbours must be sure."""
    chosen: dict[int, Link] = {}
    first: dict[int, int] = {}  # last paragraph of a chain → its first
    last: dict[int, int] = {}
    for link in _best_pairs(links, accepted):
        wanted = (link.before, link.behind) in accepted
        sure = wanted or after.get(link.before) == link.behind or link.confidence >= SURE
        begin, end = first.get(link.before, link.before), last.get(link.behind, link.behind)
        if sure and begin != link.behind:
            chosen[link.before] = link
            first[end], last[begin] = begin, end
    return chosen


def _best_pairs(links: list[Link], accepted: frozenset[Pair]) -> list[Link]:
    """Each end with the beginning that makes all of them together fit best, the surest first."""
    ends = sorted({link.before for link in links})
    starts = sorted({link.behind for link in links})
    if max(len(ends), len(starts)) > MOST:
        return [link for link in links if link.found.odds > 0]
    row, column = ({n: place for place, n in enumerate(numbers)} for numbers in (ends, starts))
    odds = np.zeros((len(ends), len(starts)))
    for link in links:
        wanted = (link.before, link.behind) in accepted
        odds[row[link.before], column[link.behind]] = _WANTED if wanted else max(link.found.odds, 0.0)
    match = dict(zip(*(map(int, found) for found in linear_sum_assignment(odds, maximize=True)), strict=True))
    pairs = []
    for link in links:
        r, c = row[link.before], column[link.behind]
        if match.get(r) == c and odds[r, c] > 0:
            others = max(*np.delete(odds[r], c), *np.delete(odds[:, c], r), 0.0, 0.0)
            pairs.append(replace(link, confidence=round(_sure(odds[r, c], float(others)), 3)))
    return sorted(pairs, key=lambda link: -odds[row[link.before], column[link.behind]])


def _order(paragraphs: Sequence[Paragraph], runs: list[list[int]], links: dict[int, Link]) -> tuple[int, ...]:
    """Paragraphs in the order that the links make: a chain of runs stands where its longest run stood."""
    run_of = {member: number for number, run in enumerate(runs) for member in run}
    next_run = {run_of[link.before]: run_of[link.behind] for link in links.values()}
    next_run = {first: second for first, second in next_run.items() if first != second}
    led = set(next_run.values())
    chains = []
    for number in range(len(runs)):
        if number in led:
            continue
        chain = [number]
        while chain[-1] in next_run:
            chain.append(next_run[chain[-1]])
        anchor = max(chain, key=lambda n: (sum(len(paragraphs[m].words) for m in runs[n]), -n))
        chains.append((anchor, chain))
    return tuple(member for _, chain in sorted(chains) for number in chain for member in runs[number])


def _runs(roles: Sequence[Role], links: dict[int, Link], torn_ends: set[int], torn_starts: set[int]) -> list[list[int]]:
    """Text as it stands, cut at what is no text and where something is torn and not mended."""
    runs: list[list[int]] = []
    for number, role in enumerate(roles):
        last = number - 1
        follows = bool(runs) and role == "body" == roles[last]
        if follows and last in links:
            follows = links[last].behind == number
        elif follows:
            follows = last not in torn_ends and number not in torn_starts
        if not follows:
            runs.append([])
        runs[-1].append(number)
    return runs


def moved_runs(order: Sequence[int], weights: Sequence[int]) -> list[tuple[int, ...]]:
    """The fewest letters to move: runs of `order`, neighbours in the original, outside its heaviest increasing part."""
    best: list[tuple[int, int]] = []  # (number, weight so far), both increasing
    came: dict[int, tuple[int, int]] = {}
    for number in order:
        at = bisect_left(best, (number, 0))
        weight = weights[number] + (best[at - 1][1] if at else 0)
        came[number] = (best[at - 1][0] if at else -1, weight)
        last = at
        while last < len(best) and best[last][1] <= weight:
            last += 1
        best[at:last] = [(number, weight)]
    kept = set()
    number = best[-1][0] if best else -1
    while number != -1:
        kept.add(number)
        number = came[number][0]
    runs: list[list[int]] = []
    for place, number in enumerate(order):
        if number in kept:
            continue
        if place and order[place - 1] == number - 1 and runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [tuple(run) for run in runs]
