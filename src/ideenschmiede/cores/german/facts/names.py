"""Reading a person's name where one may begin: titles, given names, nobility, surname; and how far it goes."""

import re
from dataclasses import dataclass

from ideenschmiede.cores.german.facts.offices import office_of
from ideenschmiede.cores.german.facts.page import Page, Word
from ideenschmiede.cores.german.facts.vocabulary import is_basic, is_given, is_ordinary, listed, surnames

_SPACE = re.compile(r"[ \u00a0\u202f]?\n?[ \u00a0\u202f]*")
_AFTER_DOT = re.compile(r"\.[ \u00a0\u202f]?\n?")
_MOST_GIVEN = 4
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read: indices of its words (first, behind the last), its parts, and what the reading rests on.

    `first` is the first word of the name proper; titles begin at `whole`.
    """

    whole: int
    first: int
    end: int
    title: str
    given: str
    family: str
    listed: bool  # begins with a given name of the list
    plain: bool  # its surname is no ordinary word, or a frequent surname


def joined(word: Word, after_dot: bool = False) -> bool:
    """Whether a word stands directly behind the one before, perhaps on the next line."""
    return (bool(_SPACE.fullmatch(word.gap)) and word.gap != "") or (after_dot and bool(_AFTER_DOT.fullmatch(word.gap)))


def is_initial(page: Page, index: int) -> bool:
    words = page.words
    word = words[index]
    abbreviated = (
        word.gap.startswith(".") and index > 0 and len(words[index - 1].text) == 1 and not words[index - 1].capital
    )
    return (
        len(word.text) == 1 and word.capital and page.text[word.end : word.end + 1] == "." and not abbreviated
    )  # z. B.


def nameable(word: Word) -> bool:
    """Whether a word could be part of a name at all."""
    return (
        word.capital
        and not word.hidden
        and word.folded not in listed("persons", "never")
        and not any(letter.isdigit() or letter == "_" for letter in word.text)
        and not (word.text.isupper() and 1 < len(word.text) < 4)
        and len(word.text) > 1
        and office_of(word.text) is None
    )


def skip_titles(page: Page, index: int) -> int:
    """Index of the first word behind academic titles: Prof. Dr.-Ing. h. c. …"""
    words = page.words
    at = index
    while at < len(words) and at - index < _MOST_WORDS:
        bare = words[at].folded.split("-")[0]
        allowed = listed("persons", "titles") if at == index else listed("persons", "after_title")
        if at > index and not (joined(words[at], after_dot=True) or words[at].gap in (".-", "-")):
            break
        if bare not in allowed or (
            at > index and bare not in ("dr", "prof") and page.text[words[at].end : words[at].end + 1] != "."
        ):
            break
        at += 1
    return at


def read_name(page: Page, index: int, *, introduced: bool = False) -> Name | None:
    """The name that begins with this word or its titles; None where none can. Whether it is one, others say.

    `introduced`: an office stands before it, so that two unknown words are given name and surname."""
    first = skip_titles(page, index)
    given = _given(page, first)
    at = first + given
    family = _nobility(page, at, first) or _surname(page, at, first)
    if family is None and given > 1 and not is_initial(page, at - 1):
        return _made(page, index, first, at - 1, at - 1)  # two given names: the last one is the surname
    if family is None:
        before = page.words[index - 1].folded if index else ""
        alone = given == 1 and (first > index or before in listed("persons", "addressed"))
        return _made(page, index, first, first, first) if alone and not is_initial(page, first) else None
    begin, last = family
    if not given and begin == last and _second(page, begin, introduced):
        begin = last = begin + 1
    return _made(page, index, first, begin, last)


def _given(page: Page, first: int) -> int:
    """How many given names and initials stand there."""
    at, words = first, page.words
    while at < len(words) and at - first < _MOST_GIVEN and _may_follow(page, at, first):
        if not is_initial(page, at) and not (is_given(words[at].folded) and nameable(words[at])):
            break
        at += 1
    return at - first


def _made(page: Page, whole: int, first: int, begin: int, last: int) -> Name:
    """`begin` is the first word of the surname, `last` its last."""
    words, text = page.words, page.text
    family = text[words[begin].start : words[last].end]
    given = text[words[first].start : words[begin].start] if begin > first else ""
    title = text[words[whole].start : words[first].start] if first > whole else ""
    plain = words[last].folded in surnames() or not is_basic(words[last].folded)
    by_list = begin > first and is_given(words[first].folded)
    return Name(whole, first, last + 1, _line(title), _cased(_line(given)), _cased(_line(family)), by_list, plain)


def _cased(name: str) -> str:
    """MEYER → Meyer: capitals are the headline's; initials stay."""
    if not name.isupper() or "." in name:
        return name
    return re.sub(r"[^\W_]+", lambda part: part.group().capitalize(), name)


def _line(text: str) -> str:
    return " ".join(text.split())


def _may_follow(page: Page, at: int, first: int) -> bool:
    """Whether a word stands directly behind the part of the name before it."""
    if at == first:
        return True
    return joined(page.words[at], after_dot=is_initial(page, at - 1))


def _nobility(page: Page, at: int, first: int) -> tuple[int, int] | None:
    """(first word of the surname, last): Freiherr von Stein, von und zu Guttenberg, van der Berg."""
    words, here = page.words, at
    small = listed("persons", "particles")
    if here < len(words) and words[here].folded in ("und", "der", "den", "dem", "des"):
        return None  # only behind von, zu …
    while here < len(words) and here - at < 5 and _may_follow(page, here, first):
        folded = words[here].folded
        if folded not in small and not (folded in listed("persons", "nobility") and words[here].capital):
            break
        here += 1
    if here == at or here >= len(words) or not _may_follow(page, here, first) or not nameable(words[here]):
        return None
    return at, here


def _surname(page: Page, at: int, first: int) -> tuple[int, int] | None:
    if at < len(page.words) and _may_follow(page, at, first) and nameable(page.words[at]):
        return at, at
    return None


def _second(page: Page, at: int, introduced: bool) -> bool:
    """Whether an unknown word is a given name because a surname follows: Uwemaria Beispiel."""
    words = page.words
    if at + 1 >= len(words) or not joined(words[at + 1]) or not nameable(words[at + 1]):
        return False
    if words[at].text.isupper() and words[at + 1].text.isupper():
        return False  # BÜRGERMEISTER MEYER GEHT: capitals do not tell names from verbs
    following = words[at + 1].folded
    ends = at + 2 >= len(words) or not words[at + 2].capital or words[at + 2].gap != " "
    likely = not is_ordinary(following) or following in surnames() or (introduced and ends)
    return likely and not is_ordinary(words[at].folded)
