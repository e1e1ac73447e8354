"""The letter that invites to an appointment, as DIN 5008 (form B) arranges a letter."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ideenschmiede.base.print import print_pdf
from ideenschmiede.base.text import is_german, long_date
from ideenschmiede.people.papers.parts import BodyWords, Capacity, Proof, Seal, Sender, Signatory
from ideenschmiede.people.papers.phrases import appointed, term
from ideenschmiede.people.papers.seals import printed_seal

_TEMPLATE = Path(__file__).parent / "letter.typ"


@dataclass(frozen=True, kw_only=True)
class InvitationLetter:
    """All that it says. `recipient` are the lines of the address, `salutation` has no comma at its end.

    `meaning` are paragraphs of the network about what such an appointment brings with it; `answer_address` is the
    personal link, `number` the sender's own reference.
    """

    network: BodyWords
    body: BodyWords
    capacity: Capacity
    sender: Sender
    recipient: tuple[str, ...]
    salutation: str
    start: date
    end: date | None = None
    reason: str = ""
    evidence: tuple[Proof, ...] = ()
    meaning: tuple[str, ...] = ()
    answer_address: str
    answer_until: date
    place: str
    day: date
    signatory: Signatory
    seal: Seal | None = None
    number: str = ""
    language: str = "de"


def letter_pdf(letter: InvitationLetter) -> bytes:
    """PDF/UA-1 and PDF/A-2a, a page or two; the same data give the same bytes.

    Raises `base.print.NotPrintable` when the seal is no picture that can be printed.
    """
    language = "de" if is_german(letter.language) else "en"
    with translation.override(language):
        data = (
            _frame(letter, language)
            | _text(letter, language)
            | {"seal": printed_seal(letter.seal, letter.network.name)}
        )
    return print_pdf(_TEMPLATE, data, day=letter.day)


def _frame(letter: InvitationLetter, language: str) -> dict[str, Any]:
    """What stands around the text."""
    return {
        "language": language,
        "network": letter.network.name,
        "sender": asdict(letter.sender),
        "recipient": letter.recipient,
        "number_label": _("Our reference"),
        "number": letter.number,
        "place_and_day": f"{letter.place}, {long_date(letter.day, language=language)}",
        "page": _("Page {page} of {total}"),
        "signatory": asdict(letter.signatory),
    }


def _text(letter: InvitationLetter, language: str) -> dict[str, Any]:
    what = appointed(letter.capacity, letter.body, language=language)
    when = term(letter.start, letter.end, language=language)
    return {
        "subject": _("Invitation to become %(what)s") % {"what": what},
        "salutation": f"{letter.salutation},",
        "opening": _("We would like to appoint you %(what)s %(when)s.") % {"what": what, "when": when},
        "why": {
            "title": _("Why we ask you"),
            "paragraphs": _paragraphs(letter.reason),
            "proofs": [asdict(proof) for proof in letter.evidence],
            "proofs_title": _("We rely on:"),
        },
        "meaning": {
            "title": _("What it means"),
            "paragraphs": [*(part for text in letter.meaning for part in _paragraphs(text)), _certain_meaning()],
        },
        "answer": {
            "title": _("How to answer"),
            "request": _("Please tell us by %(day)s whether you accept. This is your personal page for the answer:")
            % {"day": long_date(letter.answer_until, language=language)},
            "address": letter.answer_address,
            "hint": _("You need no password. The link is meant for you alone; please do not pass it on."),
        },
        "closing": _("Yours sincerely"),
    }


def _certain_meaning() -> str:
    """What holds for each appointment, whatever the network says of its own."""
    return _(
        "The appointment takes effect only when you accept. You decide which contact data others see and what we may "
        "use them for, and you can resign at any time."
    )


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
