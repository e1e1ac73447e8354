"""Derive what `pabutools` buys by equal shares: our counting is judged by it in tests/deliberation/counting.

    python tools/derive_shares.py > tests/deliberation/counting/shares.json

In an environment of its own (pip install pabutools): docs/adr/0010 says why it is no dependency.
"""

from __future__ import annotations

import json
import random
import sys
from importlib.metadata import version

from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

CASES = 200
OUR_TIES = TieBreakingRule(lambda _i, profile, one: (-profile.approval_score(one), one.cost, int(one.name)))


def case(rng: random.Random) -> dict[str, object]:
    budget = rng.choice([10, 50, 100, 400])
    costs = [rng.randint(max(1, budget // 20), budget) for _option in range(rng.randint(2, 8))]
    projects = [Project(str(at), cost) for at, cost in enumerate(costs)]
    cast = [[at for at in range(len(costs)) if rng.random() < 0.4] or [0] for _voter in range(rng.randint(1, 12))]
    instance = Instance(projects, budget_limit=budget)
    profile = ApprovalProfile([ApprovalBallot(projects[at] for at in one) for one in cast], instance=instance)
    about = {"sat_class": Cost_Sat, "tie_breaking": OUR_TIES}
    bought = method_of_equal_shares(instance, profile, **about)
    # Add1 as it is: the shares grow by one unit, until nothing more would fit or too much would be bought
    raised = method_of_equal_shares(instance, profile, voter_budget_increment=1, **about)
    return {
        "budget": budget,
        "costs": costs,
        "ballots": cast,
        "bought": [int(project.name) for project in bought],
        "raised": sorted(int(project.name) for project in raised),
    }


if __name__ == "__main__":
    rng = random.Random(23)
    found = {"library": f"pabutools {version('pabutools')}", "cases": [case(rng) for _case in range(CASES)]}
    json.dump(found, sys.stdout, separators=(",", ":"))
