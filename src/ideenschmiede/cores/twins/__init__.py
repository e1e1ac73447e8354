"""Structural similarity of places: which others are most like this one, and in what respect.

A place is a row of numbers (population, density, area, further indicators), some of which may be missing.
`prepare` scales them once into a `Space`; every question is then asked of that space:

* `twins`: the k places most like one of them, with each feature's part in it;
* `similarities`: how alike one place is to all others (the "fit" of all practices at once);
* `similarity_to`: the same for a place that is not in the matrix;
* `all_twins`: the k most alike of every place.

Results are exact, the same in every call, and ties are settled by row number. `distance` says how similarity
is defined. As a command: `python -m ideenschmiede.cores.twins FILE.csv --id COLUMN --row ID`.
"""

from ideenschmiede.cores.twins.nearest import Comparison, Twins, similarities, similarity_to, twins
from ideenschmiede.cores.twins.pairs import AllTwins, all_twins
from ideenschmiede.cores.twins.space import Feature, Space, prepare

__all__ = [
    "AllTwins",
    "Comparison",
    "Feature",
    "Space",
    "Twins",
    "all_twins",
    "prepare",
    "similarities",
    "similarity_to",
    "twins",
]
