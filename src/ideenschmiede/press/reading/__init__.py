"""Reading clippings: the door to `cores.german` for mended print and facts.

    reading = read_clipping(text, rejected=clipping.rejected)
    reading.mended.text, reading.mended.changes     # mended, every change with its place and its reason
    reading.things                                  # what the text names, with all mentions
    reading.originals[3]                            # where the fourth fact stands in the text as it came in

`known` makes the gazetteer from the register, the topics and the organisations.
"""

from ideenschmiede.cores.german.facts import Fact, FactKind, Thing
from ideenschmiede.cores.german.mending import Mended, Place
from ideenschmiede.press.reading.known import embedded_gazetteer, gazetteer
from ideenschmiede.press.reading.reader import Reading, find, read_clipping

__all__ = [
    "Fact",
    "FactKind",
    "Mended",
    "Place",
    "Reading",
    "Thing",
    "embedded_gazetteer",
    "find",
    "gazetteer",
    "read_clipping",
]
