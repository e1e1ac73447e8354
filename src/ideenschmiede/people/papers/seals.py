"""The seal on a paper: the network's own, or a neutral one that is drawn with its name."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ideenschmiede.base.print import print_image, require_picture
from ideenschmiede.people.papers.parts import Seal

_TEMPLATE = Path(__file__).parent / "seal.typ"


def printed_seal(seal: Seal | None, network: str) -> dict[str, Any]:
    """The picture and what it shows, in the language that is active. Raises `NotPrintable` for what is no picture."""
    if seal is not None:
        return {"picture": require_picture(seal.data), "alt": seal.alt}
    alt = _("Round seal with the name of the network, %(network)s") % {"network": network}
    return {"picture": drawn(network), "alt": alt}


@lru_cache(maxsize=8)  # one network in an installation
def drawn(network: str) -> bytes:
    """A neutral seal as SVG: the name around a rosette, a long name as large as its circle allows."""
    return print_image(_TEMPLATE, {"network": network})
