"""Organisations by the form of their names alone: Deutscher Städtetag, Sparkasse Lemgo, Fraunhofer-Institut."""

import re
from collections.abc import Iterator

from ideenschmiede.cores.german.facts.forms import adjective_stem
from ideenschmiede.cores.german.facts.naming import PlaceNames
from ideenschmiede.cores.german.facts.page import Page
from ideenschmiede.cores.german.facts.vocabulary import is_given, is_ordinary, listed

_SPACE = re.compile(r"[ \u00a0]|\n(?!\s*\n)")
_SHORTEST_OPENING = 3


def institutions(page: Page, names: PlaceNames) -> Iterator[tuple[int, int]]:
    """(first word, behind the last) of each."""
    for index, word in enumerate(page.words):
        if word.hidden or not word.capital:
            continue
        span = _of_a_place(page, index, names) or _with_adjective(page, index) or _named_after(page, index)
        if span is not None:
            yield span


def _of_a_place(page: Page, index: int, names: PlaceNames) -> tuple[int, int] | None:
    """Stadtwerke Lemgo, Technische Hochschule Ostwestfalen-Lippe, Freiwillige Feuerwehr Kalletal."""
    words = page.words
    if words[index].folded not in listed("organisations", "of_a_place") or index + 1 >= len(words):
        return None
    behind = words[index + 1]
    if not behind.capital or not _SPACE.fullmatch(behind.gap):
        return None
    if not names.is_name(behind.folded) and not ("-" in behind.text and not is_ordinary(behind.folded)):
        two = index + 2 < len(words) and _SPACE.fullmatch(words[index + 2].gap) is not None
        if not two or not names.is_name(behind.folded, words[index + 2].folded):
            return None
        return _first(page, index), index + 3
    return _first(page, index), index + 2


def _first(page: Page, index: int) -> int:
    """With an adjective in capitals before: Freiwillige Feuerwehr."""
    before = page.words[index - 1] if index else None
    if before is None or not before.capital or not _SPACE.fullmatch(page.words[index].gap) or before.hidden:
        return index
    return index - 1 if adjective_stem(before.text) is not None or before.folded.startswith("freiwillig") else index


def _with_adjective(page: Page, index: int) -> tuple[int, int] | None:
    """Deutscher Städtetag, Bayerischer Gemeindetag: an adjective in capitals, a compound that ends as such names do."""
    words = page.words
    first = words[index - 1] if index else None
    if first is None or first.hidden or not first.capital or not _SPACE.fullmatch(words[index].gap):
        return None
    stem = (adjective_stem(first.text) or "").casefold()
    if (
        not stem.endswith(("isch", "deutsch"))
        or "-" in stem
        or (first.opens and not stem.endswith("deutsch") and is_ordinary(first.folded))
    ):
        return None
    return (index - 1, index + 1) if _is_compound(words[index].folded) else None


def _is_compound(folded: str) -> bool:
    bare = folded.removesuffix("es") if folded.endswith(("bundes", "tages")) else folded.removesuffix("s")
    heads = (head for gender in "mfn" for head in listed("organisations", gender) if len(head) > 2)
    return any(
        form.endswith(head) and len(form) - len(head) >= _SHORTEST_OPENING for head in heads for form in (folded, bare)
    )


def _named_after(page: Page, index: int) -> tuple[int, int] | None:
    """Fraunhofer-Institut, Konrad-Adenauer-Stiftung, Bertelsmann Stiftung."""
    word = page.words[index]
    heads = ("stiftung", "institut", "gesellschaft", "universität", "hochschule", "akademie")
    opening, _, last = word.folded.rpartition("-")
    if opening and last.removesuffix("s") in heads and (is_given(opening.split("-")[0]) or not is_ordinary(opening)):
        return index, index + 1
    before = page.words[index - 1] if index else None
    if before is None or word.folded not in heads or not _SPACE.fullmatch(word.gap) or before.opens or before.hidden:
        return None
    named = before.capital and not is_ordinary(before.folded) and not is_given(before.folded)
    return (index - 1, index + 1) if named and adjective_stem(before.text) is None else None
