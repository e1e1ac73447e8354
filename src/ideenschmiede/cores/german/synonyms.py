"""Words that mean the same in a town hall, from a hand-written list (data/synonyms.toml)."""

import tomllib
from functools import cache
from importlib.resources import files

from ideenschmiede.cores.german.analysis import terms_of
from ideenschmiede.cores.german.tokens import words


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = {}
    listed = files(__package__).joinpath("data/synonyms.toml").read_text("utf-8")
    for group in tomllib.loads(listed)["groups"]:
        found = [terms_of(word) for phrase in group for _, _, word in words(phrase)]
        firsts = [terms[0] for terms in found if terms]
        for term in firsts:
            table.setdefault(term, {}).update(dict.fromkeys(other for other in firsts if other != term))
    return {term: tuple(others) for term, others in table.items()}


def synonyms_of(term: str) -> tuple[str, ...]:
    """Index terms of the words that mean nearly the same as the word with this index term."""
    return _table().get(term, ())
