"""Under which number somebody's votes and statements stand in a question (DESIGN §5).

The first 63 bits of HMAC-SHA256(key of the question, number of the account). The key of a confidential question lies
apart from the database (`base.keys`), that of the others in the question's row.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from ideenschmiede.base import keys
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models import Question

BITS = 63
PREFIX = "question-"  # of the names of keys


def key_name(question: Question) -> str:
    """The name of a confidential question's key in `base.keys`."""
    return f"{PREFIX}{question.pk}"


def voter_of(question: Question, who: Account) -> int:
    """The pseudonym of `who`; it opens nothing else than what the question's key opens.

    Raises `keys.KeyGone` for a confidential question that is closed, one that was never open, and one that was taken
    over from elsewhere: there is nobody's own vote in it.
    """
    key = keys.read(key_name(question)) if question.is_confidential else question.key
    if not key:
        raise keys.KeyGone(key_name(question))
    digest = hmac.digest(bytes(key), str(who.pk).encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big") >> 1


def random_voter() -> int:
    """A pseudonym that leads to nobody."""
    return secrets.randbits(BITS)
