"""Words that mean nearly the same in a town hall, from a hand-written list (data/synonyms.toml).

A word brings the other words of its groups. A phrase (schnelles Internet) brings them when a query has all its words,
and as a synonym it counts as its words, each with a part of the weight.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ideenschmiede.cores.german.analysis import terms_of
from ideenschmiede.cores.german.tokens import words


@dataclass(frozen=True, slots=True)
class Synonym:
    """An index term that means nearly what `of` means, itself an index term; `share` is its part of a phrase, 0–1."""

    term: str
    of: str
    share: float


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """Groups of phrases as index terms, and for each term the phrases that begin with it, with their groups."""

    groups: tuple[tuple[Phrase, ...], ...]
    by_term: dict[str, tuple[tuple[Phrase, int], ...]]


def _phrase(text: str) -> Phrase:
    return tuple(found[0] for _, _, word in words(text) if (found := terms_of(word)))


@cache
def _list() -> _List:
    listed = tomllib.loads(files(__package__).joinpath("data/synonyms.toml").read_text("utf-8"))["groups"]
    groups = tuple(tuple(dict.fromkeys(filter(None, map(_phrase, group)))) for group in listed)
    by_term: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for phrase in group:
            by_term[phrase[0]].append((phrase, number))
    return _List(groups, {term: tuple(found) for term, found in by_term.items()})


def synonyms(terms: Collection[str]) -> Iterator[Synonym]:
    """What means nearly the same as a word or a phrase of `terms`, in their order; a term may come more than once."""
    known, present = _list(), frozenset(terms)
    for term in terms:
        for phrase, group in known.by_term.get(term, ()):
            if present.issuperset(phrase):
                yield from (
                    Synonym(part, term, 1 / len(other))
                    for other in known.groups[group]
                    if other != phrase
                    for part in other
                )
