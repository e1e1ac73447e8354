"""Files that show something (a council's decision, a strategy): kept as they came, offered as downloads only."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from ideenschmiede.base.files.uploads import BadFile, CheckedFile, content_of

ODT = b"application/vnd.oasis.opendocument.text"


def read_attachment(upload: File[Any]) -> CheckedFile:
    """A PDF, PNG, JPEG, Word (.docx), OpenDocument (.odt) or text file; what it is tells its content, not its name.

    Text is stored as UTF-8, all else as it came. Raises `BadFile` for other kinds, documents with macros, an empty file
    and one of more than 10 MB.
    """
    content = content_of(upload)
    for suffix, is_one in KINDS.items():
        if is_one(content):
            return CheckedFile(content, suffix)
    text = _text(content)
    if text is None:
        raise BadFile(
            _("This kind of file cannot be taken. Please bring a PDF, PNG, JPEG, Word (.docx), ODT or text file.")
        )
    return CheckedFile(text, ".txt")


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]  # readers accept a little before it (ISO 32000-1, implementation note 13)


def _is_word(content: bytes) -> bool:
    return "word/document.xml" in _names(content)


def _is_odt(content: bytes) -> bool:
    # OpenDocument 1.2, part 3, §3.3: the kind stands uncompressed at a fixed place
    return content[30:].startswith(b"mimetype" + ODT) and "content.xml" in _names(content)


def _names(content: bytes) -> frozenset[str]:
    """Names in a ZIP, which nothing unpacks; none where it is not one. Raises `BadFile` for documents with macros."""
    if not content.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = frozenset(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise BadFile(_("The document holds macros (small programs). Please save it as PDF and bring that."))
    return names


def _text(content: bytes) -> bytes | None:
    """As UTF-8, from UTF-8 or Windows-1252; None for what holds characters that no text has."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(letter < " " and letter not in "\t\n\r\f" for letter in text) else text.encode()
    return None


KINDS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _is_pdf,
    ".png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda content: content.startswith(b"\xff\xd8\xff"),
    ".docx": _is_word,
    ".odt": _is_odt,
}
