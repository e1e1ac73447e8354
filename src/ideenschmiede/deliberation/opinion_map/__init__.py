"""The door to `cores.opinions`: maps of the votes on a question.

`draw` makes a map of the votes as they stand, `read_results` reads what was stored of one, `turns.next_turn` says what
to ask a person. Nothing here writes; `tasks.maps` stores what was drawn.
"""

from ideenschmiede.deliberation.opinion_map.drawing import FEWEST_PEOPLE, Drawing, draw
from ideenschmiede.deliberation.opinion_map.following import forget
from ideenschmiede.deliberation.opinion_map.people import unpack
from ideenschmiede.deliberation.opinion_map.picture import HEIGHT, WIDTH, in_units
from ideenschmiede.deliberation.opinion_map.results import (
    FEWEST_APART,
    Bridge,
    GroupResult,
    Line,
    Results,
    StandsFor,
    Tally,
    Unsettled,
    read_results,
    results_of,
    results_on,
)
from ideenschmiede.deliberation.opinion_map.results import Picture as Drawn
from ideenschmiede.deliberation.opinion_map.shares import Interval

__all__ = [
    "FEWEST_APART",
    "FEWEST_PEOPLE",
    "HEIGHT",
    "WIDTH",
    "Bridge",
    "Drawing",
    "Drawn",
    "GroupResult",
    "Interval",
    "Line",
    "Results",
    "StandsFor",
    "Tally",
    "Unsettled",
    "draw",
    "forget",
    "in_units",
    "read_results",
    "results_of",
    "results_on",
    "unpack",
]
