"""What can go wrong with clippings and releases; each message says what to do."""

from __future__ import annotations

from ideenschmiede.base.errors import ActionError
from ideenschmiede.press.models import Clipping


class ClippingError(ActionError):
    """The clipping cannot be changed or confirmed like this. `field` names the form's field, or is empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class AlreadyThere(ClippingError):
    """The same article came in before."""

    def __init__(self, message: str, clipping: Clipping) -> None:
        super().__init__(message)
        self.clipping = clipping


class ReleaseError(ActionError):
    """The release cannot be stored or published like this. `field` names the form's field, or is empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
