"""The list of ideas: its filters with counts, the search, and which ideas it shows in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count, Prefetch
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.columns import Column, Ids, Mask
from ideenschmiede.base.facets import BitFacet, Facet, narrow
from ideenschmiede.base.finding import reader
from ideenschmiede.base.models import Topic, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import visibilities
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.ideas.models import Idea, IdeaStage
from ideenschmiede.ideas.queries.ideas import KIND, standing_ideas
from ideenschmiede.people.models import Body
from ideenschmiede.people.rules.bodies import knows_its_body

SORTS = {"neu": gettext_lazy("Last changed"), "unterstuetzt": gettext_lazy("Most supported")}
BEST = "treffer"
LONGEST = 200  # characters of what one searches for
STAGES = tuple(IdeaStage)


@dataclass(frozen=True)
class _Columns:
    """What is known of each idea, the latest change first."""

    ids: Ids
    titles: list[str]
    stages: Column
    topics: Column  # a bit for each of the first 64 topics
    goals: Column  # a bit for each goal
    bodies: Column
    supports: Column


class IdeaListing:
    """What an address asks of the list of ideas: `listing` for the filters, `ids` in their order, `sort`, `sorts`,
    `text` that is searched for. Four queries whatever the rows, and one for the seats of who asks."""

    def __init__(self, query: QueryDict, who: Who) -> None:
        self.text = one_line(query.get("q", ""))[:LONGEST]
        topics = list(Topic.objects.all()[:64])
        known = _columns(who, topics)
        relevance = _relevance(known, self.text, who) if self.text else None
        seen: Mask = np.ones(len(known.ids), np.bool_) if relevance is None else relevance > 0
        narrowed = narrow(query, _facets(known, topics, _groups(known, who)), seen)
        self.listing = narrowed.listing
        self.sorts = {BEST: _("Best match"), **SORTS} if self.text else dict(SORTS)
        chosen = query.get("sortierung", "")
        self.sort = chosen if chosen in self.sorts else next(iter(self.sorts))
        order = self._order(known, relevance)
        self.ids: Ids = known.ids[order[narrowed.mask[order]]]

    def _order(self, known: _Columns, relevance: Column | None) -> Ids:
        if self.sort == BEST and relevance is not None:
            return np.argsort(-relevance, kind="stable")
        if self.sort == "unterstuetzt":
            return np.argsort(-known.supports, kind="stable")
        return np.arange(len(known.ids))


def ideas_in_order(ids: Sequence[int]) -> list[Idea]:
    """These ideas with author, group, topics and the number of supporters (`supported`), in this order. Two queries."""
    wanted = Idea.objects.select_related("author", "body").annotate(supported=Count("supports"))
    found = wanted.prefetch_related(Prefetch("topics")).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def _columns(who: Who, named: Sequence[Topic]) -> _Columns:
    rows = list(
        standing_ideas(who)
        .annotate(supported=Count("supports"))
        .order_by("-changed_at", "-pk")  # where it counts, Django forgets the order of the model
        .values_list("pk", "title", "stage", "sdgs", "body", "supported")
    )
    codes = {topic.pk: code for code, topic in enumerate(named)}
    topics: dict[int, int] = {}
    for idea, topic in Idea.topics.through.objects.values_list("idea_id", "topic_id"):
        if topic in codes:
            topics[idea] = topics.get(idea, 0) | 1 << codes[topic]
    return _Columns(
        ids=_column(rows, lambda row: row[0], np.int64),
        titles=[row[1].casefold() for row in rows],
        stages=_column(rows, lambda row: STAGES.index(IdeaStage(row[2])), np.int64),
        goals=_column(rows, lambda row: sum(1 << number for number in set(row[3]) if number in SDGS), np.uint64),
        bodies=_column(rows, lambda row: row[4] or 0, np.int64),
        supports=_column(rows, lambda row: row[5], np.int64),
        topics=_column(rows, lambda row: topics.get(row[0], 0), np.uint64),
    )


def _column(rows: Sequence[Any], value: Callable[[Any], int], kind: Any) -> Column:
    return np.fromiter(map(value, rows), kind, len(rows))


def _groups(known: _Columns, who: Who) -> list[Body]:
    """Groups that carry ideas, as far as `who` may know of them."""
    there = Body.objects.filter(pk__in=[int(pk) for pk in np.unique(known.bodies) if pk])
    return [body for body in there if knows_its_body(who, body)]


def _facets(known: _Columns, topics: Sequence[Topic], groups: Sequence[Body]) -> list[Facet]:
    stages = [(stage.value, str(stage.label)) for stage in STAGES]
    goals = [(str(number), f"{number} {goal}") for number, goal in SDGS.items()]
    bodies = [(body.slug, body.name) for body in groups]
    named = [(topic.slug, str(topic)) for topic in topics]
    return [
        Facet("stufe", _("Stage"), stages, range(len(stages)), known.stages),
        BitFacet("thema", _("Topic"), named, range(len(named)), known.topics),
        Facet("gruppe", _("Working group"), bodies, [body.pk for body in groups], known.bodies),
        BitFacet("ziel", _("Goal (SDG)"), goals, list(SDGS), known.goals),
    ]


def _relevance(known: _Columns, text: str, who: Who) -> Column:
    """How well each idea answers `text`, 0 for not at all: as the index says, or because its title has all words."""
    words = text.casefold().split()
    named = [all(word in title for word in words) for title in known.titles]
    found: Column = np.array(named, np.float64)
    try:
        hits = reader().search(KIND, text, visible=visibilities(who))
    except IndexMissing:
        return found
    if hits is not None:
        relevant = {int(key): float(one) for key, one in zip(hits.keys(), hits.relevance, strict=True)}
        found = np.maximum(found, [relevant.get(int(pk), 0.0) for pk in known.ids])
    return found
