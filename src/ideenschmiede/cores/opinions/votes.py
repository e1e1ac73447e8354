"""The votes: who said what to which statement, as a sparse matrix.

The matrix is kept row by row (compressed sparse rows): what nobody voted on takes no room.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ideenschmiede.cores.opinions.ids import Ids, index_of

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
VoteArray = npt.NDArray[np.int8]

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True, eq=False)
class Votes:
    """n participants and m statements by their ids; one vote for each pair at most. Arrays are read-only.

    `rows`, `columns`, `values` (v,): positions of participant and statement, and the vote, row by row and within
    a row by column. `start` (n + 1,): where each row begins. `hidden` (m,): statements that are moderated out.
    """

    participants: Ids
    statements: Ids
    rows: IntArray
    columns: IntArray
    values: VoteArray
    start: IntArray
    hidden: BoolArray

    @property
    def shape(self) -> tuple[int, int]:
        """Participants and statements."""
        return len(self.participants), len(self.statements)

    @cached_property
    def per_participant(self) -> IntArray:
        """Votes that each participant gave (n,)."""
        return np.diff(self.start)

    @cached_property
    def visible(self) -> BoolArray:
        """Votes (v,) on statements that are not moderated out."""
        return ~self.hidden[self.columns]

    def matrix(self, values: FloatArray) -> sparse.csr_array:
        """A sparse matrix (n, m) with these values (v,) where a vote is."""
        return sparse.csr_array((values, self.columns.astype(np.int32), self.start.astype(np.int32)), shape=self.shape)


def gather(
    participants: Sequence[Hashable] | npt.NDArray[np.generic],
    statements: Sequence[Hashable] | npt.NDArray[np.generic],
    votes: npt.ArrayLike,
    *,
    all_participants: Collection[Hashable] = (),
    all_statements: Collection[Hashable] = (),
    hidden: Collection[Hashable] = (),
) -> Votes:
    """Votes from three rows of the same length, in the order in which they were given: the last of a pair counts.

    Ids are whatever can be hashed; whole numbers are quickest. `all_participants`, `all_statements`: ids that are
    there even if nobody voted. `hidden`: statements that are moderated out. Raises ValueError for rows of
    different length and for a vote that is not 1 (agree), -1 (disagree) or 0 (pass).
    """
    given = _checked(votes)
    people, row = index_of(participants, all_participants)
    texts, column = index_of(statements, (*all_statements, *hidden))
    if not len(row) == len(column) == len(given):
        raise ValueError(f"{len(row)} participants, {len(column)} statements and {len(given)} votes do not match")
    last = _last_of_each(row * max(1, len(texts)) + column, len(people) * len(texts))
    row, column = row[last], column[last]
    concealed = set(hidden)
    start = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(people)))])
    mask = np.array([text in concealed for text in texts], dtype=np.bool_)
    arrays = (row, column, given[last], start.astype(np.int64), mask)
    for array in arrays:
        array.flags.writeable = False
    return Votes(people, texts, *arrays)


def _checked(votes: npt.ArrayLike) -> VoteArray:
    array = np.asarray(votes)
    if array.ndim != 1:
        raise ValueError(f"votes: expected one row of values, not the shape {array.shape}")
    if not array.size:
        return np.empty(0, dtype=np.int8)
    if array.dtype.kind not in "iuf":
        raise ValueError(f"votes are numbers, not {array.dtype}")
    good = (array == AGREE) | (array == PASS) | (array == DISAGREE)
    if not good.all():
        position = int(np.flatnonzero(~good)[0])
        raise ValueError(f"vote {position}: {array[position]} is not 1 (agree), -1 (disagree) or 0 (pass)")
    return array.astype(np.int8)


def _last_of_each(pair: IntArray, pairs: int) -> IntArray:
    """Positions of the last vote of each pair, in the order of pairs.

    A pair and its position packed into one number sort ten times as fast as a stable sort of pairs.
    """
    shift = max(1, int(pair.size).bit_length())
    if pairs.bit_length() + shift < 63:
        packed = np.sort((pair << shift) | np.arange(pair.size))
        order = packed & ((1 << shift) - 1)
        pair = packed >> shift
    else:
        order = np.argsort(pair, kind="stable")
        pair = pair[order]
    return order[np.append(pair[1:] != pair[:-1], True)] if pair.size else order
