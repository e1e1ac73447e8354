"""Pictures that come from outside, such as a seal, are tried before a document relies on them."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.print.pages import BrokenTemplate, print_image

LARGEST_PICTURE = 2_000_000  # bytes: a seal fills four centimetres

_PROBE = Path(__file__).parent / "picture.typ"
_BEGINNINGS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"<svg", "svg"), (b"<?xml", "svg"))


class NotPrintable(ActionError):
    """What was given cannot be printed."""


@dataclass(frozen=True)
class Picture:
    """A picture that typst can draw, under the name by which a template asks for it."""

    name: str
    data: bytes

    @classmethod
    def read(cls, data: bytes, *, stem: str) -> "Picture":
        """PNG, JPEG or SVG, known by its first bytes. Raises `NotPrintable` for everything else and for broken ones."""
        if len(data) > LARGEST_PICTURE:
            raise NotPrintable(_("The picture is larger than 2 MB. Please save it smaller."))
        beginning = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16]
        ending = next((ending for start, ending in _BEGINNINGS if beginning.startswith(start)), None)
        if ending is None:
            raise NotPrintable(_("The picture cannot be printed. Please use a PNG, JPEG or SVG file."))
        picture = cls(f"{stem}.{ending}", data)
        try:
            print_image(_PROBE, {"name": picture.name}, pictures={picture.name: data})
        except BrokenTemplate as error:
            raise NotPrintable(_("The picture is damaged. Please save it again as PNG, JPEG or SVG.")) from error
        return picture
