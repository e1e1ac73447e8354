"""The order that links between torn paragraphs make, and what has to be moved for it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ideenschmiede.cores.german.mending.flow import Paragraph
from ideenschmiede.cores.german.mending.model import Role


def order_of(paragraphs: Sequence[Paragraph], runs: list[list[int]], links: Mapping[int, int]) -> tuple[int, ...]:
    """Paragraphs in the order that the links make: a chain of runs stands where its longest run stood."""
    run_of = {member: number for number, run in enumerate(runs) for member in run}
    pairs = ((run_of[before], run_of[behind]) for before, behind in links.items())
    next_run = {first: second for first, second in pairs if first != second}
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


def runs_of(roles: Sequence[Role], links: Mapping[int, int], compared: set[int]) -> list[list[int]]:
    """Text as it stands, cut at what is no text, where a link leads away, and between what was `compared` in vain."""
    linked = set(links.values())
    runs: list[list[int]] = []
    for number, role in enumerate(roles):
        last = number - 1
        follows = bool(runs) and role == "body" == roles[last]
        if follows and last in links:
            follows = links[last] == number
        elif follows:
            follows = not {last, number} <= compared and number not in linked
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
