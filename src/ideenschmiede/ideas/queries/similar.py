"""Ideas that say much the same: proposed while one notes another."""

from __future__ import annotations

import re

from ideenschmiede.base.finding import reader
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.ideas import KIND, standing_ideas

MOST = 3
LIKELY = 0.5  # relevance, 0–1: below, an idea shares a word or the topic and is another one
LATEST_OF_GROUPS = 200
WORDS = re.compile(r"\w{4,}")  # shorter ones are in every title


def similar_ideas(who: Who, text: str, *, without: int | None = None, least: float = LIKELY) -> list[Idea]:
    """At most three that `who` may see, the most similar first; `without` leaves the idea itself out, `least` is the
    relevance from which they count: 0 for words that somebody looks for.

    By the search index, which groups' own ideas are not in: of these, by the words of their titles. Three queries.
    """
    if not WORDS.search(text):
        return []
    found = {**_in_groups(who, text, least), **_indexed(who, text, least)}
    there = standing_ideas(who).in_bulk([pk for pk in found if pk != without])
    return sorted(there.values(), key=lambda idea: -found[idea.pk])[:MOST]


def _indexed(who: Who, text: str, least: float) -> dict[int, float]:
    try:
        hits = reader().search(KIND, text, visible=visibilities(who))
    except IndexMissing:
        return {}
    if hits is None:
        return {}
    best = zip(hits.keys(range(min(2 * MOST, len(hits)))), hits.relevance, strict=False)
    return {int(key): float(relevance) for key, relevance in best if relevance >= least}


def _in_groups(who: Who, text: str, least: float) -> dict[int, float]:
    """The share of the words of a title that stand in `text`, for ideas that only groups may see."""
    words = set(WORDS.findall(text.casefold()))
    own = standing_ideas(who).filter(visibility=Visibility.GROUP).values_list("pk", "title")[:LATEST_OF_GROUPS]
    shares = {}
    for pk, title in own:
        wanted = set(WORDS.findall(title.casefold()))
        shares[pk] = len(wanted & words) / len(wanted) if wanted else 0.0
    return {pk: share for pk, share in shares.items() if share and share >= least}
