"""What office somebody has, and where: from all mentions of the person together."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from ideenschmiede.cores.german.facts.fact import Fact
from ideenschmiede.cores.german.facts.gazetteer import Gazetteer
from ideenschmiede.cores.german.facts.page import Page
from ideenschmiede.cores.german.facts.persons import Person
from ideenschmiede.cores.german.facts.seen import Seen

# words of newspapers for a Bürgermeister or Landrat; the real name of the office is better where it is known
_COLLOQUIAL = ("verwaltungschef", "rathauschef", "stadtchef", "gemeindechef", "amtsinhaber")
_HEADS = ("bürgermeister", "landr", *_COLLOQUIAL)
# heads of what the register has no places for: their town is not known by what the text is about
_UNIONS = ("samtgemeinde", "verbandsgemeinde", "verbandsbürgermeister", "bezirk", "verwaltungsgemeinschaft")
_SURE = 0.5


class Offices:
    """Answers for one text; `where` are its places."""

    def __init__(self, page: Page, where: list[Fact], gazetteer: Gazetteer) -> None:
        self._page = page
        self._gazetteer = gazetteer
        self._where = sorted((fact for fact in where if fact.confidence >= _SURE), key=lambda fact: fact.start)
        self._starts = [fact.start for fact in self._where]
        self._only = {5: self._single(5), 8: self._single(8)}
        self._held: set[tuple[str, str, bool]] = set()

    def of(self, person: Person) -> Iterator[tuple[str, str]]:
        """office, former, place (its key) and place_name; "" where nothing is said."""
        seen = [one for one in person.seen if one.office]
        best = min(seen, key=_rank, default=None)
        yield "office", best.office if best else ""
        yield "former", "yes" if best and best.former else ""
        key = self._place(person, best)
        yield "place", key
        yield "place_name", self._gazetteer.by_key[key].name if key else ""

    def _place(self, person: Person, best: Seen | None) -> str:
        """Named around the office, or else the one that the text is about; none for unions of municipalities."""
        if best is None or best.rank < 2:
            return ""
        key = self._named(person) or self._default(best)
        if best.office.casefold().startswith(_UNIONS) and not self._is_union(key):
            return ""
        self._held.add(_held(key, best))
        return key

    def _is_union(self, key: str) -> bool:
        """Whether the text calls it a union: Samtgemeinde Bruchhausen-Vilsen has a town of its name."""
        words = self._page.words
        before = (self._page.at(fact.start) - 1 for fact in self._where if fact.value == key)
        return any(at >= 0 and words[at].folded.startswith(_UNIONS) for at in before)

    def _named(self, person: Person) -> str:
        for seen in sorted((one for one in person.seen if one.rank == 2), key=_rank):
            for first, end in seen.places:
                if key := self._named_within(first, end, _digits(seen)):
                    return key
        return ""

    def _default(self, best: Seen) -> str:
        """For a head of a town hall or Kreis, the only one that the text is about; each has one head at a time."""
        if not any(word in best.office.casefold() for word in _HEADS):
            return ""
        digits = _digits(best)
        key = self._only[digits] or self._before(self._page.words[best.name.first].start, digits)
        return "" if _held(key, best) in self._held else key

    def _named_within(self, first: int, end: int, digits: int) -> str:
        words = self._page.words
        if first >= end or end > len(words):
            return ""
        start, stop = words[first].start, words[end - 1].end
        at = bisect_left(self._starts, start)
        for fact in reversed(self._where[at : at + 4]):
            if fact.start < stop and fact.value in self._gazetteer.by_key and _fits(fact.value, digits):
                return fact.value
        if digits == 5:  # Landrat von Lippe
            for index in range(first, end):
                for name in self._gazetteer.names.kreise.by_words.get((words[index].folded,), ()):
                    if len(name.called) == 1:
                        return name.called[0].key
        return ""

    def _before(self, start: int, digits: int) -> str:
        """The only place of this level that is named before a mention."""
        named = {fact.value for fact in self._where[: bisect_left(self._starts, start)] if len(fact.value) == digits}
        return next(iter(named)) if len(named) == 1 and named <= self._gazetteer.by_key.keys() else ""

    def _single(self, digits: int) -> str:
        """The only place of this level; of several the first one, if it is named more often than any other."""
        named = Counter(fact.value for fact in self._where if len(fact.value) == digits and fact.value.isdigit())
        if not named:
            return ""
        (first, often), *others = named.items()
        return first if all(often > count for _, count in others) else ""


def _digits(seen: Seen) -> int:
    return 5 if "landr" in seen.office.casefold() else 8


def _held(key: str, seen: Seen) -> tuple[str, str, bool]:
    """A place and an office that one person at a time has there, whoever it is."""
    return key, seen.office.casefold().removesuffix("in").replace("rät", "rat"), seen.former


def _fits(key: str, digits: int) -> bool:
    """A Landrat serves a Kreis, everybody else a municipality."""
    return len(key) == digits


def _rank(seen: Seen) -> tuple[bool, int, bool]:
    return seen.former, -seen.rank, seen.office.casefold().startswith(_COLLOQUIAL)
