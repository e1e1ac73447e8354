"""Text as it may be stored: whatever came in by a form or a file, without what no text needs."""

import re
import unicodedata

from django.utils.text import slugify

LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")
# controls but tab and line feed, lone surrogates, marks of byte order, and overrides of the writing direction,
# which can make one text look like another
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Composed (NFC), lines end with a line feed, no controls, no lone surrogates, trimmed."""
    text = UNWANTED.sub("", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """As `plain`, with every run of white space as one space."""
    return SPACES.sub(" ", plain(text)).strip()


def slug_of(text: str, otherwise: str = "", *, most: int = 80) -> str:
    """The readable part of an address: "Bürgerbus für alle!" → "buergerbus-fuer-alle"; `otherwise` for nothing."""
    return slugify(text.casefold().translate(UMLAUTS))[:most].strip("-") or otherwise
