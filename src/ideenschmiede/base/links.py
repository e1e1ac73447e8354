"""Signed links: what somebody may do with a mail alone, without an account.

A token says for what it is, about which row, and which number it has. How long it counts, and whether that number is
still the row's, is for the caller to look up in the database: so a link dies at once when the number there changes.
"""

from django.core.signing import BadSignature, Signer
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError


class BadLink(ActionError):
    """The token was altered, cut off, made up, or made for something else."""


def sign(purpose: str, subject_id: int, number: int) -> str:
    """A token of about fifty characters (letters, digits, `.`, `-`, `_`), the same for the same arguments.

    `purpose` is a name such as "people.invitation": a token for one purpose is none for another. Raises
    `ValueError` for a negative id or number.
    """
    return _signer(purpose).sign(f"{int_to_base36(subject_id)}.{int_to_base36(number)}")


def read(token: str, purpose: str) -> tuple[int, int]:
    """(id of the subject, number) as they were signed for this purpose. Raises `BadLink`."""
    try:
        subject_id, number = _signer(purpose).unsign(token).split(".")
        return base36_to_int(subject_id), base36_to_int(number)
    except (BadSignature, ValueError) as error:  # the second: letters that no encoding has
        raise BadLink(_("This link is not complete. Please open it from the mail, or copy all of it.")) from error


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"ideenschmiede.base.links:{purpose}", sep=".")
