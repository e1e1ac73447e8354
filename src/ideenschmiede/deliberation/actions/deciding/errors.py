"""What can be wrong with a decision, in words that a person can act on."""

from ideenschmiede.base.errors import ActionError


class DecisionError(ActionError):
    """It cannot be done like this; `field` names the one to blame, "" where it is not one alone."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotOpen(DecisionError):
    """The decision does not stand where this is possible."""


class TooEarly(DecisionError):
    """Others may still vote."""


class KeyLost(DecisionError):
    """The key of an open secret decision is gone: nobody's ballot can be found any more."""
