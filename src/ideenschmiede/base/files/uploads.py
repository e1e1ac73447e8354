"""The bytes of an upload, as long as they are not too many."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError

MAX_BYTES = 10_000_000


class BadFile(ActionError):
    """The file cannot be taken; nothing of it was kept."""


@dataclass(frozen=True)
class CheckedFile:
    """What may be kept: its content, and the ending that says what it is (".webp", ".pdf")."""

    content: bytes
    suffix: str


def content_of(upload: File[Any]) -> bytes:
    """All bytes of the upload. Raises `BadFile` for an empty one and for more than 10 MB."""
    upload.seek(0)
    content: bytes = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadFile(_("The file is larger than 10 MB. Please make it smaller and bring it again."))
    if not content:
        raise BadFile(_("The file is empty."))
    return content
