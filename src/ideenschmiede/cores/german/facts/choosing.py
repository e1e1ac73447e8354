"""Which of several places of one name a text means: by what stands with the name, by Kreis and Land, by size."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ideenschmiede.cores.german.facts.gazetteer import KnownPlace
from ideenschmiede.cores.german.facts.naming import LANDSCAPES, Called
from ideenschmiede.cores.german.facts.vocabulary import listed

# in powers of ten of inhabitants: a Kreis that is named outweighs a town 300 times as large
_KREIS_NAMED, _LAND_NAMED, _SAME_KREIS, _SAME_LAND, _WHOLE_NAME = 2.5, 1.2, 1.0, 0.5, 0.3
_LAND = 6.5  # a Land without further words is no village of its name
_CLEAR, _LIKELY = 1.0, 0.6
SEVERAL = 6
"""At most so many places are told where it is not decided."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that is meant; None where it is not decided. `likely` are the keys that come into question."""

    key: str | None
    confidence: float
    likely: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Keys of Kreise and Länder that the text names, and of those in which places lie that are decided."""

    named: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


def choose(
    called: Sequence[Called], told: frozenset[str], context: Context, places: Mapping[str, KnownPlace]
) -> Choice:
    """`told`: words beside the name that tell it apart (Oder, Westf), or the key of the Kreis or Land beside it."""
    apart = [one for one in called if told and told & {*one.apart, one.key[:5], one.key[:2]}]
    if not apart and len(called) == 1:
        return Choice(called[0].key, 1.0, (called[0].key,))
    scored = sorted(
        ((_score(one, context, places[one.key]), one.key) for one in apart or called), key=lambda one: (-one[0], one[1])
    )
    likely = tuple(key for _, key in scored[:SEVERAL])
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else _CLEAR
    if margin >= _LIKELY:
        return Choice(likely[0], 0.95 if apart else 0.9 if margin >= _CLEAR else 0.65, likely)
    return Choice(None, 0.3, likely)


def _score(one: Called, context: Context, place: KnownPlace) -> float:
    score = _LAND if place.level == "land" else math.log10(place.population + 10)
    kreis, land = one.key[:5], one.key[:2]
    if len(one.key) > 5:
        score += _KREIS_NAMED * (kreis in context.named) + _SAME_KREIS * (kreis in context.near)
    score += _LAND_NAMED * (land in context.named) + _SAME_LAND * (land in context.near)
    return score + (_WHOLE_NAME if not one.apart else 0)


def tells_apart(called: Iterable[Called], behind: Sequence[str]) -> tuple[frozenset[str], int]:
    """(words of names that stand behind the name in full or in short, how many words they reach over).

    `behind`: the next few words, folded, with its full stop if it has one: "am main", "a. m.", "(westf.)", "i. br."
    """
    known = {word for one in called for word in one.apart}
    for position, written in enumerate(behind):
        short = written.removesuffix(".")
        short = LANDSCAPES.get(short, short).casefold()
        found = {word for word in known if _same(word, short, written != short)}
        if found:
            return frozenset(found), position + 1
        if written.removesuffix(".") not in listed("little", "between"):
            break
    return frozenset(), 0


def _same(word: str, written: str, shortened: bool) -> bool:
    if word == written or (len(word) >= 4 and written.startswith(word)):  # the register shortens, too: Westf.
        return True
    return shortened and word.startswith(written)
