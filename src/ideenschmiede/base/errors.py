"""Errors that a person can act on. The message is translated and is shown as it is."""


class ActionError(Exception):
    """An action could not be done; `str(error)` says why and what to do, in the reader's language."""


class NotAllowed(ActionError):
    """The rule of an action said no. Views answer 404, so that nobody learns what exists."""
