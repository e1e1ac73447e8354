"""Reads on places.

* `find("kalletahl")`: hits for search as one types; `resolve` for a place named in a form or a command
* `find_place("Kalletal (05766036)")`: the `Place` that a form means; `written_place` the other way
* `directory()`: all Länder, Kreise and municipalities in memory, for lists with counts
* `get(key)`, `members(place)`, `indicators_of(place)`: what a page of a place shows
* `register_state()`: what the register is and of which date
"""

from ideenschmiede.places.queries.browse import BY_NAME, Browsed, browse
from ideenschmiede.places.queries.directory import Directory, Entry, directory, forget, version
from ideenschmiede.places.queries.naming import find_place, land_names, place_id, where_is, written_place
from ideenschmiede.places.queries.pages import (
    IndicatorFigure,
    RegisterState,
    get,
    indicators_of,
    members,
    register_state,
)
from ideenschmiede.places.queries.search import Resolution, find, resolve

__all__ = [
    "BY_NAME",
    "Browsed",
    "Directory",
    "Entry",
    "IndicatorFigure",
    "RegisterState",
    "Resolution",
    "browse",
    "directory",
    "find",
    "find_place",
    "forget",
    "get",
    "indicators_of",
    "land_names",
    "members",
    "place_id",
    "register_state",
    "resolve",
    "version",
    "where_is",
    "written_place",
]
