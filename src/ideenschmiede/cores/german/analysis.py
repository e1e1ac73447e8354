"""From text to index terms: words, basic forms, parts of compounds, stems.

    Die Dorfläden der Gemeinde → dorfladen: dorflad, dorf, lad; gemeinde: gemeind

The same function feeds the index, reads the query and marks what matched, so that the three never disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ideenschmiede.cores.german.compounds import Compound, split
from ideenschmiede.cores.german.lemmas import is_listed, lemma, stem
from ideenschmiede.cores.german.tokens import normal, words

REMEMBERED = 40_000
"""Written words whose terms are kept; a text of 100 words then costs some 0.1 ms."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    Attributes:
        start, end: its place in the original text, `text[start:end] == surface`.
        surface: the word as written.
        terms: what is indexed for it: the word itself first, then its parts; empty for a stop word.
    """

    start: int
    end: int
    surface: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, `text[start:end]`."""

    start: int
    end: int


@cache
def _stop_words() -> frozenset[str]:
    listed = files(__package__).joinpath("data/stopwords.txt").read_text("utf-8").split()
    return frozenset(normal(word) for word in listed)


def _terms_of(surface: str) -> tuple[str, ...]:
    form = normal(surface)
    if not form or form in _stop_words():
        return ()
    if form.isdigit():
        return (form,)
    if surface[1:2] == "-":  # E-Mobilität: emobilität, mobilität
        after = _compound(normal(surface[2:]))
        return _stems(form[0] + after.word, after.word, *after.parts)
    compound = _compound(form)
    return _stems(compound.word, *compound.parts)


def _compound(form: str) -> Compound:
    """The word taken apart; with umlauts for ae, oe, ue where only that makes it a known word (Hausaerzte)."""
    found = split(lemma(form))
    respelt = form.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    if respelt == form or found.parts or found.word != form or is_listed(form):
        return found
    other = split(lemma(respelt))
    return other if other.parts or is_listed(other.word) else found


def _stems(*basic: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem, basic)))


terms_of: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=REMEMBERED)(_terms_of)
"""Index terms of one word as written."""


def analyse(text: str) -> tuple[Token, ...]:
    """The words of `text` with their places and terms, stop words included (without terms). Never raises."""
    return tuple(Token(start, end, word, terms_of(word)) for start, end, word in words(text))


def terms(text: str) -> list[str]:
    """The index terms of `text` in order; none holds white space, so they may be joined by it."""
    return [term for _, _, word in words(text) for term in terms_of(word)]


def highlights(text: str, terms: frozenset[str]) -> tuple[Span, ...]:
    """The words of `text` that share a term with `terms`."""
    return tuple(Span(start, end) for start, end, word in words(text) if not terms.isdisjoint(terms_of(word)))
