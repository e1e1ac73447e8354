"""Ballots as the readers of `counting` take them, and what libraries made of them."""

import json
from pathlib import Path

from ideenschmiede.deliberation.counting import Terms, Thing


def cases(name):
    """What a library found, written down by tools/derive_<name>.py."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text())["cases"]


def terms(method, *options, **more):
    """`options`: numbers, or (number, cost)."""
    things = (Thing(*one) if isinstance(one, tuple) else Thing(one) for one in options)
    return Terms(method=method, options=tuple(things), **more)


def ranked(*tiers):
    """One ballot: ranked([1], [2, 3]) has 1 before 2 and 3."""
    return {"ranks": [list(tier) for tier in tiers]}


def approved(*options):
    return {"approved": list(options)}
