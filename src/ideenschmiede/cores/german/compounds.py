"""Compounds and their parts, at every level: Kindertagesstättenplatz → kindertagesstätte, kind, tag, stätte, platz.

Dynamic programming finds the likeliest way to read a word as openers and one head. Likely means what the German nouns
themselves say: a part costs log2(pairs / compounds it takes part in) bits, so that `haus` is cheap and `lei` dear, and
a reading counts when it costs less than the letters it explains. Each part is split again.
"""

from dataclasses import dataclass
from functools import lru_cache

from ideenschmiede.cores.german.lemmas import noun_of
from ideenschmiede.cores.german.lexicon import lexicon

SHORTEST = 3
_UNSEEN_OPENER = 21.0
_UNSEEN_HEAD = 18.0
_ADJECTIVE_HEAD = 14.0
_LINKS = ("s", "n", "en", "es", "er", "e")
# Bits that a word of so many letters may cost as a compound.
_ALLOWED_BASE = 10.0
_ALLOWED_PER_LETTER = 1.75


@dataclass(frozen=True, slots=True)
class Compound:
    """How a word is put together.

    Attributes:
        word: the word with its head in basic form (`dorfläden` → `dorfladen`).
        parts: basic forms of its parts, of every level, without the word itself; empty when it is no compound.
    """

    word: str
    parts: tuple[str, ...]


def _opener(form: str) -> tuple[float, str]:
    """(cost, word it stands for) of a form that opens compounds; infinite when it cannot."""
    known = lexicon()
    if form in known.opener_cost:
        return known.opener_cost[form], known.openers[form]
    if len(form) >= 5:
        if form in known.nouns:
            return _UNSEEN_OPENER, form
        for link in _LINKS:
            if form.endswith(link) and form[: -len(link)] in known.nouns and len(form) - len(link) >= 5:
                return _UNSEEN_OPENER, form[: -len(link)]
    return float("inf"), ""


def _head(form: str) -> tuple[float, str]:
    known = lexicon()
    noun = noun_of(form)
    if noun in known.head_cost:
        return known.head_cost[noun], noun
    if noun is not None and len(noun) >= 5:
        return _UNSEEN_HEAD, noun
    for ending in ("", "e", "en", "er", "es", "em"):
        bare = form.removesuffix(ending)
        if (bare != form or not ending) and bare in known.adjectives:
            return _ADJECTIVE_HEAD, bare
    return float("inf"), ""


def _cheapest(word: str) -> tuple[float, tuple[tuple[str, str], ...]]:
    """Cost of the likeliest reading, and its parts as (form as written, basic form), the head last."""
    length = len(word)
    best: list[tuple[float, tuple[tuple[str, str], ...]]] = [(0.0, ())]
    best += [(float("inf"), ())] * length
    result: tuple[float, tuple[tuple[str, str], ...]] = (float("inf"), ())
    for start in range(length - SHORTEST + 1):
        cost, parts = best[start]
        if cost == float("inf"):
            continue
        if start:
            head_cost, noun = _head(word[start:])
            if cost + head_cost < result[0]:
                result = cost + head_cost, (*parts, (word[start:], noun))
        for end in range(start + SHORTEST, length - SHORTEST + 1):
            more, stands_for = _opener(word[start:end])
            if cost + more < best[end][0]:
                best[end] = cost + more, (*parts, (word[start:end], stands_for))
    return result


@lru_cache(maxsize=8192)
def split(word: str) -> Compound:
    """Parts of one normal word (see `tokens.normal`); no parts when nothing likely is found."""
    if len(word) < 2 * SHORTEST or not word.isalpha():
        return Compound(word, ())
    cost, parts = _cheapest(word)
    if cost > _ALLOWED_BASE + _ALLOWED_PER_LETTER * len(word):
        return Compound(word, ())
    found: list[str] = []
    for index, (_, basic) in enumerate(parts):
        found += [basic, *split(basic).parts]
        # Neighbours that are a word together are a level of their own.
        for end in range(index + 2, len(parts) + 1):
            together = noun_of("".join(form for form, _ in parts[index:end]))
            if together and end - index < len(parts):
                found.append(together)
    whole = "".join(form for form, _ in parts[:-1]) + parts[-1][1]
    return Compound(whole, tuple(dict.fromkeys(part for part in found if part != whole)))
