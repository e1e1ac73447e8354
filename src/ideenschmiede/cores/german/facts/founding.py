"""Since when an organisation exists: "2004 gegründet", "im Jahr 2004 initiierten Zusammenschluss"."""

import re
from collections.abc import Iterator

from ideenschmiede.cores.german.facts.organisations import Organisation
from ideenschmiede.cores.german.facts.page import Page
from ideenschmiede.cores.german.facts.vocabulary import listed

_YEAR = r"(1[5-9]\d\d|20\d\d)"
_MADE = (
    r"(?:neu)?(?:gegründet|initiiert|gebildet|entstanden|eingerichtet|etabliert"
    r"|aus der Taufe gehoben|ins Leben gerufen)"
)
_BEFORE = re.compile(
    rf"\b(?:(?:schon|bereits|erst)\s)?(?:im\sJahre?\s|Jahr\s|seit\s|Anno\s)?{_YEAR}\s(?:vom?\s[\w\s-]{{1,50}}?\s|durch\s[\w\s-]{{1,50}}?\s)?{_MADE}(?:e[nrsm]?)?\b"
)
_BEHIND = re.compile(
    rf"\b{_MADE}(?:e[nrsm]?)?\s(?:wurde\s(?:er|sie|es|der\s\w+|die\s\w+|das\s\w+)\s)?(?:im\sJahre?\s)?{_YEAR}\b|\bGründung(?:sjahr)?\s(?:im\sJahre?\s)?{_YEAR}\b"
)
_SINCE = re.compile(
    rf"\b(?:besteht|existiert|gibt\ses)\s(?:schon\s|bereits\s)?seit\s(?:dem\sJahre?\s)?{_YEAR}\b|\bseit\s{_YEAR}\sbestehend"
)
_REACH = 400
_CLOSE = 45


def foundings(page: Page, organisations: list[Organisation]) -> None:
    """Note the year with the organisation that is meant, and the words that say it as a mention."""
    if not organisations:
        return
    by_place = sorted(
        (start, end, position) for position, one in enumerate(organisations) for start, end, _ in one.mentions
    )
    for start, end, year in _told(page.text):
        position = _meant(page, start, end, by_place)
        if position is not None and not organisations[position].founded:
            organisations[position].founded = year
            organisations[position].mentions.append((start, end, 0.8))


def _told(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in (_BEFORE, _BEHIND, _SINCE):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), next(filter(None, match.groups()))


def _meant(page: Page, start: int, end: int, by_place: list[tuple[int, int, int]]) -> int | None:
    """The organisation named directly behind ("2004 gegründete Innovators Club"); else the last one named before, where
    a word for organisations follows (Zusammenschluss) or the sentence is about it."""
    behind = next((one for one in by_place if one[0] >= end), None)
    if (
        behind is not None
        and behind[0] - end <= _CLOSE
        and not re.search(r"[.,;:!?]|\n\s*\n", page.text[end : behind[0]])
    ):
        return behind[2]
    before = [one for one in by_place if one[1] <= start and start - one[1] <= _REACH]
    if not before:
        return None
    between = page.text[before[-1][1] : start]
    following = page.at(end)
    noun = page.words[following].folded if following < len(page.words) else ""
    nouns = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    if nouns & listed("organisations", "stand_for") or not re.search(r"[.!?]\s", between):
        return before[-1][2]
    return None
