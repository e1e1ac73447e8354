"""Read a ballot: whatever a form or a program sends becomes a choice, or an error that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ideenschmiede.deliberation.counting.terms import (
    ABSTAIN,
    MOST_RESISTANCE,
    STAYS_AS_IT_IS,
    Choice,
    ChoiceError,
    Terms,
)

STANCES = ("consent", "reservation", "objection")
VOTES = ("yes", "no")
LAST_RANK = 999
DIGITS = 6


def read_choice(terms: Terms, raw: Mapping[str, Any]) -> Choice:
    """The choice that `raw` means; both forms are described in `counting`. Raises `ChoiceError`."""
    if raw.get("abstain") in (True, "true", "1", "on"):
        return ABSTAIN
    return _READERS[terms.method](terms, raw)


def _consent(_terms: Terms, raw: Mapping[str, Any]) -> Choice:
    if raw.get("stance") not in STANCES:
        raise ChoiceError(_("Please say whether you consent, have reservations, object or abstain."))
    return {"stance": raw["stance"]}


def _majority(_terms: Terms, raw: Mapping[str, Any]) -> Choice:
    if raw.get("vote") not in VOTES:
        raise ChoiceError(_("Please choose yes, no or abstention."))
    return {"vote": raw["vote"]}


def _resistance(terms: Terms, raw: Mapping[str, Any]) -> Choice:
    given = _by_option(terms, raw.get("resistance"), also=(STAYS_AS_IT_IS,))
    read = {}
    for number in (STAYS_AS_IT_IS, *terms.numbers):
        if given.get(number) in (None, ""):
            raise ChoiceError(_("Please say for each option how strong your resistance is, from 0 to 10."), number)
        read[str(number)] = _whole(given[number], 0, MOST_RESISTANCE, number)
    return {"resistance": read}


def _score(terms: Terms, raw: Mapping[str, Any]) -> Choice:
    given = _by_option(terms, raw.get("points"))
    read = {number: _whole(given.get(number) or 0, 0, terms.most_points, number) for number in terms.numbers}
    if len(set(read.values())) == 1 and not any(read.values()):
        raise ChoiceError(_("Please give points to at least one option, or abstain."))
    return {"points": {str(number): points for number, points in read.items()}}


def _ranked(terms: Terms, raw: Mapping[str, Any]) -> Choice:
    given = _by_option(terms, raw.get("ranks"))
    tiers: dict[int, list[int]] = {}
    for number in terms.numbers:
        if given.get(number) not in (None, ""):
            tiers.setdefault(_whole(given[number], 1, LAST_RANK, number), []).append(number)
    if not tiers:
        raise ChoiceError(_("Please give at least one option a rank, or abstain."))
    return {"ranks": [tiers[rank] for rank in sorted(tiers)]}


def _approved(terms: Terms, raw: Mapping[str, Any]) -> Choice:
    given = raw.get("approved") or ()
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise ChoiceError(_unreadable())
    wanted = {_number(one) for one in given}
    _check_known(terms, wanted)
    if not wanted:
        raise ChoiceError(_("Please choose at least one option, or abstain."))
    return {"approved": [number for number in terms.numbers if number in wanted]}


_READERS: dict[str, Callable[[Terms, Mapping[str, Any]], Choice]] = {
    "consent": _consent,
    "resistance": _resistance,
    "score": _score,
    "ranked": _ranked,
    "majority": _majority,
    "two_thirds": _majority,
    "budget": _approved,
    "shortlist": _approved,
}


def _unreadable() -> str:
    return _("This ballot cannot be read. Please open the page anew and vote again.")


def _by_option(terms: Terms, given: object, also: tuple[int, ...] = ()) -> dict[int, Any]:
    """Number of the option → what was said of it."""
    if given is None:
        given = {}
    if not isinstance(given, Mapping):
        raise ChoiceError(_unreadable())
    read = {_number(key): value for key, value in given.items()}
    _check_known(terms, set(read) - set(also))
    return read


def _check_known(terms: Terms, numbers: set[int]) -> None:
    if numbers - set(terms.numbers):
        raise ChoiceError(_("The options have changed meanwhile. Please open the page anew and vote again."))


def _number(text: object) -> int:
    try:
        return int(str(text))
    except ValueError:
        raise ChoiceError(_unreadable()) from None


def _whole(given: object, least: int, most: int, option: int) -> int:
    """A whole number between the two, also as text."""
    text = str(given).strip()
    read = int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else -1
    if isinstance(given, bool) or not least <= read <= most:
        message = _("Please give a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        raise ChoiceError(message, option)
    return read
