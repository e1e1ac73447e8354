"""Counting that is adding up: consent, majorities, points, systemic resistance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ideenschmiede.deliberation.counting.results import Consent, Majority, Outcome, Points, Resistance
from ideenschmiede.deliberation.counting.terms import MOST_RESISTANCE, STAYS_AS_IT_IS, Choice, Terms

STRONG = 8  # of 10: a resistance that one should talk about


def consent(choices: Sequence[Choice]) -> tuple[Outcome, list[int], Consent]:
    """Accepted where nobody objects; reservations are heard and do not stop it."""
    stances = Counter(choice["stance"] for choice in choices)
    found = Consent(stances["consent"], stances["reservation"], stances["objection"])
    return "rejected" if found.objections else "accepted", [], found


def simple_majority(yes: int, no: int) -> int:
    """Yes votes needed: more than half of those who said yes or no."""
    return (yes + no) // 2 + 1


def two_thirds(yes: int, no: int) -> int:
    """Yes votes needed: at least two thirds of those who said yes or no, exactly."""
    return max(1, -(-2 * (yes + no) // 3))


def majority(choices: Sequence[Choice], needed: Callable[[int, int], int]) -> tuple[Outcome, list[int], Majority]:
    votes = Counter(choice["vote"] for choice in choices)
    yes, no = votes["yes"], votes["no"]
    found = Majority(yes, no, needed(yes, no))
    return "accepted" if yes >= found.needed else "rejected", [], found


def score(terms: Terms, choices: Sequence[Choice]) -> tuple[Outcome, list[int], list[Points]]:
    """Most points win; equal sums are a tie."""
    rows = []
    for number in terms.numbers:
        spread = _spread([choice["points"][str(number)] for choice in choices], terms.most_points)
        total = _total(spread)
        rows.append(Points(number, total, round(total / len(choices), 2), spread))
    rows.sort(key=lambda row: -row.total)  # stable: equal ones stay in the order of the list
    best = [row.option for row in rows if row.total == rows[0].total]
    return "chosen" if len(best) == 1 else "tied", best, rows


def resistance(terms: Terms, choices: Sequence[Choice]) -> tuple[Outcome, list[int], list[Resistance]]:
    """Least resistance wins, if it is less than that to leaving everything as it is; else nothing changes."""
    spreads = {
        number: _spread([choice["resistance"][str(number)] for choice in choices], MOST_RESISTANCE)
        for number in (*terms.numbers, STAYS_AS_IT_IS)
    }
    zero = _total(spreads[STAYS_AS_IT_IS])
    rows = sorted((_resisted(number, spread, zero) for number, spread in spreads.items()), key=lambda row: row.total)
    least = min(row.total for row in rows if row.option != STAYS_AS_IT_IS)
    if least >= zero:
        return "rejected", [], rows
    best = [row.option for row in rows if row.total == least]
    return "chosen" if len(best) == 1 else "tied", best, rows


def _resisted(option: int, spread: list[int], zero: int) -> Resistance:
    total, ballots = _total(spread), sum(spread)
    mean = total / ballots
    return Resistance(
        option=option,
        total=total,
        mean=round(mean, 2),
        acceptance=round(100 - 100 * mean / MOST_RESISTANCE, 1),
        highest=max(value for value, many in enumerate(spread) if many),
        strong=sum(spread[STRONG:]),
        spread=spread,
        under_zero=total < zero,
    )


def _spread(values: Sequence[int], most: int) -> list[int]:
    counted = Counter(values)
    return [counted[value] for value in range(most + 1)]


def _total(spread: Sequence[int]) -> int:
    return sum(value * many for value, many in enumerate(spread))
