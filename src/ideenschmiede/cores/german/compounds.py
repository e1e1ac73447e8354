"""Compounds and their parts, at every level: Kindertagesstättenplatz → kindertagesstätte, kind, tag, stätte, platz.

Dynamic programming finds the likeliest way to read a word as openers and one head. Likely means what the German nouns
themselves say: a part costs log2(pairs / compounds it takes part in) bits, so that `haus` is cheap and `lei` dear, and
a reading counts when it costs less than the letters it explains. Each part is split again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ideenschmiede.cores.german.lemmas import adjective_of, noun_of
from ideenschmiede.cores.german.lexicon import lexicon

SHORTEST = 3
_UNSEEN_OPENER = 21.0
_UNSEEN_HEAD = 18.0
_ADJECTIVE_HEAD = 14.0
_LINKS = ("", "s", "n", "en", "es", "er", "e")
_SHORTEST_UNSEEN = 5
_LONGEST_PART = 24
# Bits that a word of so many letters may cost as a compound; a listed noun is more often one than a name is.
_ALLOWED = 12.0
_ALLOWED_LISTED = 14.5
_ALLOWED_PER_LETTER = 1.75


@dataclass(frozen=True, slots=True)
class Compound:
    """How a word is put together.

    Attributes:
        word: the word with its head in basic form (`dorfläden` → `dorfladen`).
        parts: basic forms of its parts, of every level, without the word itself; empty when it is no compound.
        pieces: its smallest parts as written; together they are the word as written.
    """

    word: str
    parts: tuple[str, ...]
    pieces: tuple[str, ...]


def _opener(form: str) -> tuple[float, str]:
    """(cost, word it stands for) of a form that opens compounds; infinite when it cannot."""
    known = lexicon()
    if form in known.opener_cost:
        return known.opener_cost[form], known.openers[form]
    if len(form) < _SHORTEST_UNSEEN or form in known.never_open:
        return float("inf"), ""
    for link in _LINKS:
        bare = form.removesuffix(link) if link else form
        if (bare != form or not link) and len(bare) >= _SHORTEST_UNSEEN and bare in known.nouns:
            return _UNSEEN_OPENER, bare
    return float("inf"), ""


def _head(form: str) -> tuple[float, str]:
    """(cost, basic form) of the end of a word as the head of a compound; infinite when it cannot be."""
    known = lexicon()
    noun = noun_of(form)
    if noun in known.head_cost:
        return known.head_cost[noun], noun
    if noun is not None and len(noun) >= _SHORTEST_UNSEEN and noun not in known.never_close:
        return _UNSEEN_HEAD, noun
    adjective = adjective_of(form)
    if adjective in known.adjectives and adjective not in known.never_close:
        return _ADJECTIVE_HEAD, adjective
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
        for end in range(start + SHORTEST, min(length - SHORTEST, start + _LONGEST_PART) + 1):
            more, stands_for = _opener(word[start:end])
            if cost + more < best[end][0]:
                best[end] = cost + more, (*parts, (word[start:end], stands_for))
    return result


def _one_word(word: str) -> bool:
    """Words that are never split: too short, known as no compound, verbs (zugreifen)."""
    known = lexicon()
    if len(word) < 2 * SHORTEST or not word.isalpha() or word in known.atoms:
        return True
    return word in known.verbs and word not in known.nouns


def _participle(parts: tuple[tuple[str, str], ...]) -> bool:
    """Whether the head is no Ende but the ending of a participle, as in laufende; Wochenende is a compound."""
    return parts[-1][1] == "ende" and parts[-2][0] + "en" in lexicon().verbs


@lru_cache(maxsize=8192)
def split(word: str) -> Compound:
    """Parts of one normal word (see `tokens.normal`); no parts when nothing likely is found."""
    whole = Compound(word, (), (word,))
    if _one_word(word):
        return whole
    cost, parts = _cheapest(word)
    allowed = _ALLOWED_LISTED if word in lexicon().nouns else _ALLOWED
    if cost > allowed + _ALLOWED_PER_LETTER * len(word) or _participle(parts):
        return whole
    basic = "".join(form for form, _ in parts[:-1]) + parts[-1][1]
    pieces = tuple(piece for form, part in parts for piece in _pieces(form, part))
    smaller = [found for _, part in parts for found in (part, *split(part).parts)]
    found = dict.fromkeys((*_levels(pieces), *smaller))
    return Compound(basic, tuple(part for part in found if part != basic), pieces)


def _pieces(form: str, part: str) -> tuple[str, ...]:
    """The smallest parts of a part, the last one with the ending that it has inside the longer word."""
    *before, _ = split(part).pieces
    opening = "".join(before)
    return (*before, form[len(opening) :]) if before and form.startswith(opening) else (form,)


def _levels(pieces: tuple[str, ...]) -> Iterator[str]:
    """Neighbouring pieces that are a noun together, though not the whole: nah, wärme, netz → nahwärme, wärmenetz."""
    for first in range(len(pieces) - 1):
        for last in range(first + 2, len(pieces) + 1):
            together = noun_of("".join(pieces[first:last]))
            if together and last - first < len(pieces):
                yield together
