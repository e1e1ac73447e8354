"""Persons: names that something says are names of persons, with title, office, and where they serve.

A name alone proves nothing. What counts: an office, a title, Herr or Frau before it; a known given name; an office in
apposition; somebody who says something; and after that, the surname alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ideenschmiede.cores.german.compounds import split
from ideenschmiede.cores.german.facts.names import Name, is_initial, joined, nameable, read_name, skip_titles
from ideenschmiede.cores.german.facts.naming import PlaceNames
from ideenschmiede.cores.german.facts.offices import Office, office_of
from ideenschmiede.cores.german.facts.page import Page, Spans
from ideenschmiede.cores.german.facts.seen import Seen, with_offices_of_others
from ideenschmiede.cores.german.facts.vocabulary import is_given, is_ordinary, is_word, listed, surnames, unsure_names
from ideenschmiede.cores.german.tokens import normal

_OFFICE, _TITLE, _LISTED, _SAID, _AGAIN = 0.95, 0.9, 0.85, 0.7, 0.85
_UNSURE = 0.55
_REACH = 7
_LONG = 11
_PARTY = re.compile(r"\s?\(([A-Za-zÄÖÜäöü /.-]{2,24})\)")
_AGE = re.compile(r"\s?\((\d{2})\)")


@dataclass(slots=True)
class Person:
    """All mentions of one person."""

    given: str
    family: str
    title: str = ""
    mentions: list[tuple[int, int, float]] = field(default_factory=list)  # first word, behind the last, confidence
    seen: list[Seen] = field(default_factory=list)

    @property
    def value(self) -> str:
        return f"{self.given} {self.family}".strip()


def persons(page: Page, names: PlaceNames, taken: Spans, known: tuple[str, ...] = ()) -> list[Person]:
    """Everybody whom the text names. `taken`: stretches that are something else, such as the names of newspapers."""
    found = _people(list(with_offices_of_others(page, _introduced(page, names, taken, frozenset(known)))))
    _again(page, found, taken)
    return [person for person in found if person.mentions]


def _introduced(page: Page, names: PlaceNames, taken: Spans, known: frozenset[str]) -> Iterator[Seen]:
    words, index = page.words, 0
    while index < len(words):
        seen = None if words[index].hidden or not _may_begin(page, index) else _seen(page, index, names, known)
        if seen is None or taken.touch(words[seen.name.first].start, words[seen.name.end - 1].end):
            index += 1
            continue
        yield seen
        index = seen.name.end


def _may_begin(page: Page, index: int) -> bool:
    word = page.words[index]
    if word.capital:
        return skip_titles(page, index) > index or nameable(word) or is_initial(page, index)
    addressed = index > 0 and page.words[index - 1].folded in listed("persons", "addressed")
    return addressed and word.folded in listed("persons", "particles")  # Herr von Stein


def _seen(page: Page, index: int, names: PlaceNames, known: frozenset[str]) -> Seen | None:
    """The person whose name begins here; None where nothing says that it is one."""
    before = _office_before(page, index)
    name = read_name(page, index, introduced=before is not None)
    if name is None or _names_a_thing(page, name):
        return None
    if before is not None and not name.given and _no_surname(page, name, before, names):
        return None
    behind = _office_behind(page, name.end)
    sure = _confidence(page, name, before, behind, known)
    if not sure:
        return None
    offices = [one for one in (before, behind) if one is not None]
    office = next((one for one in offices if not _is_former(page, one[0])), next(iter(offices), None))
    return Seen(
        name,
        sure,
        _full_office(page, office) if office else "",
        2 if office and office[1].of_a_place else 1 if office else 0,
        bool(office and _is_former(page, office[0])),
        _party(page, name.end),
        tuple(_places(page, name, before, behind)),
        before is not None and _of_several(page, before),
    )


def _confidence(page: Page, name: Name, before: "At | None", behind: "At | None", known: frozenset[str]) -> float:
    addressed = _addressed(page, name)
    if addressed or (before is not None and (name.given or name.plain or _article_before(page, before[0]))):
        return _OFFICE if name.given or addressed else _LISTED
    if name.title:
        return _TITLE
    if not name.given:
        return 0.0
    if f"{name.given} {name.family}" in known:
        return _OFFICE
    return _by_given_name(page, name, behind)


def _addressed(page: Page, name: Name) -> bool:
    """Herr Posch, Frau Dr. Kubisch; but "seine Frau Annemarie" is his wife."""
    words, at = page.words, name.whole - 1
    if at < 0 or words[at].folded not in listed("persons", "addressed") or not joined(words[name.whole]):
        return False
    return at == 0 or words[at - 1].folded not in listed("persons", "possessive")


def _by_given_name(page: Page, name: Name, behind: "At | None") -> float:
    words = page.words
    evident = behind is not None or bool(_party(page, name.end)) or bool(_AGE.match(page.text, words[name.end - 1].end))
    if name.listed:
        first = words[name.first].folded
        if evident:
            return _OFFICE if name.plain else _LISTED
        if first in unsure_names():
            return _UNSURE if name.plain and not is_ordinary(words[name.end - 1].folded) else 0.0
        return _LISTED if name.plain else _UNSURE
    if is_initial(page, name.first):
        return _SAID if evident else 0.0
    return _SAID if (evident or _speaks(page, name)) and not is_word(words[name.first].folded) else 0.0


def _speaks(page: Page, name: Name) -> bool:
    words, said = page.words, listed("persons", "said")
    before = name.first > 0 and words[name.first - 1].folded in said
    return before or (name.end < len(words) and words[name.end].folded in said and words[name.end].gap == " ")


def _names_a_thing(page: Page, name: Name) -> bool:
    """Konrad Adenauer Stiftung, Sankt Martin, Anne-Frank-Schule."""
    words = page.words
    things = listed("persons", "things")
    if words[name.end - 1].folded.split("-")[-1] in things:
        return True
    if name.end < len(words) and words[name.end].gap in (" ", "-", "\n") and words[name.end].folded in things:
        return True
    return name.whole > 0 and words[name.whole - 1].folded in ("sankt", "st", "santa", "san")


def _no_surname(page: Page, name: Name, before: "At", names: PlaceNames) -> bool:
    """A word alone behind an office: Bürgermeister Kalletals, Bürgermeister Ideen, Bürgermeistern Mut."""
    folded, (at, office) = page.words[name.end - 1].folded, before
    gap = page.words[name.whole].gap
    if (at + 1 < name.whole and gap.startswith(",")) or "\n" in gap:
        return not name.title  # in apposition and on another line, names are full
    if len(folded) >= _LONG and split(normal(folded)).parts:
        return True
    if office.name.casefold() in ("stadtrat", "gemeinderat"):
        return True  # the body, more often than a member of it
    if office.several or (folded.endswith("s") and names.is_name(folded[:-1]) and folded not in surnames()):
        return True
    return is_ordinary(folded) and folded not in surnames() and not name.title


# ------------------------------------------------------------------ offices

At = tuple[int, Office]
"""Index of a word and the office that it names."""


def _office_before(page: Page, index: int) -> At | None:
    """The office before a name: Bürgermeister Hecker, Bürgermeister a. D. Huber, Vorsitzende ist Eva Beispiel."""
    words = page.words
    at, name = index - 1, index
    if at >= 0 and words[at].folded in listed("persons", "addressed") and joined(words[index]):
        at, name = at - 1, index - 1
    if at >= 1 and words[at].folded == "d" and words[at - 1].folded == "a":
        at -= 2  # a. D.
    if at >= 1 and words[at].folded in listed("little", "predicates") and words[name].gap == " ":
        at -= 1
    if at >= 0 and (joined(words[at + 1]) or at + 1 < name):
        office = office_of(words[at].text) if words[at].capital and not words[at].hidden else None
        if office is not None and (at + 1 == name or not office.several):
            return at, office
    return _apposed(page, name) if index > 0 and words[name].gap in (", ", ",\n") else None


def _apposed(page: Page, index: int) -> At | None:
    """The office that a name stands behind in apposition: "der Bürgermeister von Kalletal, Mario Hecker"."""
    words = page.words
    for back in range(index - 1, max(-1, index - 1 - _REACH), -1):
        office = office_of(words[back].text) if words[back].capital else None
        if office is not None and not office.several:
            borne = read_name(page, back + 1) if back < index - 1 and joined(words[back + 1]) else None
            if (borne is not None and borne.listed) or (back == index - 1 and _belongs_to_another(page, back)):
                return None  # Bürgermeister Karl Muster, Eva Beispiel
            return back, office
        if words[back].opens or any(mark in words[back].gap for mark in ",;:()"):
            break
    return None


def _belongs_to_another(page: Page, index: int) -> bool:
    """Whether an office is itself the apposition of a name before it: "Anna Beispiel, Landrätin, Jan Muster"."""
    return index > 0 and "," in page.words[index].gap


def _office_behind(page: Page, end: int) -> At | None:
    """The office in apposition or as a predicate: "Mario Hecker, Bürgermeister von …", "… ist seit 2004 Landrat"."""
    words = page.words
    if end >= len(words) or words[end].opens:
        return None
    gap = words[end].gap
    bracket = re.fullmatch(r"\s?\(\s?|\)?,\s|\s[–-]\s", gap) is not None
    if not bracket and words[end].folded not in listed("little", "predicates") and not _party(page, end):
        return None
    for at in range(end, min(len(words), end + _REACH)):
        word = words[at]
        if word.opens or (at > end and re.search(r"[;:]|,\s", word.gap) and not _party(page, end)):
            return None
        office = office_of(word.text) if word.capital else None
        if office is not None:
            following = read_name(page, at + 1) if at + 1 < len(words) and joined(words[at + 1]) else None
            return None if office.several or (following and following.listed) else (at, office)
        if word.capital and is_given(word.folded):
            return None
    return None


def _full_office(page: Page, office: At) -> str:
    """With its rank: Erster Beigeordneter, stellvertretende Bürgermeisterin."""
    words, (at, found) = page.words, office
    rank = words[at - 1].text if at and words[at - 1].folded in listed("little", "ranks") and joined(words[at]) else ""
    first = at - 1 if rank else at
    article = words[first - 1].folded if first and joined(words[first]) else ""
    name = found.name
    if name != words[at].text or name.endswith("e"):  # an office that is inflected like an adjective
        name = _strong(words[at].text, article) if name.endswith("e") else name
    return f"{_strong(rank, article)} {name}" if rank else name


def _strong(word: str, article: str) -> str:
    """An adjective as it stands without article: "der Erste" is Erster, "der Ersten" is Erste (Beigeordnete)."""
    stem = word.rstrip("rnm") if word.endswith(("er", "en", "em")) else word
    male = word.endswith("er") or (article == "der" and word.endswith("e")) or article in ("den", "dem", "des")
    return stem + "r" if male else stem


def _is_former(page: Page, at: int) -> bool:
    words = page.words
    opening = words[at].folded.split("-")[0]
    behind = page.text[words[at].end : words[at].end + 8].replace(" ", "")
    return (
        opening in ("alt", "ex")
        or opening.startswith(("altbürgerm", "altoberbürgerm", "altlandr", "exbürgerm", "exlandr"))
        or (at > 0 and words[at - 1].folded in listed("little", "former"))
        or behind.startswith(("a.D.", "i.R."))
    )


def _of_several(page: Page, office: At) -> bool:
    """Die Bürgermeister, den Landräten; nobody says "die Bürgermeister" of one."""
    at, found = office
    article = page.words[at - 1].folded if at and joined(page.words[at]) else ""
    return found.several or (article in ("die", "beiden") and not found.name.casefold().endswith(("in", "e", "frau")))


def _article_before(page: Page, at: int) -> bool:
    return at > 0 and page.words[at - 1].folded in ("der", "dem", "den", "die", "des", "unser", "ihr", "sein")


def _party(page: Page, end: int) -> str:
    match = _PARTY.match(page.text, page.words[end - 1].end)
    if match and match.group(1).casefold().split("/")[0].split()[0] in listed("persons", "parties"):
        return match.group(1)
    return ""


def _places(page: Page, name: Name, before: At | None, behind: At | None) -> Iterator[tuple[int, int]]:
    """Where the place that somebody serves may be named: around the office, then behind the name."""
    words = page.words
    if name.end < len(words) and words[name.end].gap == " (":
        yield name.end, _until_bracket(page, name.end)
    for office in (before, behind):
        if office is not None and office[0] + 1 != name.whole:
            yield _until_comma(page, office[0] + 1)
    if name.end < len(words) and words[name.end].folded in ("aus", "von"):
        yield _until_comma(page, name.end)
    for office in (before, behind):
        if office is not None:
            yield _opening(page, office[0]), office[0]


def _until_bracket(page: Page, start: int) -> int:
    """Behind the last of at most four words in brackets: (Altenberge), (SPD, Laer)."""
    words, at = page.words, start + 1
    while at < len(words) and at - start < 4 and ")" not in words[at].gap:
        at += 1
    return at


def _opening(page: Page, at: int) -> int:
    """The first of at most five words before an office: Kalletals, den Bad Salzufler, aus Halle (Saale) die."""
    words, first = page.words, at
    while first > 0 and at - first < 5 and not words[first].opens:
        if re.search(r"[,;:]", words[first].gap) and words[first].folded != "wo":  # im Kreis Hof, wo Landrat …
            break
        first -= 1
    return first


def _until_comma(page: Page, start: int) -> tuple[int, int]:
    """Words that may name a place behind an office: "der Stadt Bad Salzuflen", at most seven, no new sentence."""
    words, at = page.words, start
    while at < len(words) and at - start < _REACH and not words[at].opens and not re.search(r"[,;:(]", words[at].gap):
        if not words[at].capital and words[at].folded not in listed("little", "of_office"):
            break
        at += 1
    return start, at


# ------------------------------------------------------------------ one person, several mentions


def _people(seen: list[Seen]) -> list[Person]:
    """Mentions of one person together: by full name; by surname where only one person has it."""
    full: dict[tuple[str, str], Person] = {}
    families = {one.name.family for one in seen}
    for one in seen:
        if one.name.given and not one.name.given.endswith("."):
            family = _nominative(one.name.family, families)
            person = full.setdefault((one.name.given, family), Person(one.name.given, family))
            _add(person, one)
    by_family: defaultdict[str, list[Person]] = defaultdict(list)
    for person in full.values():
        by_family[person.family].append(person)
    for one in seen:
        if one.name.given and not one.name.given.endswith("."):
            continue
        family = _nominative(one.name.family, families | set(by_family))
        same = [person for person in by_family[family] if person.given[:1] == one.name.given[:1] or not one.name.given]
        if not same:
            same = [Person(one.name.given, family)]
            by_family[family] += same
            full[one.name.given, family] = same[0]
        _add(same[0], one)
    return list(full.values())


def _nominative(family: str, families: set[str]) -> str:
    """Heckers → Hecker where Hecker is there, too."""
    bare = family.removesuffix("s").rstrip("'’")
    return bare if family.endswith(("s", "'", "’")) and bare in families else family


def _add(person: Person, one: Seen) -> None:
    person.title = person.title or one.name.title
    person.seen.append(one)
    person.mentions.append((one.name.whole, one.name.end, one.confidence))


def _again(page: Page, people: list[Person], taken: Spans) -> None:
    """The surname alone, also in the genitive; where several have it, the person named last before."""
    by_family: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_family[person.family.split()[-1].casefold()].append(person)
    used = {index for person in people for first, end, _ in person.mentions for index in range(first, end)}
    last: dict[str, Person] = {}
    firsts = {first: person for person in people for first, _, _ in person.mentions}
    for index, word in enumerate(page.words):
        if index in firsts:
            last[firsts[index].family.split()[-1].casefold()] = firsts[index]
        if index in used or word.hidden or not word.capital or taken.touch(word.start, word.end):
            continue
        family = word.folded if word.folded in by_family else word.folded.removesuffix("s").rstrip("'’")
        if family not in by_family or not _means_person(page, index, family):
            continue
        person = last.get(family) or by_family[family][0]
        several = len(by_family[family]) > 1
        person.mentions.append((index, index + 1, _UNSURE if several else _AGAIN))


def _means_person(page: Page, index: int, family: str) -> bool:
    """Whether a surname alone stands for the person: not "der Koch", and not a part of something longer."""
    words = page.words
    before = words[index - 1].folded if index else ""
    following = words[index + 1] if index + 1 < len(words) else None
    alone = words[index].opens and (following is None or following.capital or following.opens)
    if is_ordinary(family) and (before in listed("places", "articles") or alone):
        return False
    return following is None or following.folded not in listed("persons", "things") or not joined(following)
