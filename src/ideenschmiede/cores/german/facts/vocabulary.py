"""The words by which facts are known, from data/, and whether a word is an ordinary one."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ideenschmiede.cores.german.lemmas import adjective_of, noun_of
from ideenschmiede.cores.german.lexicon import lexicon
from ideenschmiede.cores.german.tokens import normal


def _read(name: str) -> str:
    return files(__package__).joinpath(f"data/{name}").read_text("utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML table of data/, by file name without ending."""
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """The words of one entry of words.toml, casefolded."""
    return frozenset(table("words")[section][name].casefold().split())


@cache
def given_names() -> frozenset[str]:
    return frozenset(_read("given_names.txt").casefold().split()) | unsure_names()


@cache
def unsure_names() -> frozenset[str]:
    """Given names that are words as well (August, Ernst, Heide)."""
    return frozenset(_read("unsure_names.txt").casefold().split())


@cache
def surnames() -> frozenset[str]:
    """Frequent surnames that are words as well."""
    return frozenset(_read("surnames.txt").casefold().split())


@cache
def stop_words() -> frozenset[str]:
    text = files("ideenschmiede.cores.german").joinpath("data/stopwords.txt").read_text("utf-8")
    return frozenset(text.casefold().split())


def is_given(folded: str) -> bool:
    """Whether all parts of a word are given names: Hans-Peter."""
    return all(part in given_names() for part in folded.split("-"))


@lru_cache(maxsize=8192)
def is_basic(folded: str) -> bool:
    """Whether a word as it stands is a common noun, verb, adjective or little word."""
    form, known = normal(folded), lexicon()
    if folded in stop_words() or form in known.verbs or form in known.adjectives:
        return True
    return form in known.nouns and (form in known.head_cost or form in known.opener_cost)


@lru_cache(maxsize=8192)
def is_ordinary(folded: str) -> bool:
    """Whether a word is a common noun, verb, adjective or little word in any of its forms, not only a name."""
    if is_basic(folded):
        return True
    form, known = normal(folded), lexicon()
    if adjective_of(form) is not None and not form.endswith("er"):
        return True
    noun = noun_of(form)
    if (
        noun is not None
        and form in (noun + "er", noun + "r")
        and not form.endswith(tuple(listed("little", "er_plurals")))
    ):
        return False
    return noun is not None and (noun in known.head_cost or noun in known.opener_cost)


@lru_cache(maxsize=8192)
def is_word(folded: str) -> bool:
    """Whether the lists have this word in any form, rare ones included."""
    return is_ordinary(folded) or noun_of(normal(folded)) is not None
