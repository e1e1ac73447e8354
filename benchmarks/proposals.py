"""“Das gibt es schon in …”: which practices are proposed beside an idea, and how many of them are right.

    python -m benchmarks.proposals var/demo    # the data folder of a demo that has run once

The ideas stand in `proposals.toml`, the demo's own and 36 invented ones, each with the practices that do the same.
Prints, with the whole text and with the title alone, for several thresholds of relevance: how many were proposed, how
many of these are right, for how many ideas a right one was found, and for how many without any nothing was proposed.
`IDEENSCHMIEDE_EMBEDDINGS=none` measures words alone.
"""

import os
import sys
import tomllib
from pathlib import Path

import django
import numpy as np

THRESHOLDS = (0.35, 0.45, 0.5, 0.55, 0.6, 0.7)
MOST = 3
SEEN = frozenset({"public", "network"})


def ideas() -> list[tuple[str, str, set[str]]]:
    """(title, whole text, external ids of the practices that do the same) of each."""
    from ideenschmiede.ideas.models import Idea  # noqa: PLC0415  only once Django is set up

    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    own = [(one, told["demo"][one.title]) for one in Idea.objects.filter(title__in=told["demo"])]
    texts = [(one.title, one.problem, one.thought, right) for one, right in own] + told["invented"]["ideas"]
    return [(title, f"{title}. {problem} {thought}", set(right)) for title, problem, thought, right in texts]


def proposed(text: str) -> list[tuple[str, float]]:
    """The best hits, with their relevance."""
    from ideenschmiede.base.finding import reader  # noqa: PLC0415
    from ideenschmiede.transfer.models import Practice  # noqa: PLC0415

    hits = reader().search("practice", text, visible=SEEN)
    if hits is None:
        raise SystemExit("There are no practices in this folder. Run the demo there first.")
    best = np.argsort(-hits.relevance, kind="stable")[:MOST].tolist()
    keys = [int(key) for key in hits.keys(best)]
    names = dict(Practice.objects.filter(pk__in=keys).values_list("pk", "external_id"))
    return [(names[key], float(hits.relevance[at])) for key, at in zip(keys, best, strict=True)]


def line(cases: list[tuple[set[str], list[tuple[str, float]]]], least: float) -> str:
    shown = [(right, {name for name, relevance in found if relevance >= least}) for right, found in cases]
    many, good = sum(len(names) for _, names in shown), sum(len(names & right) for right, names in shown)
    there = [bool(names & right) for right, names in shown if right]
    quiet = [not names for right, names in shown if not right]
    return (
        f"  from {least:.2f}: {many:3} proposed, {good / max(many, 1):4.0%} right; "
        f"found for {sum(there)} of {len(there)}; nothing for {sum(quiet)} of {len(quiet)} without"
    )


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    os.environ["IDEENSCHMIEDE_DATA_DIR"] = sys.argv[1]
    os.environ.setdefault("IDEENSCHMIEDE_SECRET_KEY", "benchmark")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
    django.setup()
    known = ideas()
    for name, position in (("whole text", 1), ("title alone", 0)):
        cases = [(one[2], proposed(str(one[position]))) for one in known]
        print(name)
        for least in THRESHOLDS:
            print(line(cases, least))


if __name__ == "__main__":
    main()
