"""How places are called: names with and without what tells homonyms apart, genitives, and who lives there.

Neustadt a.d. Aisch → neustadt, told apart by: aisch      Bad Salzuflen → Bad Salzufler
Frankfurt (Oder)    → frankfurt, told apart by: oder      Kalletal → Kalletaler, Kalletals
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ideenschmiede.cores.german.facts.vocabulary import listed

_PARTS = re.compile(r"\w+(?:[-'’]\w+)*")
# where the name proper ends and what tells it apart begins: " (", "/", " am ", " a.d. ", " bei ", …
_APART = re.compile(
    r"\s*[(/,]|\s+(?:an?|am|auf|im?|in|bei|b|ob|vor|unter|vorm|v|hinter|o|u|unterm|zum|zur|beim)(?=[\s.])",
    re.IGNORECASE,
)
_CHANGES = (
    ("stadt", "städter"), ("dorf", "dörfer"), ("hausen", "häuser"), ("bach", "bächer"), ("wald", "wälder"),
    ("hof", "höfer"), ("haus", "häuser"), ("rath", "rather"), ("er", "eraner"), ("el", "ler"), ("en", "er"),
    ("en", "ner"),    ("e", "enser"), ("e", "er"), ("a", "enser"),
)  # fmt: skip
TOWNS = ("02", "04", "11")
"""Länder that people call by the name of their town, by key; the town is what is meant."""
LANDSCAPES = {
    "ob": "Oberbayern",
    "nb": "Niederbayern",
    "ufr": "Unterfranken",
    "mfr": "Mittelfranken",
    "ofr": "Oberfranken",
    "opf": "Oberpfalz",
}
"""Parts of Länder as names of towns shorten them: Weilheim i.OB, Hofheim i. UFr."""
_SHORT = re.compile(r"(?<=\bi\.)\s?(?:OB|NB|U[Ff]r|M[Ff]r|O[Ff]r|O[Pp]f)\b")
SHORTS = {"nrw": "05", "meckpomm": "13"}
"""Länder as people call them in short, by key."""


class Form(StrEnum):
    """How a name stands in the text."""

    PLAIN = "plain"
    GENITIVE = "genitive"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Called:
    """A place that a name may mean.

    Attributes:
        key: its key.
        apart: words that tell it apart from others of the name, folded.
    """

    key: str
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in words, folded, and the places that it may mean, the surest reading first."""

    words: tuple[str, ...]
    form: Form
    base: str
    called: tuple[Called, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Names by their words, plain ones before people; `longest`: first word → most words that a name with it has."""

    by_words: dict[tuple[str, ...], tuple[Name, ...]]
    longest: dict[str, int]


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """`all`: as they stand in a text; `kreise`: names of Kreise without the word Kreis."""

    all: Index
    kreise: Index

    def is_name(self, *folded: str) -> bool:
        """Whether these words together are a place's name, as it is or in the genitive."""
        genitive = (*folded[:-1], folded[-1].removesuffix("s"))
        found = (*self.all.by_words.get(folded, ()), *self.all.by_words.get(genitive, ()))
        return any(name.form is Form.PLAIN for name in found)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded; Sankt is written St."""
    return tuple("st" if word == "sankt" else word for word in map(str.casefold, _PARTS.findall(name)))


def parted(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(words of the name proper, words that tell it apart)."""
    name = _SHORT.sub(lambda short: " " + LANDSCAPES[short.group().strip().casefold()], name)
    cut = _APART.search(name, 1)
    if cut is None:
        return words_of(name), ()
    return words_of(name[: cut.start()]), tuple(
        word for word in words_of(name[cut.start() :]) if word not in listed("little", "in_names")
    )


def inhabitants(word: str) -> Iterator[str]:
    """Forms that the people of a place may have, also as an adjective: kalletal → kalletaler; bremen → bremer."""
    yield word + ("r" if word.endswith("e") else "er")
    for ending, change in _CHANGES:
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            yield word[: -len(ending)] + change


def place_names(places: Iterable[tuple[str, str, str]]) -> PlaceNames:
    """The index over (key, name, kind) of all places."""
    called: defaultdict[tuple[str, ...], list[Called]] = defaultdict(list)
    kreise: defaultdict[tuple[str, ...], list[Called]] = defaultdict(list)
    lands = {key: name for key, name, _ in places if len(key) == 2}
    for key, name, kind in places:
        if _same_as_its_town(key, kind):
            continue
        base, apart = parted(name)
        if len(key) == 5:
            _kreis(called, kreise, key, base, apart)
        elif base and key not in TOWNS:
            called[base].append(Called(key, apart))
            if base[0] == "hann":
                called["hannoversch", *base[1:]].append(Called(key, apart))
    for short, key in SHORTS.items():
        if key in lands:
            called[short,].append(Called(key, ()))
    names = [*_plain(called), *_people(called)]
    return PlaceNames(_index(names), _index(list(_plain(kreise))))


def _same_as_its_town(key: str, kind: str) -> bool:
    return len(key) == 5 and kind in ("Kreisfreie Stadt", "Stadtkreis")


def _kreis(
    called: defaultdict[tuple[str, ...], list[Called]],
    kreise: defaultdict[tuple[str, ...], list[Called]],
    key: str,
    base: tuple[str, ...],
    apart: tuple[str, ...],
) -> None:
    """Names that say Kreis themselves stand alone, inflected; others only behind the word Kreis."""
    kreise[base].append(Called(key, apart))
    if base[-1].endswith("kreis") or "kreis" in base[0] or "region" in base[0]:
        for form in _inflected(base):
            called[form].append(Called(key, apart))
    elif not apart and "-" in base[-1]:  # Siegen-Wittgenstein: no town is called so
        called[base].append(Called(key, apart))


def _inflected(base: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """märkischer kreis → märkischen kreis(es), märkische kreis; heidekreis → heidekreis(es)."""
    ends = (base[-1], base[-1] + "es", base[-1] + "e") if base[-1].endswith("kreis") else (base[-1],)
    first = base[0]
    starts = (
        (first, first[:-1], first[:-1] + "n", first[:-1] + "m") if len(base) > 1 and first.endswith("er") else (first,)
    )
    for end in ends:
        for start in starts:
            yield (start, *base[1:-1], end) if len(base) > 1 else (end,)


def _plain(called: dict[tuple[str, ...], list[Called]]) -> Iterator[Name]:
    for words, places in called.items():
        yield Name(words, Form.PLAIN, " ".join(words), tuple(places))


def _people(called: dict[tuple[str, ...], list[Called]]) -> Iterator[Name]:
    merged: defaultdict[tuple[tuple[str, ...], str], list[Called]] = defaultdict(list)
    for words, places in called.items():
        towns = [place for place in places if len(place.key) == 8]
        if towns:
            for form in dict.fromkeys(inhabitants(words[-1])):
                merged[(*words[:-1], form), " ".join(words)].extend(towns)
    for (words, base), places in merged.items():
        yield Name(words, Form.PEOPLE, base, tuple(places))


def _index(names: list[Name]) -> Index:
    by_words: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
    longest: defaultdict[str, int] = defaultdict(int)
    for name in names:
        by_words[name.words].append(name)
        longest[name.words[0]] = max(longest[name.words[0]], len(name.words))
    ordered = {
        words: tuple(sorted(group, key=lambda name: name.form is Form.PEOPLE)) for words, group in by_words.items()
    }
    return Index(ordered, dict(longest))
