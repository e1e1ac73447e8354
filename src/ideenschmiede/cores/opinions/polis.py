"""Groups as Polis finds them (Small et al. 2021; its server's `conversation.clj` and `clusters.clj`).

A hundred small clusters first, then groups of these, weighted by their people, for two to five groups; how many
is decided by the silhouette. The server begins its groups where they were in the round before, and so wherever
chance put the first; here the best of many beginnings counts.
"""

import numpy as np

from ideenschmiede.cores.opinions.kmeans import distances, distinct, lloyd, silhouette
from ideenschmiede.cores.opinions.starts import begin, side_by_side
from ideenschmiede.cores.opinions.votes import BoolArray, FloatArray, IntArray, Votes

FEWEST_VOTES = 7
FEWEST_PEOPLE = 15
BASE_CLUSTERS = 100
MANY = 20_000  # people; of more, the small clusters begin where those of a part of them end
MOST_GROUPS = 5
PEOPLE_PER_GROUP = 12  # small clusters that one more group needs
BEGINNINGS = 16
STILL = 0.01  # the server's: a centre that moves less stands still


def takes_part(votes: Votes) -> BoolArray:
    """Who is put into groups (n,): with seven votes (fewer if there are fewer statements).

    Where fewer than fifteen have so many, those with most votes fill up.
    """
    given = votes.per_participant
    enough = given >= max(1, min(FEWEST_VOTES, votes.shape[1]))
    if np.count_nonzero(enough) < FEWEST_PEOPLE:
        enough[np.argsort(-given, kind="stable")[:FEWEST_PEOPLE]] = True
    return enough & (given > 0)


def scale_of(votes: Votes) -> FloatArray:
    """The factor (n,) of each person's position: √(m / votes), so that few votes move out as far as many.

    What is moderated out is zero, not missing: it counts as if all had voted on it.
    """
    given = np.bincount(votes.rows[votes.visible], minlength=votes.shape[0]) + np.count_nonzero(votes.hidden)
    return np.asarray(np.sqrt(votes.shape[1] / np.maximum(given, 1)))


def group(points: FloatArray, rng: np.random.Generator) -> IntArray:
    """The group (n,) of each point (n, 2), numbered from 0; all 0 where no two differ."""
    alike = np.zeros(len(points), dtype=np.int64)
    if not len(points):
        return alike
    some = points[:: 1 + len(points) // MANY]
    begins, _ = lloyd(some, distinct(points, BASE_CLUSTERS), np.ones(len(some)), still=STILL)
    centres, base = lloyd(points, begins, np.ones(len(points)), still=STILL)
    people = np.bincount(base, minlength=len(centres)).astype(np.float64)
    centres, people, base = centres[people > 0], people[people > 0], (np.cumsum(people > 0) - 1)[base]
    best, score, apart = alike, -1.0, distances(centres)
    for count in range(2, min(MOST_GROUPS, 2 + len(centres) // PEOPLE_PER_GROUP, len(centres)) + 1):
        begins = begin(centres, count, BEGINNINGS, rng)
        middle, _ = side_by_side(centres[None], people[None], begins[None])
        _, found = lloyd(centres, middle[0], people)
        reached = silhouette(apart, found)
        if reached > score:
            best, score = found[base], reached
    return np.unique(best, return_inverse=True)[1].astype(np.int64)
