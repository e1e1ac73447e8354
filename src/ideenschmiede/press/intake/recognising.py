"""What kind of file some bytes are, by their beginning; the name helps only where the content says nothing."""

import re
from enum import StrEnum


class Kind(StrEnum):
    """Ways in which a clipping comes, as `press.Clipping.Kind` calls them; UNKNOWN is none of them."""

    PASTE = "paste"
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    IMAGE = "image"
    UNKNOWN = "unknown"


PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a", b"BM")
OTHERS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"%!PS",
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|article[\s>])", re.IGNORECASE)
_TAGS = re.compile(rb"</(?:p|div|span|a|h\d|li)>", re.IGNORECASE)
_LOOKED_AT = 4096
_PDF_WITHIN = 1024  # some programs write something before the file proper


def recognise(data: bytes, name: str = "") -> Kind:
    """The kind of a file."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Kind.IMAGE if not data.startswith(b"BM") or b"\x00" in data[:32] else Kind.TEXT
    if data.startswith(OTHERS):
        return Kind.UNKNOWN
    beginning = data[:_LOOKED_AT].replace(b"\x00", b"")  # as UTF-16 has it, a zero follows each letter
    ending = name.casefold().rpartition(".")[2]
    if (
        _PAGE.search(beginning)
        or (ending in ("html", "htm", "xhtml") and b"<" in beginning)
        or len(_TAGS.findall(beginning)) > 2
    ):
        return Kind.HTML
    return Kind.UNKNOWN if _is_binary(data) else Kind.TEXT


def _is_binary(data: bytes) -> bool:
    """Control characters that no text has; zeros are fine where every other byte is one (UTF-16)."""
    sample = data[:_LOOKED_AT]
    odd = sum(byte < 7 or 14 <= byte < 27 for byte in sample if byte)
    zeros = sample.count(0)
    wide = (
        sample[:4].startswith((b"\xff\xfe", b"\xfe\xff"))
        or max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) * 0.3
    )
    return odd > len(sample) * 0.02 or (zeros > len(sample) * 0.02 and not wide)
