"""People on a map that was drawn get other numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ideenschmiede.deliberation.opinion_map.people import People, pack, unpack


def rename_people(data: bytes | memoryview, names: Mapping[int, int]) -> bytes:
    """`DrawnMap.people` with those in `names` (old → new) under their new ones, in the order of the numbers."""
    people = unpack(data)
    voters = np.array([names.get(voter, voter) for voter in people.voters.tolist()], dtype=np.int64)
    order = np.argsort(voters)
    return pack(People(voters[order], people.positions[order], people.group[order]))
