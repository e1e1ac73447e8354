"""Receipts: a code shown to who votes in a secret decision; only its checksum is kept.

A checksum proves that a ballot was counted and says nothing of what it said: it is cut off the ballot at the end. The
checksum of the whole list stands in the chronicle, so that no line can be taken away afterwards.

A changed vote has the same code. Else whoever looked on while somebody voted, and had the code shown, would see in the
list whether this very vote was counted, and nobody could be forced before and vote freely afterwards.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from enum import Enum
from hashlib import sha256

from ideenschmiede.base import keys
from ideenschmiede.deliberation.models import Ballot, CountedReceipt, Decision, Proposal, Seat, Stage
from ideenschmiede.deliberation.queries.ballots import key_name

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none looks like another
LENGTH = 16  # 80 bits: nobody finds a code by trying
GROUP = 4
MISREAD = str.maketrans("ILO", "110")


class Receipt(Enum):
    """What became of the ballot that a code belongs to."""

    IN_THE_BOX = "in_the_box"
    COUNTED = "counted"
    UNKNOWN = "unknown"  # mistyped, or of a version that is no longer voted on


def code_of(proposal: Proposal, seat: Seat) -> str:
    """The code of a seat for one version of the proposal, such as "7K3M-Q2XD-…", made with the key of the decision.

    Raises `keys.KeyGone`.
    """
    key = keys.read(key_name(seat.decision))
    digest = hmac.digest(key, b"receipt:%d:%d" % (proposal.pk, seat.pk), "sha256")
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def checksum(decision: Decision, code: str) -> str:
    """SHA-256 of "decision-<number>:<code>", the code without strokes, however it was typed."""
    bare = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(MISREAD)
    return sha256(f"decision-{decision.pk}:{bare}".encode()).hexdigest()


def checksum_of_list(checksums: Iterable[str]) -> str:
    """SHA-256 of the sorted checksums, one in a line: what the chronicle keeps."""
    return sha256("\n".join(sorted(checksums)).encode()).hexdigest()


def counted_receipts(decision: Decision) -> list[str]:
    """The published list, in the order of the alphabet."""
    return list(CountedReceipt.objects.filter(decision=decision).values_list("checksum", flat=True))


def receipt_counted(decision: Decision, code: str) -> Receipt:
    """Whether the ballot of this code was counted, or lies in the box while the decision is open."""
    wanted = checksum(decision, code)
    if decision.stage == Stage.OPEN:
        there = Ballot.objects.filter(decision=decision, receipt=wanted).exists()
        return Receipt.IN_THE_BOX if there else Receipt.UNKNOWN
    there = CountedReceipt.objects.filter(decision=decision, checksum=wanted).exists()
    return Receipt.COUNTED if there else Receipt.UNKNOWN
