"""Where each participant stands, packed for `DrawnMap.people`: voters (int64, rising), positions (float32, 2 each) and
groups (int8, −1 for none), one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BYTES = 8 + 2 * 4 + 1  # of one participant


@dataclass(frozen=True, eq=False)
class People:
    """n participants: `voters` (n,) in rising order, `positions` (n, 2), `group` (n,) as places in the map's groups."""

    voters: npt.NDArray[np.int64]
    positions: npt.NDArray[np.float32]
    group: npt.NDArray[np.int8]

    def place_of(self, voter: int) -> tuple[float, float, int] | None:
        """Position and group of one, None for somebody who is not on the map."""
        place = int(np.searchsorted(self.voters, voter))
        if place == len(self.voters) or self.voters[place] != voter:
            return None
        x, y = self.positions[place].tolist()
        return x, y, int(self.group[place])


def pack(people: People) -> bytes:
    """The bytes that `unpack` reads."""
    parts = (people.voters.astype("<i8"), people.positions.astype("<f4"), people.group.astype("i1"))
    return b"".join(part.tobytes() for part in parts)


def unpack(data: bytes | memoryview) -> People:
    """What `pack` wrote. Raises ValueError for anything else."""
    count, rest = divmod(len(data), BYTES)
    if rest:
        raise ValueError(f"{len(data)} bytes do not hold whole participants")
    return People(
        np.frombuffer(data, "<i8", count),
        np.frombuffer(data, "<f4", 2 * count, 8 * count).reshape(count, 2),
        np.frombuffer(data, "i1", count, 16 * count),
    )
