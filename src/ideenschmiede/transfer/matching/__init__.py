"""Matching: who has already solved this, in a place like mine? The door to `cores.ranking` and `cores.forecast`.

    answer = match(text="Wir finden keinen Hausarzt", place=kalletal, who=request.user, today=date.today())
    for result in answer.results:
        result.practice, result.relevance, result.fit, result.evidence   # three parts, never only a sum
        result.why, result.proof, result.outlook                         # what they rest on

`answers` says what an answer holds, `facets` which filters there are, `wording` puts all of it into words.
"""

from ideenschmiede.cores.ranking import SORTS, Sort
from ideenschmiede.transfer.matching.answers import (
    LONGEST_TEXT,
    PAGE_LENGTH,
    Answer,
    Filters,
    Grade,
    Marked,
    Match,
    Outlook,
    Part,
    Proof,
    Result,
    Why,
)
from ideenschmiede.transfer.matching.finder import match, similar_practices

__all__ = [
    "LONGEST_TEXT",
    "PAGE_LENGTH",
    "SORTS",
    "Answer",
    "Filters",
    "Grade",
    "Marked",
    "Match",
    "Outlook",
    "Part",
    "Proof",
    "Result",
    "Sort",
    "Why",
    "match",
    "similar_practices",
]
