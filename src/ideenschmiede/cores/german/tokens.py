"""Words of a text with their places in it, and one spelling for all the ways to write a word."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 64
"""Letters of a word that count; the longest German word in use has fewer."""

# A letter or digit, then letters, digits, combining marks and invisible joiners (soft hyphen, zero width); before it
# perhaps one letter with a hyphen (E-Mobilität), behind it perhaps a gender ending (Bürger:innen, Leiter/-in).
WORD = re.compile(
    r"(?:[^\W\d_]-(?=[^\W\d_]{2}))?"
    r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+[^\W_]*)*"
    r"(?:(?:[:*·•_]|/-?)(?:innen|in)(?![^\W_]))?"
)
_NOT_WORD = re.compile(r"[\W_]+")


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, word as written) for every word of `text`, in order, without overlap."""
    for match in WORD.finditer(text):
        yield match.start(), match.end(), match.group()


def normal(word: str) -> str:
    """The word in one spelling: composed, casefolded (ß is ss), letters and digits only, at most `LONGEST` of them."""
    if word.isascii() and word.isalnum():
        return word[:LONGEST].lower()
    composed = unicodedata.normalize("NFKC", word[: 4 * LONGEST]).casefold()
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", composed))[:LONGEST]


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """The word without umlauts and accents."""
    if word.isascii():
        return word
    return _NOT_WORD.sub("", "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)))
