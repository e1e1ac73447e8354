"""Bytes of a text in whatever encoding: Unicode, Windows, old Macintosh, old DOS."""

import re

from django.utils.translation import gettext as _

from ideenschmiede.base.encoding import marked, unmarked
from ideenschmiede.press.intake.errors import NotReadable

_SINGLE = ("cp1252", "mac_roman", "cp850")
_UMLAUT = re.compile(r"(?<=[a-zA-Z])[äöüß](?=[a-zß])|\b[ÄÖÜ](?=[a-z])|(?<=[a-z])ß\b")
_SAMPLE = 100_000


def decode(data: bytes, *, declared: str = "") -> str:
    """The text. `declared` is an encoding that the file claims; where it does not fit, the content decides.

    Raises `NotReadable` where a byte-order mark promises an encoding that the bytes do not keep.
    """
    if promised := marked(data):
        return _strictly(data, promised)
    if wide := unmarked(data):
        return data.decode(wide, "replace")
    for encoding in ("utf-8", declared):
        try:
            return data.decode(encoding) if encoding else _by_umlauts(data)
        except (UnicodeDecodeError, LookupError):
            continue
    return _by_umlauts(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotReadable(
            _("The file claims to be %(encoding)s, but byte %(byte)s does not fit. Please save it again as UTF-8.")
            % {"encoding": encoding.removesuffix("-sig").upper(), "byte": error.start + 1}
        ) from error


def _by_umlauts(data: bytes) -> str:
    """Of the encodings with one byte a letter, that in which most umlauts stand where German has them."""
    sample = data[:_SAMPLE]
    best = max(_SINGLE, key=lambda encoding: len(_UMLAUT.findall(sample.decode(encoding, "replace"))))
    return data.decode(best, "replace")
