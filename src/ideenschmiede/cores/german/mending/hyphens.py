"""A hyphen at the end of a line: broken word, hyphened compound, suspended hyphen, or a word that lost its end?

Rules from the surest to the least sure; the first that has an opinion decides. They look at the half before the
hyphen, the word behind it, the word lists, and the words of the text itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ideenschmiede.cores.german.lemmas import adjective_of, is_listed, lemma
from ideenschmiede.cores.german.lexicon import curated, lexicon
from ideenschmiede.cores.german.mending.scan import HYPHENS
from ideenschmiede.cores.german.mending.seams import Seam
from ideenschmiede.cores.german.mending.vocabulary import (
    FORMED,
    LISTED,
    UNKNOWN,
    OwnWords,
    beginning_with,
    begins_inside,
    known,
    small_words,
)
from ideenschmiede.cores.german.tokens import normal

_WORDS = {name: frozenset(listed.split()) for name, listed in curated("mending")["hyphens"].items()}
SUSPENDED = _WORDS["always_suspended"] | _WORDS["suspended"]
_TAIL = re.compile(rf"([^\s]*?)([{HYPHENS}]+/?)$")
_ENDS = (*HYPHENS, "/")
_LAST_PART = re.compile(r"[^\W_]+$")
_HEAD = re.compile(r"[^\W_]+")
_ADJECTIVE = re.compile(r"[^\W\d_]{3}(?:isch|lich)(?:e[mnrs]?)?$")
_ENDINGS = ("", "e", "em", "en", "er", "es")
_NUMBER = re.compile(r"\d+[^\W\d_]{1,3}")


@dataclass(frozen=True, slots=True)
class Break:
    """A word at the end of a line with its hyphen, and what comes behind.

    Attributes:
        token: all before the hyphen back to the last blank.
        left: its last part (Rhein-Sieg-Krei: Krei).
        mark: the hyphen itself, perhaps with a slash.
        right: the first word behind, letters and digits; empty when another sign comes first.
        after: the sign behind that word, or empty.
        behind: everything behind, as far as one needs to look.
    """

    token: str
    left: str
    mark: str
    right: str
    after: str
    behind: str


Rule = Callable[[Break, OwnWords], Seam | None]


def half_word(text: str) -> tuple[str, str, str] | None:
    """(token, last part, hyphen) when the text ends with a word and a hyphen, None for a dash."""
    if not text.endswith(_ENDS):
        return None
    found = _TAIL.search(text[-120:])
    if not found:
        return None
    token, mark = found.groups()
    part = _LAST_PART.search(token)
    return (token, part.group(), mark) if part else None


def break_between(before: str, behind: str, soft: bool = False) -> Break | None:
    """The break between two stretches, None when no half is before it (`soft`: the hyphen is invisible)."""
    half = half_word(before + "\xad" if soft else before)
    if half is None:
        return None
    head = _HEAD.match(behind)
    right = head.group() if head else ""
    return Break(*half[:2], "" if soft else half[2], right, behind[len(right) : len(right) + 1], behind[:80])


def decide(found: Break, own: OwnWords) -> Seam | None:
    """The seam for a break; None when the halves do not belong together."""
    for rule in _RULES:
        if (seam := rule(found, own)) is not None:
            return seam if seam.confidence > 0 else None
    return None


def _join(found: Break, confidence: float, reason: str) -> Seam:
    return Seam("joined", len(found.mark), "", 0, confidence, reason)


def _keep(confidence: float, reason: str) -> Seam:
    return Seam("kept", 0, "", 0, confidence, reason)


def _space(confidence: float, reason: str) -> Seam:
    return Seam("spaced", 0, " ", 0, confidence, reason)


_LOST = Seam("line_end", 0, " ", 0, 0.0, "lost")


def _is_known(word: str) -> bool:
    return known(word) >= FORMED


def _doubled(found: Break, own: OwnWords) -> Seam | None:
    """Bereit-⏎bereitschaft; Gemein-⏎meinde."""
    left, right = normal(found.left), normal(found.right)
    if len(left) < 3 or left == right or len(right) != len(found.right) or own.has(left + right):
        return None
    if is_listed(lemma(left + right)):
        return None
    for length in range(min(len(left), len(right) - 1), 2, -1):
        if left.endswith(right[:length]):
            once = left + right[length:]
            if own.has(once) or known(once) >= (FORMED if length == len(left) else LISTED):
                return Seam("undoubled", len(found.mark), "", length, 0.9, "doubled_half")
    return None


def _no_word_behind(found: Break, _: OwnWords) -> Seam | None:
    if found.right:
        return None
    inner = _HEAD.search(found.behind)
    suspended = inner is not None and inner.group().lower() in SUSPENDED
    return _space(0.9, "suspended") if suspended else _LOST


def _suspended(found: Break, own: OwnWords) -> Seam | None:
    """Bildungs-⏎und Kulturarbeit; but Kür-⏎bis is a word."""
    word = found.right
    if word not in SUSPENDED:
        return None
    if word in _WORDS["always_suspended"]:
        return _space(0.99, "suspended")
    if own.has(found.left + word) or known(found.left + word) == LISTED:
        return _join(found, 0.9, "word_list")
    return _space(0.95, "suspended")


def _digits(found: Break, _: OwnWords) -> Seam | None:
    """2022-⏎2023, Covid-⏎19, 10-⏎jährig, CO2-⏎neutral; 3D-⏎gedruckt, 80er-⏎jahre."""
    if found.right[0].isdigit() or found.left[-1].isdigit():
        return _keep(0.97, "digits")
    return _keep(0.9, "digits") if _NUMBER.fullmatch(found.left) else None


def _capitals(found: Break, own: OwnWords) -> Seam | None:
    """GEMEIN-⏎DERAT is a word in a headline, and so is what ends in no word; CDU-⏎FDP keeps its hyphen."""
    left, right = found.left, found.right
    if len(left) > 1 and len(right) > 1 and left.isupper() and right.isupper():
        joined = own.has(left + right) or _is_known(left + right) or (len(right) > 4 and not _is_known(right))
        return _join(found, 0.9, "word_list") if joined else _keep(0.85, "capitals")
    return None


def _own(found: Break, own: OwnWords) -> Seam | None:
    """What the text itself writes elsewhere."""
    if own.has_hyphened(found.left, found.right):
        return _keep(0.99, "own_text")
    if found.right[0].islower() and len(found.right) > 1 and own.has(found.left + found.right):
        return _join(found, 0.99, "own_text")
    return None


def _capital_behind(found: Break, own: OwnWords) -> Seam | None:
    """Rhein-⏎Sieg-Kreis keeps its hyphen; einbrin-⏎Im has lost its end; Bürger-⏎Innen is one word."""
    if not found.right[0].isupper():
        return None
    if found.right in ("Innen", "In") and _is_known(found.left) and _is_known(found.left + found.right):
        return _join(found, 0.9, "word_list")
    compound = found.after in ("-", "‑", "‐")
    if found.right.lower() in small_words() and not compound:
        return _LOST
    if found.token != found.left or compound:
        return _keep(0.95, "capital")
    left = found.left
    if not left[1:].islower() and len(left) > 1:
        return _keep(0.9, "abbreviation")  # kWh-⏎Preis
    if left[0].islower():
        return _keep(0.8, "capital") if left in _WORDS["loose_starts"] else _LOST
    if left in lexicon().opener_cost or _is_known(left) or left.isupper() or own.has(left):
        return _keep(0.97, "capital")
    return _LOST if beginning_with(left, 1) and len(left) > 4 else _keep(0.8, "capital")


def _abbreviation(found: Break, _: OwnWords) -> Seam | None:
    """E-⏎mobil, EU-⏎weit, CDU-⏎geführt: what stands before is no half of a word."""
    short = len(found.left) == 1 or (found.left.isupper() and found.left == found.token)
    if not short:
        return None
    if _is_known(found.left + found.right) and not _is_known(found.right):
        return _join(found, 0.8, "word_list")
    return _keep(0.95, "abbreviation")


def _between(found: Break, _: OwnWords) -> Seam | None:
    """Mund-⏎zu-Mund, Face-⏎to-Face: a small word between two hyphens."""
    if found.after in ("-", "‑", "‐") and found.right in _WORDS["between"] and not _is_known(found.left + found.right):
        return _keep(0.95, "between_hyphens")
    return None


def _english(found: Break, _: OwnWords) -> Seam | None:
    """Start-⏎up, Know-⏎how; but On-⏎line is a German word by now."""
    left, right = found.left.lower(), found.right
    if left + right in _WORDS["english_joined"]:
        return None
    if right in _WORDS["english_ends"] and left in _WORDS["english_starts"]:
        return _keep(0.9, "english")
    return None


def _two_adjectives(found: Break, _: OwnWords) -> Seam | None:
    """deutsch-⏎französisch, sozial-⏎ökologisch, rot-⏎grün: two equal adjectives keep their hyphen."""
    left, right = normal(found.left), normal(found.right)
    base = next((w for w in _WORDS["paired"] if right in (w + end for end in _ENDINGS)), adjective_of(right))
    both = left in _WORDS["paired"] and base in _WORDS["paired"]
    if base is None or (is_listed(left + base) and not both):
        return None
    alike = left.endswith(("isch", "lich")) and left in lexicon().adjectives
    if both or alike or (left in _WORDS["paired"] and base.endswith(("isch", "lich", "al", "ell", "iv"))):
        return _keep(0.85, "two_adjectives")
    return None


def _may_be_a_name(left: str, right: str) -> bool:
    """Warä-⏎gern, Gold-⏎man: with a capital, long enough to be judged, and no word of the lists begins so."""
    return len(left) > 2 and left[0].isupper() and (right == "man" or (len(left) > 3 and not beginning_with(left, 1)))


@cache
def _prefixes() -> re.Pattern[str]:
    """Nothing but prefixes: wiederauf, mitbe, ent."""
    listed = [*curated("irregular")["separable"].split(), *curated("irregular")["inseparable"].split(), "rück", "un"]
    return re.compile(f"(?:{'|'.join(listed)})+")


def _two_torn_words(found: Break) -> bool:
    """Universi-⏎standen: behind the beginning of a word of the lists comes a whole other word."""
    left, right = found.left, found.right
    whole = len(right) > 3 and _is_known(right) and not begins_inside(right)
    torn = whole and len(left) > 2 and not _is_known(left) and not _prefixes().fullmatch(left.lower())
    return torn and bool(beginning_with(left, 1))


def _lower_case(found: Break, _: OwnWords) -> Seam | None:
    """The usual case: the halves of a word, unless they make none and what is behind is a word of its own."""
    sure = known(found.left + found.right)
    if (
        sure == FORMED
        and found.left[0].islower()
        and found.left == found.token
        and begins_inside(found.left + found.right)
        and not _ADJECTIVE.search(found.left + found.right)
    ):
        return _join(found, 0.6, "word_list")  # a noun would have a capital: there may be a line between
    if sure >= FORMED:
        return _join(found, 0.98 if sure == LISTED else 0.95, "word_list")
    if found.right in small_words() and len(found.right) > 1:
        return _join(found, 0.6, "name") if _may_be_a_name(found.left, found.right) else _LOST
    if sure > UNKNOWN:
        return _join(found, 0.9, "ending")
    return _LOST if _two_torn_words(found) else _join(found, 0.85 if not _is_known(found.right) else 0.75, "lower_case")


_RULES: tuple[Rule, ...] = (
    _doubled,
    _no_word_behind,
    _suspended,
    _own,
    _digits,
    _capitals,
    _capital_behind,
    _abbreviation,
    _between,
    _english,
    _two_adjectives,
    _lower_case,
)
