"""Derive what `pref_voting` finds by Schulze's method: our counting is judged by it in tests/deliberation/counting.

    python tools/derive_schulze.py > tests/deliberation/counting/schulze.json

In an environment of its own (pip install pref_voting): docs/adr/0010 says why it is no dependency.
"""

from __future__ import annotations

import json
import random
import sys
from importlib.metadata import version

from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies

CASES = 200


def ballots(rng: random.Random, options: int, voters: int) -> list[list[list[int]]]:
    """Rankings with ties, some of them incomplete: [[best, equal], [next], …]."""
    made = []
    for _voter in range(voters):
        ranks = {option: rng.randint(1, options) for option in range(options) if rng.random() < 0.85}
        made.append([[o for o in ranks if ranks[o] == rank] for rank in sorted(set(ranks.values()))])
    return [tiers for tiers in made if tiers] or [[[0]]]


def case(rng: random.Random) -> dict[str, object]:
    options, voters = rng.randint(2, 6), rng.randint(1, 12)
    cast = ballots(rng, options, voters)
    ranked = [{option: place for place, tier in enumerate(tiers, 1) for option in tier} for tiers in cast]
    for ranks in ranked:  # what is not ranked is behind all that is
        ranks.update({option: options + 1 for option in range(options) if option not in ranks})
    profile = ProfileWithTies(ranked, candidates=list(range(options)))
    everyone = range(options)
    return {
        "options": options,
        "ballots": cast,
        "support": [[int(profile.support(i, j)) if i != j else 0 for j in everyone] for i in everyone],
        "winners": sorted(map(int, beat_path(profile, strength_function=profile.support))),
    }


if __name__ == "__main__":
    rng = random.Random(22)
    found = {"library": f"pref_voting {version('pref_voting')}", "cases": [case(rng) for _case in range(CASES)]}
    json.dump(found, sys.stdout, separators=(",", ":"))
