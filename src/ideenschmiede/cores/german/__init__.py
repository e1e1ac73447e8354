"""German text for search: words, basic forms, compounds, synonyms, meaning; broken print mended; facts found.

Pure computing on package data, without network and clock. As a command: python -m ideenschmiede.cores.german
"""

from ideenschmiede.cores.german.analysis import Span, Token, analyse, highlights, terms
from ideenschmiede.cores.german.facts import (
    Fact,
    FactKind,
    Gazetteer,
    KnownOrganisation,
    KnownPlace,
    KnownTopic,
    Thing,
    find_facts,
    things,
)
from ideenschmiede.cores.german.meaning import Embedder, load_embedder
from ideenschmiede.cores.german.mending import (
    Block,
    Candidate,
    Change,
    Mended,
    OpenSpot,
    Piece,
    Place,
    Proposal,
    mend,
)
from ideenschmiede.cores.german.query import Origin, QueryTerm, query_terms

__all__ = [
    "Block",
    "Candidate",
    "Change",
    "Embedder",
    "Fact",
    "FactKind",
    "Gazetteer",
    "KnownOrganisation",
    "KnownPlace",
    "KnownTopic",
    "Mended",
    "OpenSpot",
    "Origin",
    "Piece",
    "Place",
    "Proposal",
    "QueryTerm",
    "Span",
    "Thing",
    "Token",
    "analyse",
    "find_facts",
    "highlights",
    "load_embedder",
    "mend",
    "query_terms",
    "terms",
    "things",
]
