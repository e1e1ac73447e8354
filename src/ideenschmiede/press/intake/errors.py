"""Why a clipping cannot be taken in. Each message is translated and says what to do."""

from ideenschmiede.base.errors import ActionError


class IntakeError(ActionError):
    """The clipping cannot be taken in."""


class Empty(IntakeError):
    """There is no text in it."""


class TooLarge(IntakeError):
    """The file, its text, its pages or its pixels are too many."""


class NotReadable(IntakeError):
    """The file is damaged, or is not what its name says."""


class UnknownKind(IntakeError):
    """It is none of the kinds of files that can be read."""


class ScanWithoutText(IntakeError):
    """A PDF of pictures only."""


class Locked(IntakeError):
    """A PDF with a password."""


class NoTesseract(IntakeError):
    """Pictures need tesseract with German, which is not installed here."""
