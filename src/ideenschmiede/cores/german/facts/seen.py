"""One mention of a person, and offices that are said once for several of them.

die Bürgermeister Karl Muster (Altdorf), Sonja Beispiel (Neudorf) und Jan Probe · Bürgermeister Muster und seine
Amtskollegin Sonja Beispiel aus Neudorf
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ideenschmiede.cores.german.facts.names import Name
from ideenschmiede.cores.german.facts.page import Page

_ROW = re.compile(r"(?:\s?\([^()\n]{2,40}\))?(?:,\s|,?\s(?:und|sowie)\s)")
_COLLEAGUE = "amtskolleg"


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a person: indices of its words, what the name says, and what else is known from there.

    `places`: stretches of words in which the place that the person serves may be named, the likeliest first.
    """

    name: Name
    confidence: float
    office: str = ""
    rank: int = 0  # an office that a place has comes first
    former: bool = False
    party: str = ""
    places: tuple[tuple[int, int], ...] = ()
    several: bool = False  # the office before it may be that of those who follow, too


def with_offices_of_others(page: Page, seen: Iterable[Seen]) -> Iterator[Seen]:
    """Mentions in the order of the text; those in a row behind one office bear it, and a colleague in office bears
    that of the head of a town hall or Kreis named last."""
    before, head = None, ""
    for one in seen:
        if not one.office and before is not None and before.several and _in_a_row(page, before, one):
            one = replace(one, office=before.office, rank=before.rank, several=True)
        elif one.office.casefold().startswith(_COLLEAGUE):
            office = _same_office(head, one.office)
            one = replace(one, office=office, rank=2 if office else 0)
        if one.rank == 2:
            head = one.office
        before = one
        yield one


def _in_a_row(page: Page, before: Seen, one: Seen) -> bool:
    between = page.text[page.words[before.name.end - 1].end : page.words[one.name.whole].start]
    return _ROW.fullmatch(between) is not None


def _same_office(head: str, colleague: str) -> str:
    """Oberbürgermeister, Amtskollegin → Bürgermeisterin: which rank the other one has, nobody said."""
    woman, low = colleague.casefold().endswith("in"), head.casefold()
    if "bürgermeister" in low:
        return "Bürgermeisterin" if woman else "Bürgermeister"
    if "landr" in low:
        return "Landrätin" if woman else "Landrat"
    return ""
