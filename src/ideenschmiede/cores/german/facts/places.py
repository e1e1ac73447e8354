"""Places that a text names, and which of the places of a name they are.

A name is no proof: Essen is a meal, Hof a yard, Kassel a surname. Each mention is as sure as what stands around it
(a dateline, "die Stadt …", a preposition without article); then all mentions of a name are decided together.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ideenschmiede.cores.german.facts.choosing import Choice, Context, choose, tells_apart
from ideenschmiede.cores.german.facts.fact import Attributes, Fact, FactKind
from ideenschmiede.cores.german.facts.gazetteer import Gazetteer
from ideenschmiede.cores.german.facts.misread import misread
from ideenschmiede.cores.german.facts.naming import SHORTS, Called, Form, Index, Name, PlaceNames
from ideenschmiede.cores.german.facts.offices import office_of
from ideenschmiede.cores.german.facts.page import Page, Spans, Word
from ideenschmiede.cores.german.facts.vocabulary import is_given, is_ordinary, is_word, listed, stop_words

_CERTAIN, _CUE, _WHERE, _PLAIN, _GENITIVE, _WEAK = 1.0, 0.95, 0.85, 0.65, 0.75, 0.15
_ORDINARY_WHERE = 0.5
_LANDSCAPES = ("tal", "thal", "land", "grund", "winkel", "moor")
_ENOUGH, _SURE = 0.5, 0.7
_TOWN, _CITY = 20_000, 100_000
_SPACE = re.compile(r"[ \u00a0\u202f]\n?|\n[ ]?|\.[ \u00a0]?")
_ROW = re.compile(r",\s|\s(?:und|sowie|oder)\s")
_CLOSING = re.compile(r"\.?\)")
_DATELINE = re.compile(r"\s?(?:\([A-Za-zÄÖÜäöü/. -]{1,30}\)\s?)?(?:[.:]|,\s\d|\s[–—-]\s|\s\([a-z]{2,4}\))")


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a place in the text. `first`, `end` are indices of words; `strength` says how likely it is one."""

    first: int
    end: int
    start: int
    stop: int
    name: Name
    strength: float
    told: frozenset[str]
    level: int  # digits of the key, where the word before says it: 2 Land, 5 Kreis, 8 Stadt, Gemeinde; else 0


def places(page: Page, gazetteer: Gazetteer, taken: Spans, half: Spans) -> list[Fact]:
    """All mentions of places. `taken`: stretches that are something else; `half`: names that may hold a place's."""
    found = [one for one in _found(page, gazetteer) if not taken.touch(one.start, one.stop)]
    kept = list(_believed(page, found, gazetteer))
    chosen = _decide(kept, gazetteer)
    facts = [_fact(page, gazetteer, one, chosen[one.name.base, one.told, one.level], half) for one in kept]
    return [*facts, *misread(page, facts, taken)]


# ------------------------------------------------------------------ finding names


def _found(page: Page, gazetteer: Gazetteer) -> Iterator[Found]:
    index, words = 0, page.words
    while index < len(words):
        one = None if words[index].hidden or not words[index].capital else _at(page, index, gazetteer)
        if one is None:
            index += 1
            continue
        yield one
        index = one.end


def _at(page: Page, index: int, gazetteer: Gazetteer) -> Found | None:
    names, word = gazetteer.names, page.words[index]
    behind_kreis = (
        index > 0 and page.words[index - 1].folded in listed("places", "kreis") and word.gap in (" ", "\n", "\u00a0")
    )
    if (behind_kreis or _in_row_of_kreise(page, index)) and (name := _match(page, index, names.kreise)):
        return _made(page, index, name, names, _CERTAIN, level=5)
    name = _match(page, index, names.all) or _first_part(page, index, gazetteer)
    if name is None and (kreis := _match(page, index, names.kreise)):
        dateline = _dateline(page, index, index + len(kreis.words))
        return _made(page, index, kreis, names, _CUE, level=5) if dateline else None
    if name is None:
        return None
    made = _made(page, index, name, names, _strength(page, index, name, gazetteer), level=_level(page, index))
    return made if made.strength else None


def _in_row_of_kreise(page: Page, index: int) -> bool:
    """Landkreise Hof, Kronach und Kulmbach."""
    words = page.words
    for at in range(index - 1, max(-1, index - 8), -1):
        if words[at].folded in ("kreise", "kreisen", "landkreise", "landkreisen"):
            return words[at + 1].gap == " "
        if not words[at].capital and words[at].folded not in ("und", "sowie"):
            return False
        if words[at + 1].gap not in (" ", ", "):
            return False
    return False


def _match(page: Page, index: int, known: Index) -> Name | None:
    """The longest name whose words stand here, the last one perhaps in the genitive."""
    words = page.words
    first = "st" if words[index].folded == "sankt" else words[index].folded
    most = max(known.longest.get(first, 0), int(first.removesuffix("s") in known.longest))
    for count in range(min(most, len(words) - index), 0, -1):
        run = words[index + 1 : index + count]
        if not all(_continues(before, word) for before, word in pairwise((words[index], *run))):
            continue
        folded = (first, *(word.folded for word in run))
        if exact := known.by_words.get(folded):
            return exact[0]
        if folded[-1] in stop_words():
            continue  # aus is not Au's
        bare = known.by_words.get((*folded[:-1], folded[-1].removesuffix("s")), ())
        if genitive := next((name for name in bare if name.form is Form.PLAIN), None):
            return genitive
    return None


def _continues(before: Word, word: Word) -> bool:
    """Whether a word may belong to the same name as the one before: St. Augustin, Bad Salzuflen."""
    shortened = before.folded in ("st", "hann")
    return _SPACE.fullmatch(word.gap) is not None and (not word.gap.startswith(".") or shortened)


def _first_part(page: Page, index: int, gazetteer: Gazetteer) -> Name | None:
    """Köln-Mülheim, Berlin-Mitte: a large town and a part of it."""
    first, hyphen, rest = page.words[index].text.partition("-")
    if not hyphen or not rest[:1].isupper() or is_word(rest.casefold()) or office_of(rest) is not None:
        return None
    for name in gazetteer.names.all.by_words.get((first.casefold(),), ()):
        if name.form is Form.PLAIN and _largest(name, gazetteer) >= _CITY:
            return name
    return None


def _made(page: Page, index: int, name: Name, names: PlaceNames, strength: float, *, level: int) -> Found:
    words = page.words
    end = index + len(name.words)
    behind = [_with_stop(page, word) for word in words[end : end + 5] if not word.opens or word.gap.strip() == "."]
    told, reach = tells_apart(name.called, behind) if _close(page, end) else (frozenset(), 0)
    if not told and level != 5 and (above := _above(page, end, names)):
        told = frozenset((above,))
    last = words[end + reach - 1].end
    closing = _CLOSING.match(page.text, last) if reach else None
    stop = closing.end() if closing else last
    first = index - 1 if level == 5 and words[index - 1].folded in listed("places", "kreis") else index
    return Found(first, end + reach, words[first].start, stop, name, _CERTAIN if told else strength, told, level)


def _above(page: Page, end: int, names: PlaceNames) -> str:
    """Key of the Kreis or Land that follows a name: "Bergen (Landkreis Celle)", "Hof im Westerwaldkreis"."""
    words = page.words
    at = end
    if at < len(words) and words[at].gap == " " and words[at].folded == "im":
        at += 1
    elif at >= len(words) or words[at].gap not in (" (", ", "):
        return ""
    if at + 1 < len(words) and words[at].folded in listed("places", "kreis"):
        name = _match(page, at + 1, names.kreise)
    else:
        name = _match(page, at, names.all) if at < len(words) else None
    keys = [place.key for place in name.called if len(place.key) < 8] if name and name.form is Form.PLAIN else []
    return keys[0] if len(keys) == 1 and (len(keys[0]) == 5 or words[at].gap == " (") else ""


def _level(page: Page, index: int) -> int:
    """What the word before says: das Land Brandenburg, die Stadt Brandenburg."""
    before = page.words[index - 1] if index and page.words[index].gap in (" ", "\n", "\u00a0") else None
    if before is None or not before.capital:
        return 0
    if before.folded in ("land", "landes", "lande", "bundesland", "bundeslandes", "freistaat", "freistaates"):
        return 2
    return 8 if _is_cue(before) and before.folded not in ("raum", "region", "standort") else 0


def _close(page: Page, end: int) -> bool:
    """Whether what follows may belong to the name: no comma and no new sentence between."""
    return end < len(page.words) and bool(re.fullmatch(r"[ \u00a0\n]?\(?|/|[ \u00a0]?/[ \u00a0]?", page.words[end].gap))


def _with_stop(page: Page, word: Word) -> str:
    return word.folded + ("." if page.text[word.end : word.end + 1] == "." else "")


# ------------------------------------------------------------------ how sure a mention is


def _strength(page: Page, index: int, name: Name, gazetteer: Gazetteer) -> float:
    words = page.words
    word, end = words[index], index + len(name.words)
    last = words[end - 1]
    if name.words[0] in SHORTS:
        return _CUE if word.text.isupper() else 0.0
    if name.form is Form.PEOPLE:
        return _people(page, end, name, gazetteer)
    if len(name.words) > 1 or all(len(place.key) < 8 for place in name.called):
        return _CUE
    before = words[index - 1] if index and words[index].gap in (" ", "\n", "\u00a0") else None
    ordinary = (is_ordinary(word.folded) or is_given(word.folded)) and name.base not in listed("places", "towns")
    if before is not None and (_is_cue(before) or _level(page, index) == 2):
        return _CUE
    if word.folded not in name.words and last.folded != name.words[-1]:
        return 0.0 if ordinary else _genitive(words, end)
    if _dateline(page, index, end):
        return _CUE
    if before is not None and office_of(before.text) is not None:
        return _WEAK  # Bürgermeister Kassel
    if before is not None and before.folded in listed("places", "articles"):
        valley = before.folded in ("im", "das", "dem", "des", "ins") and word.folded.endswith(_LANDSCAPES)
        return _ENOUGH if valley and not ordinary else 0.0  # im Kalletal; but "an der Fulda" is a river
    if before is not None and _part_of_a_name(before):
        return _WEAK  # William Trent, Central Valley: part of another name
    return _by_preposition(page, index, end, name, ordinary, _largest(name, gazetteer) >= _CITY)


def _part_of_a_name(before: Word) -> bool:
    """Whether the word before is a name itself, other than that of a university or in capitals (TH Köln)."""
    named = before.capital and not before.opens and not is_word(before.folded)
    return (
        named and not before.text.isupper() and not before.folded.endswith(("universität", "hochschule", "-institut"))
    )


def _is_cue(before: Word) -> bool:
    folded = before.folded
    return folded in listed("places", "cues") or (
        before.capital and folded.endswith(("stadt", "gemeinde", "städtchen"))
    )


def _genitive(words: tuple[Word, ...], end: int) -> float:
    """Kalletals Bürgermeister; a surname's genitive looks the same, so that something must follow."""
    follows = end < len(words) and words[end].gap == " "
    return _GENITIVE if follows and (words[end].capital or words[end].folded not in ("und", "oder")) else _ENOUGH


def _by_preposition(page: Page, index: int, end: int, name: Name, ordinary: bool, city: bool) -> float:
    words = page.words
    word = words[index]
    before = words[index - 1].folded if index and word.gap in (" ", "\n", "\u00a0") else ""
    if name.base in listed("places", "elsewhere"):
        return _WEAK  # Rom is in Italy, unless something else says where it is
    if not ordinary:
        return _WHERE if before in listed("places", "in_front") else _PLAIN
    if before == "von" and index > 1 and office_of(words[index - 2].text) is not None:
        return _CUE
    if word.gap == ", ":
        return _WEAK  # one of several, as its neighbours will show
    if before in listed("places", "where") and not word.opens and (city or not _goes_on(words, end)):
        return _ORDINARY_WHERE
    return _WEAK if before else 0.0


def _goes_on(words: tuple[Word, ...], end: int) -> bool:
    """In Wald und Flur, aus Stein und Holz: two ordinary nouns together are no places."""
    if end + 1 >= len(words) or words[end].folded not in ("und", "oder", "sowie") or words[end].gap != " ":
        return False
    return words[end + 1].capital and is_ordinary(words[end + 1].folded)


def _dateline(page: Page, index: int, end: int) -> bool:
    """At the beginning of a line, and set off: "Kalletal. Der …", "Hof (dpa) – …", "Essen, 3. Mai 2022"."""
    word, last = page.words[index], page.words[end - 1]
    if index and "\n" not in word.gap:
        return False
    behind = page.text[last.end : last.end + 40]
    match = _DATELINE.match(behind)
    if match is None:
        return False
    return not behind[match.end() :].lstrip(" ")[:1].islower() or "–" in match.group() or "-" in match.group()


def _people(page: Page, end: int, name: Name, gazetteer: Gazetteer) -> float:
    """Kalletaler Bürgermeister, Bremer Rat; alone, a word in -er is more often no place's people."""
    words, last = page.words, page.words[end - 1]
    if end >= len(words) or not words[end].capital or words[end].gap not in (" ", "\n", "\u00a0"):
        return (
            _WEAK
            if not is_word(last.folded) and words[end - 2 if end > 1 else 0].folded in ("die", "der", "den")
            else 0.0
        )
    following = words[end].folded
    if following in listed("persons", "things"):
        return 0.0  # Berliner Straße
    of_the_town = following in listed("places", "town_things") or office_of(words[end].text) is not None
    size = _largest(name, gazetteer)
    another = is_ordinary(last.folded) if size >= _CITY else is_word(last.folded)
    if another and last.folded not in listed("places", "peoples"):
        return _WEAK if of_the_town else 0.0
    if of_the_town:
        return _CUE
    return _SURE if size >= _CITY else _ORDINARY_WHERE if size >= _TOWN and is_word(following) else _WEAK


def _largest(name: Name, gazetteer: Gazetteer) -> int:
    return max(gazetteer.by_key[one.key].population for one in name.called)


# ------------------------------------------------------------------ all mentions together


def _believed(page: Page, found: list[Found], gazetteer: Gazetteer) -> Iterator[Found]:
    """Mentions that are sure enough, alone or because the same name stands elsewhere more clearly."""
    surest: defaultdict[str, float] = defaultdict(float)
    bases: set[str] = set()
    for one in found:
        surest[one.name.base] = max(surest[one.name.base], one.strength)
        if one.name.form is Form.PLAIN and one.strength > _ORDINARY_WHERE:
            bases.add(one.name.base)
    lands = {
        called.key[:5] for one in found if one.level == 5 or one.strength == _CERTAIN for called in one.name.called
    }
    for position, one in enumerate(found):
        other = surest[one.name.base]
        if one.strength >= _WEAK and _in_a_row(page, one, found[max(0, position - 1) : position + 2]):
            other = _SURE
        if one.name.form is Form.PEOPLE and one.name.base in bases:
            yield replace(one, strength=max(one.strength, _SURE))
        elif one.strength > _ORDINARY_WHERE or (one.strength >= _WEAK and other >= _SURE):
            yield replace(one, strength=max(one.strength, _ENOUGH))
        elif one.strength >= _ENOUGH and (_supported(one, lands) or _largest(one.name, gazetteer) >= _TOWN):
            yield one


def _in_a_row(page: Page, one: Found, around: list[Found]) -> bool:
    """Whether a surer place stands directly beside it: "Detmold, Lage und Lemgo"."""
    return any(
        other.strength >= _PLAIN
        and _ROW.fullmatch(page.text[min(one.stop, other.stop) : max(one.start, other.start)]) is not None
        for other in around
        if other is not one
    )


def _supported(one: Found, kreise: set[str]) -> bool:
    return any(called.key[:5] in kreise for called in one.name.called)


Sense = tuple[str, frozenset[str], int]


def _decide(found: list[Found], gazetteer: Gazetteer) -> dict[Sense, Choice]:
    """Each name once, however often it stands: those that only one place has first, for they show where we are."""
    called: dict[Sense, tuple[Called, ...]] = {}
    for one in found:
        sense = (one.name.base, one.told, one.level)
        fitting = [place for place in one.name.called if one.level in (0, len(place.key))] or one.name.called
        called[sense] = tuple(dict.fromkeys((*called.get(sense, ()), *fitting)))
    named = frozenset(meant[0].key for meant in called.values() if len(meant) == 1 and len(meant[0].key) <= 5)
    sure = [meant[0].key for (_, told, _), meant in called.items() if len(meant) == 1]
    near = frozenset({key[:5] for key in sure if len(key) > 2} | {key[:2] for key in sure})
    context = Context(named | frozenset(key[:2] for key in named), near)
    chosen = {sense: choose(meant, sense[1], context, gazetteer.by_key) for sense, meant in called.items()}
    return {sense: _same_sense(sense, chosen) for sense in chosen}


def _same_sense(sense: Sense, chosen: dict[Sense, Choice]) -> Choice:
    """A name that is told apart somewhere means the same place where it stands alone."""
    base, told, level = sense
    if told or level in (2, 5) or len(chosen[sense].key or "") == 2:
        return chosen[sense]
    told_apart = [(sense, choice) for sense, choice in chosen.items() if sense[0] == base and sense[1]]
    others = {choice for (_, _, level), choice in told_apart if choice.key and level in (0, 8)}
    return others.pop() if len(others) == 1 else chosen[sense]


def _fact(page: Page, gazetteer: Gazetteer, one: Found, choice: Choice, half: Spans) -> Fact:
    text = page.text[one.start : one.stop]
    sure = one.strength * choice.confidence * (0.6 if half.touch(one.start, one.stop) else 1.0)
    if choice.key is None:
        name = gazetteer.by_key[choice.likely[0]].name
        plain = " ".join(word.capitalize() for word in one.name.base.split())
        return Fact(
            FactKind.PLACE, one.start, one.stop, text, plain if plain.casefold() in name.casefold() else name,
            round(sure, 2), (("name", plain), ("candidates", " ".join(choice.likely))),
        )  # fmt: skip
    place = gazetteer.by_key[choice.key]
    detail: Attributes = (("name", place.name), ("level", place.level), ("where", place.where))
    return Fact(FactKind.PLACE, one.start, one.stop, text, place.key, round(sure, 2), detail)
