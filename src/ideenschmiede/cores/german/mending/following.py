"""How well one stretch of text follows another: log-odds by hyphen, by grammar, by the words of the text itself."""

from dataclasses import dataclass
from functools import cache

from ideenschmiede.cores.german.lemmas import noun_of
from ideenschmiede.cores.german.lexicon import curated
from ideenschmiede.cores.german.mending.classes import TOKEN, class_of, odds
from ideenschmiede.cores.german.mending.hyphens import Break, break_between, decide
from ideenschmiede.cores.german.mending.seams import Seam, blank
from ideenschmiede.cores.german.mending.sentences import Start, end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords, has_its_case, small_words
from ideenschmiede.cores.german.tokens import normal

_HALVES = {"own_text": 7.0, "word_list": 6.0, "suspended": 4.0, "ending": 0.5, "doubled_half": 6.0, "digits": 2.0}
_LOST = -6.0
_LISTED = 0.97
_MAY_END = frozenset(
    {"INFINITIVE", "TO_INFINITIVE", "VERB", "VERB_T", "VERB_PAST", "PARTICIPLE", "ADVERB", "ADJECTIVE_"}
)
"""Kinds of words in small letters that may end a sentence whose full stop is missing."""

_SIGHT = 80
"""Characters on either side that are looked at."""


@dataclass(frozen=True, slots=True)
class Following:
    """How well it fits, in log-odds against chance; the seam there would be; a code of what spoke for it."""

    odds: float
    seam: Seam
    reason: str


def following(before: str, behind: str, own: OwnWords) -> Following:
    """How well `behind` continues `before`, both running text."""
    before, behind = before[-_SIGHT:], behind[:_SIGHT]
    found = break_between(before, behind)
    start = start_of(behind, own)
    if found is not None:
        seam = decide(found, own)
        if seam is None:
            return Following(_LOST, blank(0.0, "lost"), "lost")
        return Following(_halves(found, seam), seam, f"hyphen_{seam.reason}")
    if end_of(before) == "closed":
        return Following(_sentence(behind, start), blank(0.5, "sentence"), "sentence")
    if start == "half" or (start == "closed" and not goes_on(before)):
        return Following(-4.0, blank(0.0, "lost"), "lost")
    return Following(_grammar(before, behind, start == "closed"), blank(0.8, "grammar"), "grammar")


def _halves(found: Break, seam: Seam) -> float:
    """Log-odds that two halves belong together; a hyphen before a capital is rare, many lines begin with one."""
    if seam.reason in ("word_list", "ending") and not has_its_case(found.left + found.right):
        return 1.5
    if seam.reason in _HALVES:
        return _HALVES[seam.reason] - (1.5 if seam.reason == "word_list" and seam.confidence < _LISTED else 0.0)
    if seam.kind == "joined":
        return -1.0  # no list and no other place in the text has this word: it is not made up here
    return -1.5 if found.right[:1].isupper() else 0.5


@cache
def _never_end() -> frozenset[str]:
    """Kinds of words with which no sentence ends, even without a full stop."""
    return frozenset(curated("mending")["kinds"]["never_end"].split())


def surely_torn(words: str, own: OwnWords) -> bool:
    """Whether a paragraph begins or ends as none does: in a word, behind a comma, an article, a preposition."""
    return end_of(words) == "half" or start_of(words, own) == "half" or ends_torn(words)


def ends_torn(words: str) -> bool:
    """Whether the last word is a comma, an article, a preposition: nothing ends so, even without a full stop."""
    last = TOKEN.findall(words[-_SIGHT:])[-1:]
    return bool(last) and (last[0] == "," or (last[0][0].islower() and class_of(last[0]) in _never_end()))


def goes_on(before: str) -> bool:
    """Whether a text without a full stop must go on: behind a comma, an article, a preposition; not a title."""
    last = TOKEN.findall(before)[-1:]
    return bool(last) and (last[0] == "," or (last[0][0].islower() and class_of(last[0]) not in _MAY_END))


def _begins_sentence(behind: str) -> bool:
    """Whether a small word stands there with a capital."""
    first = TOKEN.search(behind)
    if first is None or not first.group()[0].isupper() or first.group() in ("Sie", "Ihr", "Ihre", "Ihnen"):
        return False
    form = normal(first.group())
    return form in small_words() and noun_of(form) is None


def _sentence(behind: str, start: Start) -> float:
    if start != "closed":
        return -5.0
    return 2.5 if _begins_sentence(behind) else 0.0


def _grammar(before: str, behind: str, capital: bool) -> float:
    """Log-odds by the kinds of the two words on either side; inside a sentence small words have small letters."""
    last, first = TOKEN.findall(before)[-2:], TOKEN.findall(behind)[:2]
    if not last or not first:
        return 0.0
    if capital and _begins_sentence(behind):
        return -4.0
    kinds = [class_of(token) for token in (".", ".", *last, *first, ".")]
    place = 2 + len(last)
    return odds((kinds[place - 2], kinds[place - 1]), (kinds[place], kinds[place + 1]))
