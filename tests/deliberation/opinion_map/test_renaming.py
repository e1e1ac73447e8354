"""People on a map get other numbers: everybody keeps their place, and the order of the numbers is the new one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.opinion_map.people import People, pack, unpack
from ideenschmiede.deliberation.opinion_map.renaming import rename_people

NUMBERS = st.integers(0, 2**63 - 1)
MAPS = st.dictionaries(
    NUMBERS, st.tuples(st.floats(-9, 9, width=32), st.floats(-9, 9, width=32), st.integers(-1, 5)), max_size=8
)


def packed(places):
    voters = sorted(places)
    return pack(
        People(
            np.array(voters, dtype=np.int64),
            np.array([places[voter][:2] for voter in voters], dtype=np.float32).reshape(-1, 2),
            np.array([places[voter][2] for voter in voters], dtype=np.int8),
        )
    )


def places_in(data):
    people = unpack(data)
    assert people.voters.tolist() == sorted(people.voters.tolist())
    return {voter: people.place_of(voter) for voter in people.voters.tolist()}


@given(MAPS, st.data())
def test_everybody_keeps_their_place(places, data):
    new = data.draw(st.lists(NUMBERS, min_size=len(places), max_size=len(places), unique=True))
    names = dict(zip(places, new, strict=True))
    expected = {names[voter]: place for voter, place in places.items()}
    assert places_in(rename_people(packed(places), names)) == expected


@given(MAPS.filter(bool), NUMBERS)
def test_who_has_no_new_name_keeps_the_old_one(places, new):
    first = min(places)
    others = {voter: place for voter, place in places.items() if voter not in (first, new)}
    renamed = places_in(rename_people(packed({first: places[first], **others}), {first: new}))
    assert renamed == {new: places[first], **others}
    assert places_in(rename_people(packed(places), {})) == places
