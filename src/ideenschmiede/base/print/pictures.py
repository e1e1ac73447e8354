"""Pictures that come from outside, such as a seal, are tried before a document relies on them."""

from pathlib import Path

from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.print.pages import BrokenTemplate, print_image

LARGEST_PICTURE = 2_000_000  # bytes: a seal fills four centimetres

_PROBE = Path(__file__).parent / "picture.typ"
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg", b"<?xml")


class NotPrintable(ActionError):
    """What was given cannot be printed."""


def require_picture(data: bytes) -> bytes:
    """The bytes of a PNG, JPEG or SVG, as a template can draw them. Raises `NotPrintable` for anything else."""
    if len(data) > LARGEST_PICTURE:
        raise NotPrintable(_("The picture is larger than 2 MB. Please save it smaller."))
    picture = data.lstrip(b"\xef\xbb\xbf \t\r\n")  # what may stand before an SVG
    if not picture.startswith(_BEGINNINGS):
        raise NotPrintable(_("The picture cannot be printed. Please use a PNG, JPEG or SVG file."))
    try:
        print_image(_PROBE, {"picture": picture})
    except BrokenTemplate as error:
        raise NotPrintable(_("The picture is damaged. Please save it again as PNG, JPEG or SVG.")) from error
    return picture
