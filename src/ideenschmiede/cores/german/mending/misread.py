"""Words whose letters were perhaps misread: no word as they stand, but one with letters that OCR confuses."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ideenschmiede.cores.german.lexicon import curated
from ideenschmiede.cores.german.mending.vocabulary import FORMED, UNKNOWN, OwnWords, known, small_words
from ideenschmiede.cores.german.tokens import normal

_WORD = re.compile(r"[^\W_]{5,40}")
_CONFUSED: tuple[tuple[str, str], ...] = tuple(
    (read, printed)
    for read, listed in curated("mending")["misread"].items()
    for printed in listed.split()
)  # fmt: skip
_OFTEN = 3
_ENDINGS = ("", "s", "n", "er", "en")
_MOST = 3
_SIGHT = 40
_CAPITAL_BEFORE = re.compile(r"(?:([^\W\d_][^\W_]*)(?:-[^\W_]+)*|\b([^\W\d_][^\W\d_]{0,3})\.)[ \n]\Z")
"""A word with a capital before: what stands behind it with a capital, too, is mostly its name (Kommission Santer)."""


def _may_be_a_name(before: str) -> bool:
    found = _CAPITAL_BEFORE.search(before)
    word = (found.group(1) or found.group(2)) if found else ""
    return word[:1].isupper() and normal(word) not in small_words()


class Misread:
    """Finds misread words of one text, whose own words count as known."""

    def __init__(self, own: OwnWords) -> None:
        self._own = own
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for word, count in own.whole.items():
            if count >= _OFTEN and len(word) > 5:
                for ending in _ENDINGS:
                    self._by_letters["".join(sorted(word + ending))].append(word + ending)

    def spots(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...], float]]:
        """(start, end, what it may have been, confidence) of misread words between two offsets."""
        for match in _WORD.finditer(text, start, end):
            word = match.group()
            if not self._odd(word) or text[match.end() : match.end() + 1] in ("-", "‐", "\xad", "¬"):
                continue
            if word.istitle() and _may_be_a_name(text[max(start, match.start() - _SIGHT) : match.start()]):
                continue
            found = tuple(dict.fromkeys((*self._swapped(word), *self._confused(word))))[:_MOST]
            if found:
                yield match.start(), match.end(), found, 0.8 if len(found) == 1 else 0.6

    def _odd(self, word: str) -> bool:
        if word.isupper() or word[0].isdigit() or self._own.whole[normal(word)] > 1:
            return False
        return known(word) == UNKNOWN

    def _swapped(self, word: str) -> Iterator[str]:
        """Words that stand often in the text, with two letters in each other's place."""
        form = normal(word)
        for other in self._by_letters.get("".join(sorted(form)), ()):
            if other != form and other[:3] == form[:3]:
                yield other.capitalize() if word[0].isupper() else other

    def _confused(self, word: str) -> Iterator[str]:
        for read, printed in _CONFUSED:
            at = word.find(read, 1)
            while at >= 0:
                other = word[:at] + printed + word[at + len(read) :]
                if known(other) >= FORMED or self._own.whole[normal(other)] > 1:
                    yield other
                at = word.find(read, at + 1)
