"""German text for search: words, basic forms, compounds, synonyms, meaning.

Broken print is mended in `cores.german.mending`, facts are found in `cores.german.facts`: by themselves, since whoever
only searches need not load them. Pure computing on package data, without network and clock. As a command:
python -m ideenschmiede.cores.german
"""

from ideenschmiede.cores.german.analysis import Span, Token, analyse, highlights, terms
from ideenschmiede.cores.german.meaning import Embedder, load_embedder
from ideenschmiede.cores.german.query import Origin, QueryTerm, query_terms

__all__ = [
    "Embedder",
    "Origin",
    "QueryTerm",
    "Span",
    "Token",
    "analyse",
    "highlights",
    "load_embedder",
    "query_terms",
    "terms",
]
