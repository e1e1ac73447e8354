"""Broken print: words broken at line ends, columns read across, torn fragments, doubled halves."""

from ideenschmiede.cores.german.mending.mend import mend
from ideenschmiede.cores.german.mending.model import (
    Block,
    Candidate,
    Change,
    Mended,
    OpenSpot,
    Piece,
    Place,
    Proposal,
)

__all__ = ["Block", "Candidate", "Change", "Mended", "OpenSpot", "Piece", "Place", "Proposal", "mend"]
