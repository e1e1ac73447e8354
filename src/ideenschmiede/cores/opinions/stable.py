"""Groups that hold: the default.

Groups come from the best of many beginnings on the points themselves. To see whether they hold, people are drawn
anew with replacement (bootstrap), the directions and the groups are found anew, and what these share with the
groups of all people is their stability: the mean adjusted Rand index (Hubert & Arabie 1985). Two groups, or as
many as before, unless another number separates people clearly better. Groups that do not hold, or one of which
is too small, are none: "no clear groups" is an answer.
"""

from dataclasses import dataclass

import numpy as np

from ideenschmiede.cores.opinions.agreement import adjusted_rand
from ideenschmiede.cores.opinions.kmeans import distances, lloyd, nearest, silhouette
from ideenschmiede.cores.opinions.projection import SHOWN, gram, leading
from ideenschmiede.cores.opinions.starts import begin, side_by_side
from ideenschmiede.cores.opinions.votes import FloatArray, IntArray, Votes

MOST_GROUPS = 5
USUAL_GROUPS = 2
LEAST_SHARE = 0.04  # of all people in groups, that each group has
LEAST_PEOPLE = 3
LOOKED_AT = 300  # people on whom beginnings, silhouettes and samples are tried; more change little
SAMPLES = 20
BEGINNINGS = 6
BEGINNINGS_OF_A_SAMPLE = 2
BETTER = 0.06  # silhouette by which another number of groups must be better
CLEAR = 0.45  # stability from which groups are clear …
SURPRISE_OF_FEW = 3.0  # … and this divided by the number of people more: few people agree by chance
KEPT = 0.1  # groups that were clear before may be so much less stable


@dataclass(frozen=True, eq=False)
class Grouping:
    """Groups of n points.

    `own` (n,): from 0, or all −1 where there are no clear groups. `stability`: of the best groups that could be
    made, clear or not, at most 1; 0 where none could. `certainty` (n,): how often a person's group stayed the same.
    """

    own: IntArray
    stability: float
    certainty: FloatArray


@dataclass(frozen=True, eq=False)
class Cloud:
    """People in few dimensions: `reduced` (n, r), the factor `scale` (n,) of each, and `points` (n, 2) shown.

    `unsure` (n, r): the standard deviation of `reduced`, where a model knows it. Other samples are drawn with it:
    else what the model made of mere chance would look firm.
    """

    reduced: FloatArray
    scale: FloatArray
    points: FloatArray
    unsure: FloatArray | None = None


def scale_of(votes: Votes) -> FloatArray:
    """The factor (n,) of each person's position: √(m / (votes + mean votes)).

    Polis moves a person with few votes out as far as one with many, so that chance alone puts them into a group;
    here they stay nearer to the middle.
    """
    given = np.bincount(votes.rows[votes.visible], minlength=votes.shape[0])
    usual = given[given > 0].mean() if given.any() else 1.0
    return np.asarray(np.sqrt(np.count_nonzero(~votes.hidden) / (given + usual)))


def group(cloud: Cloud, rng: np.random.Generator, before: FloatArray | None = None) -> Grouping:
    """Find the groups of a cloud; `before` (k, 2): where the centres of the last groups were."""
    people = len(cloud.points)
    looked_at = _spread_over(cloud.points)
    sample = cloud.points[looked_at]
    found = {
        count: _groups(cloud.points, sample, count, rng, before)
        for count in range(USUAL_GROUPS, MOST_GROUPS + 1)
        if people >= count * LEAST_PEOPLE and sample.std() > 0
    }
    usable = {count: own for count, own in found.items() if _large_enough(own, count)}
    if not usable:
        return Grouping(np.full(people, -1, dtype=np.int64), 0.0, np.zeros(people))
    own = usable[_number(usable, sample, looked_at, before)]
    stability, certainty = stability_of(cloud, own, rng)
    needed = CLEAR + SURPRISE_OF_FEW / people - (KEPT if before is not None else 0.0)
    clear = stability >= needed
    return Grouping(own if clear else np.full(people, -1, dtype=np.int64), stability, certainty)


def _spread_over(points: FloatArray) -> IntArray:
    """At most LOOKED_AT people, evenly from one side to the other, whatever their order."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    return order[np.linspace(0, len(order) - 1, min(LOOKED_AT, len(order))).astype(np.int64)]


def _groups(
    points: FloatArray, sample: FloatArray, count: int, rng: np.random.Generator, before: FloatArray | None
) -> IntArray:
    centres = begin(sample, count, BEGINNINGS, rng)
    warm = before is not None and len(before) == count
    if before is not None and warm:
        centres = np.concatenate([before[None], centres])
    best, _ = side_by_side(sample[None], np.ones((1, len(sample))), centres[None], prefer_first=warm)
    return lloyd(points, best[0], np.ones(len(points)), still=1e-3 * float(sample.std()))[1]


def _large_enough(own: IntArray, count: int) -> bool:
    return bool(np.bincount(own, minlength=count).min() >= max(LEAST_PEOPLE, LEAST_SHARE * own.size))


def _number(usable: dict[int, IntArray], sample: FloatArray, looked_at: IntArray, before: FloatArray | None) -> int:
    apart = distances(sample)
    scores = {count: silhouette(apart, own[looked_at]) for count, own in usable.items()}
    best = max(scores, key=lambda count: scores[count])
    usual = USUAL_GROUPS if before is None else len(before)
    if usual in scores and scores[best] < scores[usual] + BETTER:
        return usual
    return best


def stability_of(cloud: Cloud, own: IntArray, rng: np.random.Generator) -> tuple[float, FloatArray]:
    """Stability of groups `own` (n,), numbered from 0, and the certainty (n,) of each person."""
    people, count = len(own), int(own.max()) + 1
    looked_at = _spread_over(cloud.points)
    order = np.lexsort((cloud.points[:, 1], cloud.points[:, 0]))
    samples = [_sample(cloud, order, rng) for _ in range(SAMPLES)]
    weights = np.stack([weight for weight, _ in samples])
    places = np.stack([points for _, points in samples])
    begins = np.stack([begin(points[looked_at], count, BEGINNINGS_OF_A_SAMPLE, rng) for points in places])
    centres, _ = side_by_side(places[:, looked_at], weights[:, looked_at], begins)
    scores, agreed = [], np.zeros(people)
    for points, centre in zip(places, centres, strict=True):
        other = nearest(points, centre)
        table = np.bincount(own * count + other, minlength=count * count).reshape(count, count)
        scores.append(adjusted_rand(table))
        agreed += table.argmax(axis=1)[own] == other
    return float(np.mean(scores)), agreed / SAMPLES


def _sample(cloud: Cloud, order: IntArray, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """How often each person was drawn (n,), and where all stand along the sample's directions (n, 2).

    Chance is dealt out in the `order` of people in the picture, so that their ids make no difference.
    """
    people = len(order)
    weights = np.empty(people)
    weights[order] = rng.multinomial(people, np.full(people, 1 / people))
    reduced = cloud.reduced
    if cloud.unsure is not None:
        chance = np.empty(reduced.shape)
        chance[order] = rng.standard_normal(reduced.shape)
        reduced = reduced + cloud.unsure * chance
    return weights, (reduced @ _directions(reduced, weights)) * cloud.scale[:, None]


def _directions(reduced: FloatArray, weights: FloatArray) -> FloatArray:
    """The first two directions (r, 2) of a sample; zero where there are fewer."""
    found = leading(gram(reduced, weights))
    directions = np.zeros((reduced.shape[1], SHOWN))
    directions[:, : found.shape[1]] = found
    return directions
