"""People on a map that was drawn get other numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ideenschmiede.deliberation.opinion_map.people import People, pack, unpack


def rename_people(data: bytes | memoryview, names: Mapping[int, int], *, others: bool) -> bytes:
    """`DrawnMap.people` with each voter under the new name (old → new), in the order of the new names.

    Who has none keeps the old one (`others`), or is left out.
    """
    people = unpack(data)
    new = [names.get(voter, voter if others else None) for voter in people.voters.tolist()]
    kept = np.array([voter is not None for voter in new], dtype=np.bool_)
    voters = np.array([voter for voter in new if voter is not None], dtype=np.int64)
    order = np.argsort(voters)
    return pack(People(voters[order], people.positions[kept][order], people.group[kept][order]))
