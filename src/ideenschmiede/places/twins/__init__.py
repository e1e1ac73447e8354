"""The door to `cores.twins`: which places are most like one, and in what respect.

* `place_space()`: all municipalities as a space, for the fit of many practices at once
* `twins_of(place_space(), place_id)`: its twins with every feature explained in words
"""

from ideenschmiede.places.twins.explained import Choice, Likeness, Twin, TwinList, choices, explain, twins_of
from ideenschmiede.places.twins.space import PlaceSpace, forget, place_space

__all__ = [
    "Choice",
    "Likeness",
    "PlaceSpace",
    "Twin",
    "TwinList",
    "choices",
    "explain",
    "forget",
    "place_space",
    "twins_of",
]
