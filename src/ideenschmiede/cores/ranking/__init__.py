"""Relevance × fit × evidence: in what order answers are shown, and why.

    scale = scale_of(lexical, ENGINES["usem3"])         # of one question; ENGINES holds what was calibrated
    relevance = fuse(lexical, meaning, scale)           # two engines' scores become one number in 0..1
    answers = relevant(relevance, lexical, meaning, scale)  # the ones worth showing at all
    known = weigh(outcome_known=..., adoptions=..., ...)    # how much is known of how it went
    ranking = rank(relevance, fit, known.strength)      # the parts side by side, and an order
    ranking.page(0, 20)

Pure functions over NumPy arrays that never change their input. As a command:
`python -m ideenschmiede.cores.ranking scores.csv`.
"""

from ideenschmiede.cores.ranking.evidence import GRADES, Evidence, weigh
from ideenschmiede.cores.ranking.fusion import ENGINES, Engine, Scale, fuse, relevant, scale_of, shares
from ideenschmiede.cores.ranking.order import SORTS, Ranked, Ranking, Sort, rank

__all__ = [
    "ENGINES",
    "GRADES",
    "SORTS",
    "Engine",
    "Evidence",
    "Ranked",
    "Ranking",
    "Scale",
    "Sort",
    "fuse",
    "rank",
    "relevant",
    "scale_of",
    "shares",
    "weigh",
]
