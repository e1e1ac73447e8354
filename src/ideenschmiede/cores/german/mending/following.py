"""How well one stretch of text follows another: log-odds by hyphen, by grammar, by the words of the text itself."""

from dataclasses import dataclass

from ideenschmiede.cores.german.lexicon import lexicon
from ideenschmiede.cores.german.mending.hyphens import break_between, decide
from ideenschmiede.cores.german.mending.seams import Seam, blank
from ideenschmiede.cores.german.mending.sentences import end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

_HALVES = {"own_text": 7.0, "word_list": 6.0, "suspended": 4.0, "ending": 2.5, "doubled_half": 6.0, "digits": 2.0}


@dataclass(frozen=True, slots=True)
class Following:
    """How well it fits, in log-odds against chance; the seam there would be; a code of what spoke for it."""

    odds: float
    seam: Seam
    reason: str


def following(before: str, behind: str, own: OwnWords) -> Following:
    """How well `behind` continues `before`, both running text."""
    found = break_between(before, behind)
    start = start_of(behind, own)
    if found is not None:
        seam = decide(found, own)
        if seam is None:
            return Following(-6.0, blank(0.0, "lost"), "lost")
        return Following(_HALVES.get(seam.reason, 1.0 if seam.kind == "joined" else 0.5), seam, f"hyphen_{seam.reason}")
    ended = end_of(before) == "closed"
    if ended:
        odds = -5.0 if start != "closed" else 0.0
        return Following(odds, blank(0.5, "sentence"), "sentence")
    if start == "half":
        return Following(-4.0, blank(0.0, "lost"), "lost")
    odds = 1.0 if start == "open" else 0.3
    if before.endswith(" zu") and behind.split()[0].rstrip(".,;") in lexicon().verbs:
        odds = 5.0
    if before.endswith(",") and start == "closed":
        odds = 0.8
    return Following(odds, blank(0.8, "grammar"), "grammar")
