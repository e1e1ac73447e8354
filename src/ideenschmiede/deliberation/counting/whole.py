"""From ballots to the result of a decision: quorum, abstentions, then the method's own counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ideenschmiede.deliberation.counting import equal_shares, schulze, tallies
from ideenschmiede.deliberation.counting.results import Details, Outcome, Result
from ideenschmiede.deliberation.counting.terms import Choice, Terms

Counted = tuple[Outcome, list[int], Details]

_METHODS: dict[str, Callable[[Terms, Sequence[Choice]], Counted]] = {
    "consent": lambda _terms, choices: tallies.consent(choices),
    "majority": lambda _terms, choices: tallies.majority(choices, tallies.simple_majority),
    "two_thirds": lambda _terms, choices: tallies.majority(choices, tallies.two_thirds),
    "resistance": tallies.resistance,
    "score": tallies.score,
    "ranked": schulze.ranked,
    "budget": equal_shares.budget,
    "shortlist": equal_shares.shortlist,
}


def quorum_needed(seats: int, quorum: int) -> int:
    """Ballots needed so that at least `quorum` % of `seats` took part; one at least: nothing is decided by nobody."""
    return max(1, -(-seats * quorum // 100))


def count(terms: Terms, choices: Sequence[Choice], *, seats: int, quorum: int) -> Result:
    """The result of a decision with so many `seats` and a `quorum` in %. The order of `choices` does not matter.

    Where too few took part, the details are counted nevertheless: people may see how it would have been.
    """
    made = [choice for choice in choices if not choice.get("abstain")]
    needed = quorum_needed(seats, quorum)
    outcome: Outcome = "rejected"
    chosen: list[int] = []
    details: Details | None = None
    if made:
        outcome, chosen, details = _METHODS[terms.method](terms, made)
    if len(choices) < needed:
        outcome, chosen = "no_quorum", []
    return Result(
        method=terms.method,
        outcome=outcome,
        seats=seats,
        ballots=len(choices),
        abstentions=len(choices) - len(made),
        quorum=quorum,
        quorum_needed=needed,
        unanimous=bool(made) and all(choice == made[0] for choice in made),
        chosen=chosen,
        details=details,
    )
