"""What the page "Who has already solved this?" is asked: a need, and a place that is chosen once and remembered.

The address holds both, so that one can share it. A text that is too long for an address goes into it packed.
"""

from __future__ import annotations

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import Entry, find_place, resolve
from ideenschmiede.transfer.matching import LONGEST_TEXT

TEXT, PACKED, PLACE = "q", "text", "ort"
LONGEST_IN_ADDRESS = 1_500
LONGEST_PLACE = 120
SUGGESTED = 12


@dataclass(frozen=True)
class Asked:
    """A need and a place as they were asked. `text` is None when nothing was asked yet.

    Where what was `typed` names no single place, `place` is None and `candidates` are the ones that it might mean.
    `chosen` tells that the place came with this address, not from memory.
    """

    text: str | None
    place: Place | None
    typed: str
    candidates: tuple[Entry, ...]
    chosen: bool

    @property
    def nothing_yet(self) -> bool:
        return self.text is None

    @property
    def too_long(self) -> bool:
        return self.text is not None and len(self.text) > LONGEST_TEXT

    @property
    def query(self) -> str:
        """The query of an address that asks the same; the form of a need understands it as well."""
        return address((self.text or "")[: LONGEST_TEXT + 1], self.place.key if self.place else self.typed)

    @property
    def place_is_unclear(self) -> bool:
        return bool(self.typed) and self.place is None


def asked(query: Mapping[str, str], remembered: str | None) -> Asked:
    """Read an address or a form; `remembered` is the key of the place chosen before. At most three queries."""
    text = unpack(query[PACKED]) if query.get(PACKED) else query.get(TEXT)
    text = None if text is None else plain(text)
    if PLACE not in query:
        place = Place.objects.filter(key=remembered).first() if remembered else None
        return Asked(text, place, "", (), chosen=False)
    typed = one_line(query[PLACE])[:LONGEST_PLACE]
    if not typed:
        return Asked(text, None, "", (), chosen=True)
    place = Place.objects.filter(key=typed).first() if typed.isdigit() else None
    place = place or find_place(typed)[0]
    if place is None:
        return Asked(text, None, typed, resolve(typed).entries[:SUGGESTED], chosen=True)
    return Asked(text, place, typed, (), chosen=True)


def address(text: str, place: str) -> str:
    """The query of the address that asks this. `place` is a key, or what was typed."""
    if len(text) > LONGEST_IN_ADDRESS:
        return urlencode({PACKED: pack(text), PLACE: place})
    return urlencode({TEXT: text, PLACE: place})


def pack(text: str) -> str:
    """A text in letters that an address may hold; two pages of German take 3,000 of them."""
    return urlsafe_b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode("ascii").rstrip("=")


def unpack(packed: str) -> str:
    """What `pack` packed; an empty text for anything else. Never grows beyond what a need may be, and one sign more."""
    try:
        raw = urlsafe_b64decode(packed.encode("ascii", "replace") + b"=" * (-len(packed) % 4))
        unpacked = zlib.decompressobj().decompress(raw, 4 * (LONGEST_TEXT + 1))
    except (binascii.Error, ValueError, zlib.error):
        return ""
    return unpacked.decode("utf-8", "replace")[: LONGEST_TEXT + 1]
