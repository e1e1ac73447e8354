"""The newspaper: by a known name, or by the form of the name in a line of its own at the head or the tail."""

import re
from collections.abc import Iterator
from functools import cache

from ideenschmiede.cores.german.facts.fact import Fact, FactKind
from ideenschmiede.cores.german.facts.page import Page
from ideenschmiede.cores.german.facts.vocabulary import is_word, table

_EDGE_LINES = 4
_LONGEST_LINE = 80
_SOURCE = re.compile(
    r"\b(?:Quelle|[Aa]us|[Ee]rschienen (?:in|im)|[Zz]eitung|Ausgabe|Publikation|Medium)\s?:?\s+"
    r"(?:der|die|dem|den|das)?\s?",
    re.ASCII,
)
_ADDRESS = re.compile(r"\b(?:https?://)?(?:www\.)([a-z0-9-]+)\.(?:de|com|net|online|nrw|info)\b(?:/\S*)?")
_NAME_WORD = r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ]?[\wäöüß]+)*"
_DAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\b\.?"
_LINE_OF_A_PAPER = re.compile(
    rf"((?:(?:Die|Der|Das)\s)?{_NAME_WORD}(?:\s(?:am Sonntag|für|am|im|an der|und|(?!{_DAY}){_NAME_WORD})){{0,4}})"
    rf"(?:[,|]?\s?(?:[Vv]om\s)?(?:{_DAY}\s?)?(?:[\d(,|–-].*)?)?"
)
_KNOWN, _LINE, _TEXT, _SHORT, _MISREAD = 0.9, 0.85, 0.7, 0.5, 0.3


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(table("papers")["heads"].split(), key=len, reverse=True))


@cache
def _weak() -> frozenset[str]:
    return frozenset(table("papers")["weak"].split())


def papers(page: Page, known: tuple[str, ...]) -> list[Fact]:
    """Names of newspapers: known ones anywhere; others in short lines at the edges, behind "Quelle:", as Lippische …"""
    found: dict[tuple[int, int], tuple[str, float]] = {}
    for name, span in _known(page.text, (*known, *table("papers")["known"])):
        found[span] = name, _KNOWN
    for start, end, sure in (*_at_the_edge(page), *_sources(page), *_in_the_text(page)):
        if not any(start < stop and begin < end for begin, stop in found):
            found[start, end] = _nominative(" ".join(page.text[start:end].split())), sure
    return [
        Fact(FactKind.PAPER, start, end, page.text[start:end], name, sure)
        for (start, end), (name, sure) in found.items()
    ]


def _known(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Names of two words or with a hyphen are names wherever they stand; "Die Zeit" only as the whole of a line."""
    for name in names:
        spaced = r"\s".join(_loose(word) for word in name.split())
        alone = name.split()[0] in ("Die", "Der", "Das") or (" " not in name and "-" not in name)
        pattern = rf"^[ \t]*({spaced})[ \t]*(?:,[^\n]{{0,40}})?$" if alone else rf"(?<![\w-])({spaced})(?![\w-])"
        flags = re.MULTILINE if alone else re.MULTILINE | re.IGNORECASE
        for match in re.finditer(pattern, text, flags):
            yield name, match.span(1)


def _loose(word: str) -> str:
    """Adjectives in any inflection."""
    stem = re.sub(r"(?:sche|ische)$", "", word)
    return re.escape(stem) + r"(?:i?sche[nrm]?)" if stem != word else re.escape(word)


def _is_head(word: str) -> bool:
    return word.casefold().endswith(_heads())


def _at_the_edge(page: Page) -> Iterator[tuple[int, int, float]]:
    """A short line that is nothing but the name of a newspaper, perhaps with a date behind."""
    lines = page.lines
    for start, stop in dict.fromkeys((*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])):
        line = page.text[start : min(stop, start + _LONGEST_LINE + 1)]
        if stop - start > _LONGEST_LINE:
            continue
        short = re.fullmatch(r"([A-ZÄÖÜ]{2,5})[ ,|]+(?:vom\s)?\d{1,2}\..*", line)
        match = _LINE_OF_A_PAPER.fullmatch(line)
        if short is not None:
            yield start, start + short.end(1), _SHORT
        if short is not None or match is None:
            continue
        words = re.findall(_NAME_WORD, match.group(1))
        if any(_is_head(word) and _is_own(word, words) for word in words) and not _sentence(line):
            yield start, start + match.end(1), _LINE
        elif len(words) > 1 and _misread(words[-1]):
            yield start, start + match.end(1), _MISREAD


def _is_own(head: str, words: list[str]) -> bool:
    """Whether a word that newspapers are called by is part of a name here: not "Ein Echo", not "Gute Nachrichten"."""
    if head.casefold() in _weak():
        return all(map(str.isupper, words)) or any(not is_word(word.casefold()) for word in words if word != head)
    return len(words) > 1 or len(head) > 9 or "-" in head


def _sentence(line: str) -> bool:
    return bool(re.search(r"[.!?:]$", line)) and not re.search(r"\d\.?$", line)


def _misread(word: str) -> bool:
    """One letter away from the head of a newspaper's name (Anziger, Zeltung); no other word."""
    folded = word.casefold()
    return len(folded) > 5 and not is_word(folded) and any(_one_off(folded, head) for head in _heads() if len(head) > 5)


def _one_off(word: str, head: str) -> bool:
    """Whether one letter was replaced, left out or put in."""
    if abs(len(word) - len(head)) > 1 or word == head:
        return False
    same = next(
        (at for at, (one, other) in enumerate(zip(word, head, strict=False)) if one != other), min(len(word), len(head))
    )
    rests = {(word[same + 1 :], head[same + 1 :]), (word[same:], head[same + 1 :]), (word[same + 1 :], head[same:])}
    return any(one == other for one, other in rests)


def _sources(page: Page) -> Iterator[tuple[int, int, float]]:
    for match in _SOURCE.finditer(page.text):
        named = re.match(
            rf"({_NAME_WORD}(?:\s{_NAME_WORD}){{0,3}})", page.text[match.end() : match.end() + _LONGEST_LINE]
        )
        if named and any(_is_head(word) for word in named.group(1).split()):
            words = named.group(1).split()
            last = max(position for position, word in enumerate(words) if _is_head(word))
            name = re.match(r"\s".join(map(re.escape, words[: last + 1])), named.group(1))
            if name and (last or "-" in words[0] or len(words[0]) > 9):
                yield match.end(), match.end() + name.end(), _LINE
    for match in _ADDRESS.finditer(page.text):
        if match.group(1).replace("-", "").endswith(_heads()):
            yield match.start(), match.end(), _TEXT


def _in_the_text(page: Page) -> Iterator[tuple[int, int, float]]:
    """Lippische Rundschau, Höxtersche Zeitung, Weser-Bote: an adjective of a region or a hyphen, and a strong head."""
    words = page.words
    for index, word in enumerate(words):
        if not word.capital or not _is_head(word.text) or (word.opens and "-" not in word.text):
            continue
        before = words[index - 1] if index and word.gap in (" ", "\n", "\u00a0") else None
        regional = (
            before is not None and before.capital and re.search(r"(?:sche|scher|schen|er)$", before.text) is not None
        )
        bare = word.folded.rpartition("-")[2]
        own = "-" in word.text and bare in _heads() and bare not in _weak()
        if regional and before is not None and (word.folded in _heads() or own) and not is_word(before.folded):
            yield before.start, word.end, _TEXT
        elif own and word.folded != bare:
            yield word.start, word.end, _TEXT


def _nominative(name: str) -> str:
    """Lippischen Rundschau → Lippische Rundschau; a leading article in lower case is not part of it."""
    return re.sub(r"sche[nrm]\b(?=\s\S*(?:eitung|undschau|ost|resse|llgemeine))", "sche", name)
