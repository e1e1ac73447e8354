"""Offices and functions in all their forms: Landrätinnen, Oberbürgermeisters, stellvertretende Vorsitzende."""

from dataclasses import dataclass
from functools import cache, lru_cache

from ideenschmiede.cores.german.facts.vocabulary import listed

# (ending as written, ending of the basic form, several)
_ENDINGS = {
    "er": (("", "", False), ("s", "", False), ("in", "in", False), ("n", "", True), ("innen", "in", True)),
    "ent": (("", "", False), ("en", "", False), ("in", "in", False), ("innen", "in", True)),
    "adj": (("er", "er", False), ("e", "e", False), ("en", "e", False), ("em", "er", False)),
    "chef": (
        ("", "", False),
        ("s", "", False),
        ("in", "in", False),
        ("e", "", True),
        ("innen", "in", True),
        ("en", "", True),
    ),
    "whole": (("", "", False),),
}
_RAT = (("rat", "rat", False), ("rats", "rat", False), ("rates", "rat", False), ("rätin", "rätin", False))
_RATS = (("räte", "rat", True), ("räten", "rat", True), ("rätinnen", "rätin", True))
_LONGEST = 60
_NONE = frozenset({"begleiter", "begleiterin", "gleiter", "umleiter", "ableiter", "hausvorstand"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office in its basic form, whether several bear it, and whether its place is a municipality or Kreis."""

    name: str
    several: bool
    of_a_place: bool


@cache
def _forms() -> dict[str, tuple[str, bool]]:
    """Form → (basic form, whether it means several)."""
    forms: dict[str, tuple[str, bool]] = {}
    for kind, endings in _ENDINGS.items():
        for stem in listed("offices", kind):
            for written, basic, several in endings:
                forms[stem + written] = stem + basic, several
            if stem.endswith("erer"):  # Kämmerin
                forms[stem[:-2] + "in"] = stem[:-2] + "in", False
                forms[stem[:-2] + "innen"] = stem[:-2] + "in", True
    for word in listed("offices", "rat"):
        for written, basic, several in (*_RAT, *_RATS):
            forms[word[:-3] + written] = word[:-3] + basic, several
    return forms


@lru_cache(maxsize=8192)
def office_of(word: str) -> Office | None:
    """The office that a word as written names, also as the last part of a compound; None when it names none."""
    folded = word.casefold()
    if len(folded) > _LONGEST or folded in _NONE:
        return None
    for start in range(len(folded) - 3):
        if start == 1 or folded[start:] not in _forms():
            continue
        basic, several = _forms()[folded[start:]]
        opening = word[:start]
        name = opening + (basic if opening[-1:].isalpha() else basic.capitalize())
        return Office(name, several, any(one in folded for one in listed("offices", "of_a_place")))
    return None
