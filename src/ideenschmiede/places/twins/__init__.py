"""The door to `cores.twins`: which places are most like one, and in what respect.

* `place_space()`: all municipalities as a space, for the fit of many practices at once
* `compared(here, there)`: two places in words · `ALIKE`: from where on they are called so
* `twins_of(place_space(), place_id)`: its twins with every feature explained in words
"""

from ideenschmiede.places.twins.compared import ALIKE, compared, inhabitants, people
from ideenschmiede.places.twins.explained import Choice, Likeness, Twin, TwinList, choices, explain, twins_of
from ideenschmiede.places.twins.space import PlaceSpace, forget, place_space

__all__ = [
    "ALIKE",
    "Choice",
    "Likeness",
    "PlaceSpace",
    "Twin",
    "TwinList",
    "choices",
    "compared",
    "explain",
    "forget",
    "inhabitants",
    "people",
    "place_space",
    "twins_of",
]
