"""The text of a PDF, read by PDFium in a process of its own: whatever the file does, it does not do it here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from ideenschmiede.press.intake import pdf_child
from ideenschmiede.press.intake.errors import IntakeError, Locked, NotReadable, ScanWithoutText, TooLarge

SECONDS = 60  # by the clock; the child may use 20 of the processor
_FEWEST_LETTERS = 20


def text_of_pdf(data: bytes) -> str:
    """All pages, with a blank line between them. Raises `Locked`, `ScanWithoutText`, `TooLarge`, `NotReadable`."""
    try:
        done = subprocess.run(  # noqa: S603  our own file with our own Python; the PDF goes in as data
            [sys.executable, "-I", str(Path(pdf_child.__file__))],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise NotReadable(_("Reading the PDF takes too long. Please bring only the page with the article.")) from error
    except ValueError as error:  # it crashed, or ran out of memory or time
        raise NotReadable(_damaged()) from error
    if "error" in answer:
        raise _error(answer["error"])
    text = str(answer["text"])
    if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        raise ScanWithoutText(
            _("This PDF is a scan without text. Please bring the page as a picture (PNG, JPEG), or paste the text.")
        )
    return text


def _error(code: str) -> IntakeError:
    if code == "locked":
        return Locked(_("This PDF is locked with a password. Please save it without one, or paste the text."))
    if code == "pages":
        return TooLarge(
            _("The PDF has more than %(count)s pages. Please bring only the page with the article.")
            % {"count": pdf_child.MAX_PAGES}
        )
    return NotReadable(_damaged())


def _damaged() -> str:
    return _("The PDF is damaged and cannot be read. Please save it anew, or paste the text.")
