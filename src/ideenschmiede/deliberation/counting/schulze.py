"""Ranking by Markus Schulze's method: strongest paths by winning votes.

M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method", Social Choice and Welfare 36 (2011). Whole numbers throughout; the strongest paths by Floyd and Warshall.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ideenschmiede.deliberation.counting.results import Outcome, Pair, Place, Ranking
from ideenschmiede.deliberation.counting.terms import Choice, Terms

Matrix = list[list[int]]


def preferences(options: Sequence[int], ballots: Sequence[Sequence[Sequence[int]]]) -> Matrix:
    """[i][j]: how many ballots have option i before option j. What a ballot does not rank is behind all it ranks."""
    places = {option: place for place, option in enumerate(options)}
    found = [[0] * len(options) for _option in options]
    for tiers in ballots:
        behind = set(range(len(options)))
        for tier in tiers:
            here = {places[option] for option in tier}
            behind -= here
            for better in here:
                for worse in behind:
                    found[better][worse] += 1
    return found


def strongest_paths(preferred: Matrix) -> Matrix:
    """[i][j]: the strength of the strongest path from i to j, which is that of its weakest link; 0: there is none.

    A link is a comparison that i wins; its strength is how many prefer i.
    """
    size = range(len(preferred))
    paths = [[preferred[i][j] if preferred[i][j] > preferred[j][i] else 0 for j in size] for i in size]
    for over in size:
        for start in size:
            for end in size:
                if start != end:
                    paths[start][end] = max(paths[start][end], min(paths[start][over], paths[over][end]))
    return paths


def ranked(terms: Terms, choices: Sequence[Choice]) -> tuple[Outcome, list[int], Ranking]:
    """Chosen is who beats each other option by the strongest paths; tied where several are beaten by nobody."""
    options = terms.numbers
    matrix = preferences(options, [choice["ranks"] for choice in choices])
    paths = strongest_paths(matrix)
    size = range(len(options))
    beats = [[j for j in size if paths[i][j] > paths[j][i]] for i in size]
    beaten = {j for row in beats for j in row}
    best = [options[i] for i in size if i not in beaten]
    found = Ranking(
        options=list(options),
        condorcet=next((options[i] for i in size if all(matrix[i][j] > matrix[j][i] for j in size if j != i)), None),
        order=_order(options, beats),
        pairs=[
            Pair(options[i], options[j], matrix[i][j], matrix[j][i], paths[i][j], paths[j][i])
            for i, j in combinations(size, 2)
        ],
        matrix=matrix,
        paths=paths,
    )
    return "chosen" if len(best) == 1 else "tied", best, found


def _order(options: Sequence[int], beats: list[list[int]]) -> list[Place]:
    """By how many each one beats: the relation is transitive (Schulze 2011, section 4.1), so that whoever beats another
    also beats all that this one beats, and comes before it."""
    by_wins = sorted(range(len(options)), key=lambda i: -len(beats[i]))
    return [
        Place(1 + sum(len(other) > len(beats[i]) for other in beats), options[i], [options[j] for j in beats[i]])
        for i in by_wins
    ]
