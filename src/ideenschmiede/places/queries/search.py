"""Find places as people name them: by name with typing errors, postal code or AGS. Pure memory, no query but one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from ideenschmiede.places.models import Level, fold
from ideenschmiede.places.queries.directory import Directory, Entry, directory, trigrams

LONGEST = 120  # characters of a query that are looked at
SHORTEST_TO_MEND = 4  # below this, too many names are one letter away
SHORTEST_FOR_TWO_ERRORS = 6
CANDIDATES = 100
POSTAL_CODE_DIGITS = 5


@dataclass(frozen=True)
class Resolution:
    """What a text means: one place, several (ask which), or none (here is what is near)."""

    outcome: Literal["one", "several", "none"]
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry | None:
        return self.entries[0] if self.outcome == "one" else None

    def unclear(self, text: str) -> str:
        """Why `text` means no single place, and what it may mean, line by line."""
        if not self.entries:
            return _("No place is called “%(text)s”.") % {"text": text}
        several = _("“%(text)s” may mean several places. Please give the AGS:")
        similar = _("No place is called exactly “%(text)s”. Do you mean one of these?")
        heading = (several if self.outcome == "several" else similar) % {"text": text}
        return "\n".join([heading, *(f"  {entry.key:<9} {entry.label}" for entry in self.entries)])


def find(text: str, limit: int = 10) -> list[Entry]:
    """The places that `text` may mean, the likeliest first; empty for an empty text."""
    places = directory()
    folded = fold(text[:LONGEST])
    if not folded:
        return []
    found: dict[int, None] = {}
    kreis, wanted = _without_kreis(folded)
    for position in _positions(places, wanted):
        if not kreis or places.searched[position].level == Level.KREIS:
            found.setdefault(position)
        if len(found) >= limit:
            break
    if not found and len(folded) >= SHORTEST_TO_MEND and not folded.isdigit():
        found = dict.fromkeys(_mended(places, folded)[:limit])
    return [places.searched[position] for position in found]


def resolve(text: str) -> Resolution:
    """The place that a form or a command means: a key, a name, a label as `Entry.label` writes it, a postal code.

    "several" when more than one place has that name, "none" (with suggestions) when none has it exactly.
    """
    places = directory()
    written = text.strip()
    if written in places.by_key:
        return Resolution("one", (places.by_key[written],))
    folded = fold(text[:LONGEST])
    kreis, wanted = _without_kreis(folded)
    named = (places.searched[position] for position in places.by_name.get(wanted, ()))
    chosen = tuple(one for one in named if not kreis or one.level == Level.KREIS)
    if not chosen and folded in places.by_label:
        chosen = (places.searched[places.by_label[folded]],)
    if not chosen and folded:
        chosen = tuple(one for one in places.searched if written == one.postal_code)
    governing = tuple(one for one in chosen if one.self_governing and one.level == Level.MUNICIPALITY)
    chosen = governing or chosen
    if len(chosen) == 1:
        return Resolution("one", chosen)
    return Resolution("several", chosen) if chosen else Resolution("none", tuple(find(text)))


def _without_kreis(folded: str) -> tuple[bool, str]:
    """("kreis lippe") → (True, "lippe"): the register has Kreise without the word."""
    first, _blank, rest = folded.partition(" ")
    return (True, rest) if first in ("kreis", "landkreis") and rest else (False, folded)


def _positions(places: Directory, folded: str) -> Iterator[int]:
    """Positions, likeliest first, with repetitions. Later steps are only computed when earlier ones found too few."""
    digits = folded.replace(" ", "")
    if digits.isdigit():
        yield from _by_number(places, digits)
        return
    yield from places.by_name.get(folded, ())
    yield from places.names.beginning(folded)
    yield from places.names.with_word(folded)
    words = folded.split()
    if len(words) > 1:
        yield from _by_words(places, words)


def _by_words(places: Directory, words: list[str]) -> Iterator[int]:
    """ "Neustadt Hessen", "kalletal lippe": the first word in the name, every other in name, Kreis or Land."""
    first, *others = words
    for n in places.names.with_word(first):
        whole = f" {places.searched[n].folded} {places.searched[n].folded_where}"
        if all(f" {word}" in whole for word in others):
            yield n


def _by_number(places: Directory, digits: str) -> Iterator[int]:
    """Key or postal code, whole or its beginning. The register has one postal code per place: for a code that no place
    has, the towns with several codes and the nearest number."""
    known = False
    for n in places.numbers.with_word(digits):
        known = True
        yield n
    if not known and len(digits) == POSTAL_CODE_DIGITS:
        towns = ((n, places.searched[n].postal_code) for n in places.several_postal_codes)
        near = [(abs(int(code) - int(digits)), n) for n, code in towns if code[:2] == digits[:2]]
        yield from (n for _distance, n in sorted(near)[:3])


def _mended(places: Directory, folded: str) -> list[int]:
    """Names that are a typing error or two away, also from their beginning."""
    wanted = trigrams(folded)
    shared = Counter(n for trigram in wanted for n in places.by_trigram.get(trigram, ()))
    allowed = 1 if len(folded) < SHORTEST_FOR_TWO_ERRORS else 2
    least = max(1, len(wanted) - 3 * allowed)  # an error spoils three trigrams
    scored = []
    for n, common in shared.most_common(CANDIDATES):
        if common < least:
            break
        name = places.searched[n].folded
        errors = min(_errors(folded, name, allowed), _errors(folded, name[: len(folded)], allowed) + 0.5)
        if errors <= allowed + 0.5:
            scored.append((errors, n))
    return [n for _errors_made, n in sorted(scored)]


def _errors(one: str, other: str, allowed: int) -> int:
    """Typing errors between two words: a letter wrong, missing, too many, or two swapped (optimal string alignment).

    Any number above `allowed` means only that it is above.
    """
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before2 = row, before
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before2[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > allowed:
            return allowed + 1
    return row[-1]
