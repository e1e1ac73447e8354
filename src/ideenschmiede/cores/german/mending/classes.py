"""Words by how they behave in a sentence, and how often one kind follows another.

The counts in data/following.txt.xz come from texts of this project alone (`tools/derive_following.py`).
"""

import lzma
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ideenschmiede.cores.german.lemmas import is_listed, lemma
from ideenschmiede.cores.german.lexicon import curated, lexicon
from ideenschmiede.cores.german.mending.vocabulary import is_adjective, small_words
from ideenschmiede.cores.german.tokens import normal

TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*-?|[.,;:!?…]|[–—]|[(\[]|[)\]]|[\"“”„»«›‹‚‘’']")
_SIGNS = {"…": ".", "!": ".", "?": ".", "—": "–", "[": "(", "]": ")"}
_QUOTES = frozenset("\"“”„»«›‹‚‘’'")
_BACKOFF = 4.0
_TRIPLES = 15.0
_FURTHER = 0.7
"""Log-odds at most by the second word behind: it says less than the first."""


@cache
def _groups() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, listed in curated("mending")["classes"].items():
        for word in listed.split():
            found.setdefault(word, word if name == "own" else name.upper())
    return found


@lru_cache(maxsize=65_536)
def class_of(token: str) -> str:
    """The kind of a word as it stands, or of a sign."""
    if not token[0].isalnum():
        return "QUOTE" if token in _QUOTES else _SIGNS.get(token, token)
    small = token.lower()
    if small in _groups():
        return _groups()[small]
    if token[0].isdigit():
        return "NUMBER"
    if token.endswith("-"):
        return "SUSPENDED"
    if normal(token) in small_words():
        return "ADVERB"
    if token[0].isupper():
        return _capital(token)
    return _small(normal(token), small)


def _capital(token: str) -> str:
    if token.isupper():
        return "CAPITALS"
    last = normal(token.rsplit("-", 1)[-1])
    if is_listed(lemma(last)) or len(token) > 9:
        return "NOUN_S" if last.endswith("s") else "NOUN_N" if last.endswith("n") else "NOUN"
    return "NAME"


def _small(form: str, written: str) -> str:
    """Words in small letters: verbs by their form, adjectives by their ending."""
    verbs = lexicon().verbs
    adjective = is_adjective(form)
    ending = next((end for end in ("en", "em", "er", "es", "e") if form.endswith(end)), "")
    if form in verbs and (not adjective or ending == "en"):
        return "INFINITIVE"
    basic = lemma(form)
    if basic in verbs and basic != form:
        if "zu" in form[1:-3] and basic == form.replace("zu", "", 1):
            return "TO_INFINITIVE"
        if "ge" in form[:-3] or not form.endswith(("te", "ten")):
            return "PARTICIPLE" + ending.upper() if "ge" in form[:-3] else "VERB_T" if form.endswith("t") else "VERB"
        return "VERB_PAST"
    if adjective or written.endswith(("ische", "ischen", "liche", "lichen")):
        return "ADJECTIVE_" + ending.upper()
    return "OTHER_" + ending.upper()


@dataclass(frozen=True, slots=True)
class _Counts:
    single: Counter[str]
    pairs: Counter[tuple[str, str]]
    triples: Counter[tuple[str, str, str]]
    total: int


@cache
def _counts() -> _Counts:
    triples: Counter[tuple[str, str, str]] = Counter()
    packed = files("ideenschmiede.cores.german").joinpath("data/following.txt.xz").read_bytes()
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        first, second, third, number = line.split(" ")
        triples[first, second, third] = int(number)
    pairs: Counter[tuple[str, str]] = Counter()
    single: Counter[str] = Counter()
    for (_, second, third), count in triples.items():
        pairs[second, third] += count
        single[third] += count
    return _Counts(single, pairs, triples, sum(single.values()))


@lru_cache(maxsize=65_536)
def _pair(first: str, second: str) -> float:
    """How likely the second kind is behind the first."""
    known = _counts()
    alone = (known.single[second] + 0.5) / (known.total + 50)
    return (known.pairs[first, second] + _BACKOFF * alone) / (known.single[first] + _BACKOFF)


@lru_cache(maxsize=65_536)
def _triple(first: str, second: str, third: str) -> float:
    known = _counts()
    seen = known.pairs[first, second]
    return (known.triples[first, second, third] + _TRIPLES * _pair(second, third)) / (seen + _TRIPLES)


@lru_cache(maxsize=65_536)
def odds(before: tuple[str, str], behind: tuple[str, str]) -> float:
    """Log of how much likelier two kinds are behind two others than anywhere."""
    known = _counts()
    anywhere = math.log((known.single[behind[0]] + 0.5) / (known.total + 50))
    found = math.log(_triple(before[0], before[1], behind[0])) - anywhere
    further = math.log(_triple(before[1], behind[0], behind[1])) - math.log(_pair(behind[0], behind[1]))
    return found + max(min(further, _FURTHER), -_FURTHER)


def classes(text: str) -> list[str]:
    """The kinds of the words and signs of a text, in order."""
    return [class_of(token) for token in TOKEN.findall(text)]
