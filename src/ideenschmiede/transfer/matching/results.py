"""The results of one page: what the database knows of the hits shown, put beside what the index knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from ideenschmiede.base.search import Hits
from ideenschmiede.places.models import Place
from ideenschmiede.places.twins import ALIKE
from ideenschmiede.transfer.documents import SUCCESS
from ideenschmiede.transfer.matching import marking
from ideenschmiede.transfer.matching.answers import Marked, Outlook, Proof, Result, Why
from ideenschmiede.transfer.matching.outlook import COMPARABLE, outlooks
from ideenschmiede.transfer.matching.records import PLACE_SHOWN, Record, records
from ideenschmiede.transfer.matching.weighing import Fit, Weighed, graded
from ideenschmiede.transfer.models import Outcome, Practice


@dataclass(frozen=True)
class _Draft:
    """A record with its terms, and its title and summary with these terms marked."""

    record: Record
    terms: frozenset[str]
    title: Marked
    summary: Marked


def results(hits: Hits, weighed: Weighed, shown: Sequence[int], fit: Fit, seen: Set[str]) -> tuple[Result, ...]:
    """The results at the positions `shown`. Four queries at most: practices with their places, their adoptions, the
    places most alike, and the stories of those whose title and summary have no word of the question."""
    page = records(hits, shown, seen)
    if not page:
        return ()
    maker = _Maker(hits, weighed, page)
    drafts = [maker.draft(number) for number in range(len(page))]
    alike, passages = _most_alike(page, fit), _passages(drafts)
    return tuple(
        maker.result(
            number, draft, outlook, alike.get(draft.record.practice.pk), passages.get(draft.record.practice.pk)
        )
        for number, (draft, outlook) in enumerate(zip(drafts, outlooks(page, fit, hits.shelf, seen), strict=True))
    )


@dataclass(frozen=True)
class Likest:
    """The place most like the chosen one of those where a practice ran, and how alike (0–1)."""

    value: float
    place: Place


class _Maker:
    """What the results of a page share: the terms that matched, and the shares of words and of meaning."""

    def __init__(self, hits: Hits, weighed: Weighed, page: Sequence[Record]) -> None:
        self.weighed, self.page = weighed, page
        self.terms = hits.question.terms
        self.scores = marking.telling_terms(hits, [record.hit for record in page])
        self.by_words, self.by_meaning = hits.shares()

    def draft(self, number: int) -> _Draft:
        record, terms = self.page[number], marking.matching_terms(self.scores, number)
        practice = record.practice
        return _Draft(record, terms, marking.marked(practice.title, terms), marking.marked(practice.summary, terms))

    def result(
        self, number: int, draft: _Draft, outlook: Outlook, likest: Likest | None, passage: Marked | None
    ) -> Result:
        """The fit is that of the place named: the index, by which it was sorted, knows the first few places only."""
        hit = draft.record.hit
        silent = likest.place if likest and COMPARABLE <= likest.value < 1 and not outlook.forecast.cases else None
        return Result(
            practice=draft.record.practice,
            relevance=self.weighed.relevance_of(hit),
            fit=self.weighed.fit_of(hit) if likest is None else graded(likest.value, ALIKE),
            evidence=self.weighed.evidence_of(hit),
            score=float(self.weighed.ranking.score[hit]),
            title=draft.title,
            summary=draft.summary,
            passage=passage,
            why=Why(
                matches=marking.matches(self.terms, self.scores, number),
                by_words=float(self.by_words[hit]),
                by_meaning=float(self.by_meaning[hit]),
                alike=likest.place if likest else None,
            ),
            proof=_proof(draft.record),
            outlook=replace(outlook, silent=silent),
        )


def _passages(drafts: Sequence[_Draft]) -> Mapping[int, Marked | None]:
    """By practice, a sentence from the story of those that show no word of the question above it. One query at most."""
    bare = {
        draft.record.practice.pk: draft.terms
        for draft in drafts
        if draft.terms and not draft.title.spans and not draft.summary.spans
    }
    stories = Practice.objects.only(*marking.BODY).in_bulk(bare) if bare else {}
    return {pk: marking.passage(story, bare[pk]) for pk, story in stories.items()}


def _most_alike(page: Sequence[Record], fit: Fit) -> Mapping[int, Likest]:
    """By practice, the place most like the chosen one of those where it ran. One query at most."""
    where = [(record.practice.pk, place) for record in page for place in record.places()]
    best: dict[int, tuple[float, int]] = {}
    for (practice, place), alike in zip(where, fit(np.array([place for _, place in where], float)), strict=True):
        if alike > best.get(practice, (-1.0, 0))[0]:
            best[practice] = (float(alike), place)
    own = {record.practice.place_id: record.practice.place for record in page if record.practice.place}
    others = {place for _value, place in best.values()} - own.keys()
    adopting = Place.objects.only(*PLACE_SHOWN).order_by().in_bulk(others) if others else {}
    places = {**adopting, **own}
    return {practice: Likest(value, places[place]) for practice, (value, place) in best.items()}


def _proof(record: Record) -> Proof:
    told = [outcome for _place, outcome in record.cases()]
    own = record.practice.outcome in SUCCESS
    return Proof(
        own_outcome=own,
        adoptions=len(record.ran),
        reports=len(told) - own,
        sources=len(record.practice.sources),
        confirmed_on=record.practice.contact_confirmed_on,
        worked=told.count(Outcome.WORKED),
        partly=told.count(Outcome.PARTLY),
    )
