"""The definition of similarity once more, in plain Python loops: what the fast code is checked against."""

import math


def quantile(ordered, part):
    """Linear interpolation between the two neighbours (Hyndman & Fan 1996, type 7)."""
    position = part * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def scaled_column(values, transform):
    """Scaled values of one feature; None where missing."""
    if transform == "log":
        values = [math.log(value) if value > 0 else math.nan for value in values]
    there = sorted(value for value in values if not math.isnan(value))
    if not there:
        return [None] * len(values)
    median = quantile(there, 0.5)
    deviation = sum(abs(value - median) for value in there) / len(there) / 0.7979
    scale = (quantile(there, 0.75) - quantile(there, 0.25)) / 1.349
    if scale < 1e-9 * deviation:
        scale = deviation
    return [None if math.isnan(value) else (value - median) / (scale if scale > 1e-100 else 1.0) for value in values]


def columns_of(space):
    """The space's own scaled values as lists, None where missing, so that ties are compared to the bit."""
    return [
        [value if known else None for value, known in zip(column, there, strict=True)]
        for column, there in zip(space.scaled.tolist(), space.known.tolist(), strict=True)
    ]


def squared_distance(columns, weights, one, other, common):
    """None where the two places share too few features."""
    in_use = [f for f, weight in enumerate(weights) if weight > 0]
    total = mass = 0.0
    shared = 0
    for f in in_use:
        a, b = columns[f][one], columns[f][other]
        if a is None or b is None:
            continue
        total += (a - b) * (a - b) * weights[f]
        mass += weights[f]
        shared += 1
    if shared < max(1, math.ceil(common * len(in_use))):
        return None
    return total / mass


def nearest(columns, weights, row, k, common, allowed=None):
    """[(row, similarity)] of the k nearest, ties by row."""
    found = []
    for other in range(len(columns[0])):
        if other == row or (allowed is not None and not allowed[other]):
            continue
        squared = squared_distance(columns, weights, row, other, common)
        if squared is not None:
            found.append((squared, other))
    return [(other, math.exp(-math.sqrt(squared))) for squared, other in sorted(found)[:k]]
