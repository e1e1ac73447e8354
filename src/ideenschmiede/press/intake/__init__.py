"""The intake of clippings: from the bytes of a file, or from pasted text, to plain text.

    came = take_in(data, name="artikel.pdf")
    came.text, came.kind, came.sha256, came.title, came.url

One module per kind of file; `recognising` tells them apart by their content. Nothing here knows the database. What
cannot be read raises an `IntakeError` that says what to do.
"""

from ideenschmiede.press.intake.errors import (
    Empty,
    IntakeError,
    Locked,
    NoTesseract,
    NotReadable,
    ScanWithoutText,
    TooLarge,
    UnknownKind,
)
from ideenschmiede.press.intake.pictures import tesseract_is_there
from ideenschmiede.press.intake.taking import MAX_BYTES, MAX_TEXT, Intake, take_in, take_in_paste

__all__ = [
    "MAX_BYTES",
    "MAX_TEXT",
    "Empty",
    "Intake",
    "IntakeError",
    "Locked",
    "NoTesseract",
    "NotReadable",
    "ScanWithoutText",
    "TooLarge",
    "UnknownKind",
    "take_in",
    "take_in_paste",
    "tesseract_is_there",
]
