"""Which words of the question matched in a practice, and where to show them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search import Hits
from ideenschmiede.cores.german import Origin, QueryTerm, highlights
from ideenschmiede.transfer.matching.answers import Marked, Match
from ideenschmiede.transfer.models import Practice

MOST_TERMS = 24  # of a long text: what the others add cannot be told apart any more
MOST_WORDS = 6  # shown a result
SLIGHT = 0.04  # a smaller share than this explains nothing
WORTH_MARKING = 0.08  # a part of a compound that says little would only speckle the text
LONGEST_PASSAGE = 320
CLOSENESS: tuple[Origin, ...] = ("word", "part", "synonym")  # what a word was found by, the closest first
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
BODY = ("problem", "done", "results", "lessons", "conditions", "hard")


def telling_terms(hits: Hits, places: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    """What each term of the question adds to the lexical score of the hits at `places`."""
    weightiest = hits.question.terms[:MOST_TERMS]
    return hits.shelf.term_scores(weightiest, hits.rows[list(places)])


def matches(terms: Sequence[QueryTerm], scores: Mapping[str, NDArray[np.float32]], place: int) -> tuple[Match, ...]:
    """The words of the question that matched in the result at `place`, weightiest first."""
    added: defaultdict[str, float] = defaultdict(float)
    found: dict[str, Origin] = {}
    for term in terms:
        score = float(scores[term.term][place]) if term.term in scores else 0.0
        if score > 0:
            added[term.surface] += score
            found[term.surface] = min(found.get(term.surface, "synonym"), term.origin, key=CLOSENESS.index)
    whole = sum(added.values())
    ordered = sorted(added, key=lambda word: -added[word])[:MOST_WORDS]
    told = [Match(word, found[word], added[word] / whole) for word in ordered]
    return tuple(one for one in told if one.share >= SLIGHT)


def matching_terms(scores: Mapping[str, NDArray[np.float32]], place: int) -> frozenset[str]:
    """The terms worth marking in the result at `place`: those that matter for its being here."""
    here = {term: float(values[place]) for term, values in scores.items() if values[place] > 0}
    whole = sum(here.values())
    return frozenset(term for term, score in here.items() if score >= WORTH_MARKING * whole)


def marked(text: str, terms: frozenset[str]) -> Marked:
    """A text with the words that share a term with the question."""
    return Marked(text, highlights(text, terms) if terms else ())


def passage(practice: Practice, terms: frozenset[str]) -> Marked | None:
    """The sentence of the practice's story with most words of the question; None when no sentence has any."""
    best: Marked | None = None
    for name in BODY if terms else ():
        for sentence in SENTENCE_END.split(getattr(practice, name)):
            found = marked(sentence.strip(), terms)
            if found.spans and (best is None or len(found.spans) > len(best.spans)):
                best = found
    return _shortened(best) if best else None


def _shortened(found: Marked) -> Marked:
    """A very long sentence is cut after the first words that matched."""
    if len(found.text) <= LONGEST_PASSAGE:
        return found
    start = max(0, found.spans[0].start - LONGEST_PASSAGE // 3)
    start = found.text.rfind(" ", 0, start) + 1
    end = found.text.find(" ", start + LONGEST_PASSAGE)
    cut = found.text[start : end if end > 0 else None]
    text = f"{'… ' if start else ''}{cut}{' …' if end > 0 else ''}"
    shift = (2 if start else 0) - start
    spans = (type(span)(span.start + shift, span.end + shift) for span in found.spans)
    return Marked(text, tuple(span for span in spans if span.start >= 0 and span.end <= len(text)))
