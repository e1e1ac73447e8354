"""From bytes to a clipping's text, whatever kind of file they are."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from ideenschmiede.press.intake.errors import Empty, NotReadable, TooLarge, UnknownKind
from ideenschmiede.press.intake.pdf import text_of_pdf
from ideenschmiede.press.intake.pictures import text_of_picture
from ideenschmiede.press.intake.plain import decode
from ideenschmiede.press.intake.recognising import Kind, recognise
from ideenschmiede.press.intake.webpage import read_web_page

MAX_BYTES = 20_000_000
MAX_TEXT = 1_000_000
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\x85|\v")
_PAGE_ENDS = re.compile(r"\f|\u2029")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Intake:
    """A clipping's text as it came in. `kind` is one of `press.Clipping.Kind`; `sha256` is that of the bytes.

    `title` and `url` are what a web page says of itself, else empty.
    """

    text: str
    kind: str
    sha256: str
    file_name: str = ""
    title: str = ""
    url: str = ""


def take_in(data: bytes, *, name: str = "") -> Intake:
    """The text of a file; its kind is told by its content, not by its `name`. Raises `IntakeError`."""
    if len(data) > MAX_BYTES:
        raise TooLarge(_("The file has more than 20 MB. Please bring only the page with the article."))
    if not data.strip():
        raise Empty(_("The file is empty. Please choose another one, or paste the text."))
    kind = recognise(data, name)
    text, title, url = _read(data, kind)
    return Intake(_checked(text, kind), kind.value, hashlib.sha256(data).hexdigest(), _base(name), title, url)


def take_in_paste(text: str) -> Intake:
    """Pasted text. Raises `Empty` and `TooLarge`."""
    plain = _checked(text, Kind.PASTE)
    return Intake(plain, Kind.PASTE.value, hashlib.sha256(plain.encode()).hexdigest())


def _read(data: bytes, kind: Kind) -> tuple[str, str, str]:
    """Text, title and address."""
    if kind is Kind.HTML:
        page = read_web_page(data)
        return page.text, page.title, page.url
    if kind is Kind.PDF:
        return text_of_pdf(data), "", ""
    if kind is Kind.IMAGE:
        return text_of_picture(data), "", ""
    if kind is Kind.UNKNOWN:
        raise UnknownKind(
            _("Such files cannot be read. Please bring text, a web page, a PDF or a picture, or paste the text.")
        )
    return decode(data), "", ""


def _checked(text: str, kind: Kind) -> str:
    """With plain line ends, composed letters and no control characters; refused where nothing or too much is left."""
    if len(text) > 2 * MAX_TEXT:
        raise TooLarge(_too_long())
    text = _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _CONTROLS.sub("", text).encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text).strip("\n")
    if len(text) > MAX_TEXT:
        raise TooLarge(_too_long())
    if not any(letter.isalnum() for letter in text):
        if kind is Kind.IMAGE:
            raise NotReadable(_("No text could be read from the picture. Is it upright, sharp and large enough?"))
        raise Empty(_("There is no text in it. Please choose another file, or paste the text."))
    return text


def _too_long() -> str:
    return _("The text has more than a million characters. Please bring only the article.")


def _base(name: str) -> str:
    """The name of the file without folders, also of another system."""
    return PurePath(name.replace("\\", "/")).name[:200]
