"""What stands between two stretches that are read one after the other."""

from dataclasses import dataclass

from ideenschmiede.cores.german.mending.model import ChangeKind


@dataclass(frozen=True, slots=True)
class Seam:
    """Letters to leave out on either side, and what comes between.

    Attributes:
        kind: what this change is called.
        cut_left: signs at the end of the left side that go (hyphens only).
        fill: white space that comes between.
        cut_right: letters at the beginning of the right side that go, for they stand there twice.
        confidence: 0 to 1.
        reason: code of what spoke for it.
    """

    kind: ChangeKind
    cut_left: int
    fill: str
    cut_right: int
    confidence: float
    reason: str


def blank(confidence: float, reason: str) -> Seam:
    """A line end that becomes a blank."""
    return Seam("line_end", 0, " ", 0, confidence, reason)
