"""From the weighted terms of a question to a query for Tantivy, and what an ideal text would earn by it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from ideenschmiede.base.search.text import SCHEMA
from ideenschmiede.cores.german import QueryTerm

FIELDS = (("text", 1.0), ("title", 0.4))
MOST_TERMS = 48  # of a text of two pages; the rarest say what it is about
SATURATED = 2.2  # BM25 with k1 = 1.2: a term can earn its rarity 2.2 times, however often a text has it


@dataclass(frozen=True)
class Wording:
    """`query` is None where no term occurs in the collection; `ideal` is the BM25 score of a text that is full
    of every word of the question: of the words as written, not of parts and synonyms, and its title apart."""

    query: Query | None
    ideal: float


def worded(searcher: tantivy.Searcher, terms: Sequence[QueryTerm]) -> Wording:
    """The query for `terms` in the index that `searcher` sees."""
    frequencies = {term: searcher.doc_freq("text", term.term) for term in terms}
    rarity = {term: _rarity(count, searcher.num_docs) for term, count in frequencies.items()}
    ideal = SATURATED * sum(term.weight * rarity[term] for term in terms if term.origin == "word")
    used = sorted((term for term in terms if frequencies[term]), key=lambda term: -term.weight * rarity[term])
    parts = [
        (Occur.Should, Query.boost_query(Query.term_query(SCHEMA, field, term.term, "freq"), boost * term.weight))
        for term in used[:MOST_TERMS]
        for field, boost in FIELDS
    ]
    return Wording(Query.boolean_query(parts) if parts else None, ideal)


def _rarity(frequency: int, documents: int) -> float:
    """The inverse document frequency of Tantivy's BM25."""
    return math.log1p((max(documents - frequency, 0) + 0.5) / (frequency + 0.5))
