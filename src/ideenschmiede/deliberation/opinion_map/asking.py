"""Which statement a person is asked next: in a chance order of their own, weighted by what the last map wants to know.

The same person gets the same order when a page is loaded again, also when a new map has come meanwhile: priorities are
rounded so much that a few more votes do not turn it around.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.opinions import order_to_ask

STEP = 4.0  # priorities are rounded to its powers
UNSEEN = (0.5 * 0.5 * 9) ** 2  # the priority of a statement without votes, see `cores.opinions.priority`


@dataclass(frozen=True)
class Priorities:
    """What the newest map says of each statement, by the number of its row in rising order; empty before the first."""

    statements: Sequence[int] = ()
    priority: Sequence[float] = ()


def order(known: Priorities, published: Collection[int], answered: Collection[int], seed: int) -> list[int]:
    """The `published` statements that this person has not `answered`, in the order in which to ask.

    `seed`: one for each person and question, 0 or more. Statements that the map does not know yet come about as early
    as the most wanted ones, so that they get their votes.
    """
    weight = dict(zip(known.statements, known.priority, strict=True))
    new = max([UNSEEN, *weight.values()])
    # in the order of their rows, hidden ones too: so everybody's chance order stays as it is when one is added
    ids = sorted({*weight, *published})
    done, shown = set(answered), set(published)
    weights = np.array([weight.get(one, new) for one in ids], dtype=np.float64)
    closed = np.array([one in done or one not in shown for one in ids], dtype=np.bool_)
    return [ids[place] for place in order_to_ask(_rounded(weights), closed, seed)]


def _rounded(weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Powers of `STEP`; what was hidden when the map was drawn and is shown now has 0 and gets the least."""
    safe = np.maximum(weights, STEP**-8)
    return np.asarray(STEP ** np.round(np.log(safe) / np.log(STEP)))
