"""The normal form of an organisation's name, and the forms in which a text may have it.

des Deutschen Städte- und Gemeindebundes → Deutscher Städte- und Gemeindebund
der Kommunalen Gemeinschaftsstelle → Kommunale Gemeinschaftsstelle
"""

from collections.abc import Iterator

from ideenschmiede.cores.german.facts.vocabulary import listed

_ENDINGS = ("er", "es", "en", "em", "e")
_STRONG = {"m": "er", "f": "e", "n": "es"}


def gender_of(word: str) -> str:
    """m, f or n by the end of a word; "" when it is not known."""
    folded = word.casefold()
    for gender in ("m", "f", "n"):
        for head in listed("organisations", gender):
            if folded.endswith(head):
                return gender
    if folded.endswith(("ung", "schaft", "heit", "keit", "stelle", "ion", "tät", "ei", "enz")):
        return "f"
    return ""


def _nominative(word: str) -> str:
    """Gemeindebundes → Gemeindebund, Instituts → Institut, where the head is known."""
    for ending in ("es", "s"):
        bare = word.removesuffix(ending)
        if bare != word and any(
            bare.casefold().endswith(head) for gender in "mn" for head in listed("organisations", gender)
        ):
            return bare
    return word


def _head(words: list[str]) -> int:
    """Position of the noun that rules the name: the first that a preposition or a genitive follows, else the last."""
    for position, word in enumerate(words):
        if position and word.casefold() in ("für", "der", "des", "zur", "zum", "von", "vom", "im", "in", "e.", "e.v."):
            return position - 1
    for position, word in enumerate(words):
        if gender_of(_nominative(word)) and not word.endswith("-"):
            return position
    return len(words) - 1


def adjective_stem(word: str) -> str | None:
    """The stem of an inflected adjective in capitals (Deutsche, Kommunalen); None for other words."""
    folded = word.casefold()
    if folded in listed("little", "no_adjectives") or not word[:1].isupper() or "-" in word[-2:]:
        return None
    stem = next((word[: -len(end)] for end in _ENDINGS if folded.endswith(end)), None)
    return stem if stem and len(stem) > 2 and stem.casefold().endswith(_ADJECTIVES) else None


_ADJECTIVES = (
    "isch",
    "lich",
    "ig",
    "al",
    "deutsch",
    "iert",
    "ell",
    "neu",
    "frei",
    "vereint",
    "ional",
    "grün",
    "weit",
    "los",
    "kommunal",
    "gemein",
)


def normal_form(name: str) -> str:
    """The name as it stands without article, in the nominative, as far as its words are known."""
    words = name.split()
    head = _head(words)
    gender = gender_of(_nominative(words[head]))
    words[head] = _nominative(words[head])
    for position in range(head):
        stem = adjective_stem(words[position])
        if stem is None:
            break
        if gender:
            words[position] = stem + _STRONG[gender]
    return " ".join(words)


def variants(name: str) -> Iterator[str]:
    """Forms that a text may have of a name in normal form: its adjectives weak and strong, its noun in the genitive."""
    words = name.split()
    head = _head(words)
    stems = [adjective_stem(word) for word in words[:head]]
    leading = next((position for position, stem in enumerate(stems) if stem is None), head)
    endings = _ENDINGS if leading else ("",)
    for ending in endings:
        opening = [f"{stem}{ending}" for stem in stems[:leading]] + words[leading:head]
        for noun in (words[head], words[head] + "s", words[head] + "es"):
            yield " ".join([*opening, noun, *words[head + 1 :]])
