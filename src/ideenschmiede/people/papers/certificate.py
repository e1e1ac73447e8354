"""The certificate of an appointment (Berufungsurkunde): one page, tagged, with the network's seal."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ideenschmiede.base.print import print_pdf
from ideenschmiede.base.text import is_german, long_date
from ideenschmiede.people.papers.parts import BodyWords, Capacity, Seal, Signatory
from ideenschmiede.people.papers.phrases import appointed, term
from ideenschmiede.people.papers.seals import printed_seal

_TEMPLATE = Path(__file__).parent / "certificate.typ"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """All that stands on it. `address` is the public page of the appointment; `day` the day of issue."""

    network: BodyWords
    body: BodyWords
    capacity: Capacity
    name: str
    office: str = ""
    start: date
    end: date | None = None
    reason: str = ""
    place: str
    day: date
    signatory: Signatory
    seal: Seal | None = None
    number: str
    address: str = ""
    language: str = "de"


def certificate_pdf(certificate: Certificate) -> bytes:
    """PDF/UA-1 and PDF/A-2a, one page A4; the same data give the same bytes.

    Raises `base.print.NotPrintable` when the seal is no picture that can be printed.
    """
    language = "de" if is_german(certificate.language) else "en"
    with translation.override(language):
        data = _data(certificate, language) | {"seal": printed_seal(certificate.seal, certificate.network.name)}
    return print_pdf(_TEMPLATE, data, day=certificate.day)


def _data(certificate: Certificate, language: str) -> dict[str, Any]:
    what = appointed(certificate.capacity, certificate.body, language=language)
    when = term(certificate.start, certificate.end, language=language)
    german = is_german(language)
    return {
        "language": language,
        "title": _("Certificate of appointment"),
        "document_title": _("Certificate of appointment: %(name)s") % {"name": certificate.name},
        "description": f"{certificate.network.name}, {certificate.number}",
        "network": certificate.network.name,
        "name": f"{certificate.name}," if certificate.office else certificate.name,
        "office": f"{certificate.office}," if certificate.office else "",
        "before": f"wird {when}" if german else "is hereby appointed",
        "what": what,
        "after": "berufen." if german else f"{when}.",
        "reason": " ".join(certificate.reason.split()),
        "place_and_day": f"{certificate.place}, {long_date(certificate.day, language=language)}",
        "signatory": asdict(certificate.signatory),
        "number_line": _("Certificate %(number)s") % {"number": certificate.number},
        "address": certificate.address,
        "address_line": _("This appointment can be verified at"),
        "address_shown": certificate.address.removeprefix("https://").removeprefix("http://").rstrip("/"),
    }
