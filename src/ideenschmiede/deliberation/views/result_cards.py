"""One statement of a result as its card shows it: a sentence, and a bar for each group with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.deliberation.models import Statement
from ideenschmiede.deliberation.opinion_map import (
    FEWEST_APART,
    Bridge,
    GroupResult,
    Line,
    Results,
    StandsFor,
    Tally,
    shares,
    words,
)

MOST_BRIDGES = 5
MOST = 3  # cards of another kind


@dataclass(frozen=True)
class Bar:
    """How one group, or everybody, voted on a statement; shares in percent as SVG wants them."""

    number: int  # of the group, 0: everybody
    label: str
    agree: str
    passed: str
    disagree: str
    passed_from: str
    disagree_from: str
    figures: str
    told: bool


@dataclass(frozen=True)
class Card:
    """A statement with what is said about it."""

    statement: Statement
    says: str
    sure: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Cards:
    """Makes cards of a result, of the statements whose texts are known."""

    results: Results
    texts: Mapping[int, Statement]

    @property
    def letters(self) -> list[str]:
        return [group.letter for group in self.results.groups]

    def bridges(self) -> list[Card]:
        """What connects all groups; without groups, on what most are of one mind."""
        if not self.results.clear:
            known = [one for one in self.results.shared if one.statement in self.texts]
            return [self._of(one.statement, self._shared(one)) for one in known[:MOST_BRIDGES]]
        return [self._bridge(one) for one in self.results.bridges[:MOST_BRIDGES] if one.statement in self.texts]

    def apart(self) -> list[Card]:
        """Where the groups differ most."""
        lines = [line for line in self._shown() if line.apart >= FEWEST_APART]
        lines.sort(key=lambda line: -line.apart)
        return [self._of(line.statement, words.apart(line, self.letters)) for line in lines[:MOST]]

    def unsettled(self) -> list[Card]:
        """What is uncertain, least known first."""
        why = self.results.unsettled
        lines = sorted((line for line in self._shown() if line.statement in why), key=lambda line: -line.open)
        return [self._of(line.statement, words.open_because(line, why[line.statement])) for line in lines[:MOST]]

    def standing_for(self, group: GroupResult) -> list[Card]:
        """What a group says more than the others."""
        return [
            self._of(one.statement, self._for_group(one)) for one in group.stands_for if one.statement in self.texts
        ]

    def every(self, lines: Sequence[Line]) -> list[Card]:
        """These, in this order."""
        return [self._of(line.statement, words.in_short(line, self.letters)) for line in lines]

    def _shown(self) -> list[Line]:
        return [line for line in self.results.lines if line.statement in self.texts and not line.hidden]

    def _bridge(self, bridge: Bridge) -> Card:
        line = self.results.line_of[bridge.statement]
        says = words.in_all_groups(line, bridge.direction)
        return self._of(bridge.statement, says, words.sureness(bridge, line, self.letters))

    def _shared(self, one: StandsFor) -> str:
        return words.agreement(self.results.line_of[one.statement].everybody, one.direction)

    def _for_group(self, one: StandsFor) -> str:
        seen = Tally(one.successes, 0, one.seen) if one.direction == "agree" else Tally(0, one.successes, one.seen)
        return words.agreement(seen, one.direction) if one.seen else ""

    def _of(self, statement: int, says: str, sure: str = "") -> Card:
        return Card(self.texts[statement], says, sure, tuple(bars(self.results.line_of[statement], self.letters)))


def bars(line: Line, letters: Sequence[str]) -> Iterator[Bar]:
    """A bar for each group, or one for everybody."""
    if not letters:
        yield bar(0, _("All"), line.everybody)
    for number, (letter, tally) in enumerate(zip(letters, line.groups, strict=True), start=1):
        yield bar(number, _("Group %(letter)s") % {"letter": letter}, tally)


def bar(number: int, label: str, tally: Tally) -> Bar:
    """How these voted; nothing of it where too few did."""
    told = tally.seen >= words.ENOUGH
    agree, passed, disagree = ((100 * part / max(1, tally.seen)) if told else 0.0 for part in _parts(tally))
    return Bar(
        number=number,
        label=label,
        agree=f"{agree:.1f}",
        passed=f"{passed:.1f}",
        disagree=f"{disagree:.1f}",
        passed_from=f"{agree:.1f}",
        disagree_from=f"{agree + passed:.1f}",
        figures=_figures(tally) if told else _("too few votes"),
        told=told,
    )


def share_in_words(tally: Tally) -> str:
    """ "75 % (66–82 %)", what holds the share of all with 90 % in brackets."""
    if tally.seen < words.ENOUGH:
        return text.UNKNOWN
    held = shares.interval(tally.agree, tally.seen)
    low, share, high = (percent(part) for part in (held.low, held.mean, held.high))
    return _("%(share)s (%(low)s to %(high)s)") % {"share": share, "low": low, "high": high}


def votes_in_words(count: int) -> str:
    return ngettext("%(count)s vote", "%(count)s votes", count) % {"count": text.number(count, language=get_language())}


def _parts(tally: Tally) -> tuple[int, int, int]:
    return tally.agree, tally.passed, tally.disagree


def _figures(tally: Tally) -> str:
    agree, passed, disagree = (percent(part / tally.seen) for part in _parts(tally))
    parts = {"agree": agree, "disagree": disagree, "passed": passed, "votes": votes_in_words(tally.seen)}
    return _("%(agree)s for, %(disagree)s against, %(passed)s pass · %(votes)s") % parts


def percent(share: float) -> str:
    """ "75 %"."""
    return text.percent(share, decimals=0, language=get_language())
