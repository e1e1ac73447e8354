"""The results of one page: what the database knows of the hits shown, put beside what the index knows."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from django.db.models import Prefetch

from ideenschmiede.base.search import Hits
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.documents import SUCCESS
from ideenschmiede.transfer.matching import marking
from ideenschmiede.transfer.matching.answers import Outlook, Proof, Result, Why
from ideenschmiede.transfer.matching.outlook import cases, outlooks, ran
from ideenschmiede.transfer.matching.weighing import Fit, Weighed
from ideenschmiede.transfer.models import Adoption, Outcome, Practice


def results(hits: Hits, weighed: Weighed, shown: Sequence[int], fit: Fit, seen: Set[str]) -> tuple[Result, ...]:
    """The results at the positions `shown`. A practice withdrawn since the index last looked is left out.

    Three queries: practices with their places, their topics, their adoptions with places.
    """
    adoptions = Prefetch("adoptions", Adoption.objects.select_related("place").order_by("since", "pk"))
    wanted = Practice.objects.filter(visibility__in=seen).select_related("place").prefetch_related("topics", adoptions)
    keys = [int(key) for key in hits.keys(shown)]
    found = wanted.in_bulk(keys)
    there = [(hit, found[key]) for hit, key in zip(shown, keys, strict=True) if key in found]
    if not there:
        return ()
    practices = [practice for _hit, practice in there]
    maker = _Maker(hits, weighed, [hit for hit, _practice in there])
    alike = _most_alike(practices, fit)
    rows = zip(practices, alike, outlooks(practices, fit, hits.shelf, seen), strict=True)
    return tuple(maker.result(number, *row) for number, row in enumerate(rows))


class _Maker:
    """What the results of a page share: the terms that matched, and the shares of words and of meaning."""

    def __init__(self, hits: Hits, weighed: Weighed, shown: Sequence[int]) -> None:
        self.weighed, self.shown = weighed, shown
        self.terms = hits.question.terms
        self.scores = marking.telling_terms(hits, shown)
        self.by_words, self.by_meaning = hits.shares()

    def result(self, number: int, practice: Practice, alike: Place | None, outlook: Outlook) -> Result:
        hit = self.shown[number]
        terms = marking.matching_terms(self.scores, number)
        title, summary = marking.marked(practice.title, terms), marking.marked(practice.summary, terms)
        return Result(
            practice=practice,
            relevance=self.weighed.relevance_of(hit),
            fit=self.weighed.fit_of(hit),
            evidence=self.weighed.evidence_of(hit),
            score=float(self.weighed.ranking.score[hit]),
            title=title,
            summary=summary,
            passage=None if title.spans or summary.spans else marking.passage(practice, terms),
            why=Why(
                matches=marking.matches(self.terms, self.scores, number),
                by_words=float(self.by_words[hit]),
                by_meaning=float(self.by_meaning[hit]),
                alike=alike,
            ),
            proof=_proof(practice),
            outlook=outlook,
        )


def _most_alike(practices: Sequence[Practice], fit: Fit) -> list[Place | None]:
    """For each practice the place most like the chosen one, of those where it ran; None where that is not known."""
    places = [
        (number, place)
        for number, practice in enumerate(practices)
        for place in (practice.place, *(adoption.place for adoption in ran(practice)))
        if place is not None
    ]
    best: list[tuple[float, Place | None]] = [(-1.0, None)] * len(practices)
    for (number, place), alike in zip(places, fit(np.array([place.pk for _, place in places], float)), strict=True):
        if alike > best[number][0]:
            best[number] = (float(alike), place)
    return [place for _alike, place in best]


def _proof(practice: Practice) -> Proof:
    told = [outcome for _place, outcome in cases(practice)]
    own = practice.outcome in SUCCESS
    return Proof(
        own_outcome=own,
        adoptions=len(ran(practice)),
        reports=len(told) - own,
        sources=len(practice.sources),
        confirmed_on=practice.contact_confirmed_on,
        worked=told.count(Outcome.WORKED),
        partly=told.count(Outcome.PARTLY),
    )
