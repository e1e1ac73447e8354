"""Which statement to show next."""

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.opinions.counts import Counts, share
from ideenschmiede.cores.opinions.votes import PASS, BoolArray, FloatArray, IntArray, Votes


def priority(everybody: Counts, positions: FloatArray, hidden: BoolArray) -> FloatArray:
    """How much a statement (m,) deserves votes: [(1 − p_pass) (1 + E) p_agree (1 + 8 · 2^(−S/5))]², as in Polis.

    E: the length of the statement's position (m, 2). New ones, those that part people, and those people agree to come
    first. 0 for what is moderated out.
    """
    seen = everybody.seen[0]
    engaged = (1 - share(everybody.passed[0], seen)) * (1 + np.hypot(*positions.T))
    newness = 1 + 8 * 2.0 ** (-seen / 5)
    return np.where(hidden, 0.0, (engaged * share(everybody.agree[0], seen) * newness) ** 2)


def open_statements(votes: Votes, person: int) -> IntArray:
    """Positions of what a participant (by position, −1: somebody new) has not voted on and is not moderated out."""
    left = ~votes.hidden
    if person >= 0:
        left[votes.columns[votes.start[person] : votes.start[person + 1]]] = False
    return np.flatnonzero(left)


def passing(votes: Votes) -> FloatArray:
    """The chance (m,) that somebody passes: (P + 1) / (S + 2)."""
    seen = np.bincount(votes.columns, minlength=votes.shape[1])
    passed = np.bincount(votes.columns[votes.values == PASS], minlength=votes.shape[1])
    return share(passed, seen)


def order_to_ask(priorities: FloatArray, answered: npt.NDArray[np.bool_], seed: int) -> IntArray:
    """Positions of the statements that are not `answered` (m,), in a chance order weighted by their priority.

    The same seed (one for each person) gives the same order, so that a page that is loaded again shows the same
    statement; different ones spread people over the statements (Efraimidis & Spirakis 2006).
    """
    rng = np.random.default_rng(seed)
    wait = rng.standard_exponential(len(priorities))
    open_ = np.flatnonzero(~answered & (priorities > 0))
    return open_[np.argsort(wait[open_] / priorities[open_], kind="stable")].astype(np.int64)
