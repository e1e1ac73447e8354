"""Votes → opinion map: where people stand, which groups they form, and what connects them.

`gather` makes `Votes` of three rows (participant, statement, vote); `opinion_map` makes the map, as Polis does
(`polis`), with groups that hold or none (`stable`, the default), or by a model of ideal points (`ideal_point`)
that gives positions with intervals. `fit` makes this model alone: `IdealPoint.chance` predicts unseen votes,
`expected_information` says what is worth asking a person; `order_to_ask` follows the priority of Polis. `Picture`
is what to keep of a map so that the next one begins from it.
As a command: `python -m ideenschmiede.cores.opinions votes.csv`.
"""

from ideenschmiede.cores.opinions.consensus import Bridge, Consensus, Shared
from ideenschmiede.cores.opinions.counts import Counts
from ideenschmiede.cores.opinions.ideal_point import IdealPoint, fit
from ideenschmiede.cores.opinions.mapping import Group, Mode, OpinionMap, Statements, opinion_map
from ideenschmiede.cores.opinions.priority import open_statements, order_to_ask, passing
from ideenschmiede.cores.opinions.representative import Direction, Representative
from ideenschmiede.cores.opinions.space import expected_information
from ideenschmiede.cores.opinions.votes import AGREE, DISAGREE, PASS, Votes, gather
from ideenschmiede.cores.opinions.warm import Picture

__all__ = [
    "AGREE",
    "DISAGREE",
    "PASS",
    "Bridge",
    "Consensus",
    "Counts",
    "Direction",
    "Group",
    "IdealPoint",
    "Mode",
    "OpinionMap",
    "Picture",
    "Representative",
    "Shared",
    "Statements",
    "Votes",
    "expected_information",
    "fit",
    "gather",
    "open_statements",
    "opinion_map",
    "order_to_ask",
    "passing",
]
