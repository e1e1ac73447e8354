"""What a search found, as arrays over the hits, and how it was found."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search.filters import EVERYTHING, Where, label_counts, passing_rows, visible_rows
from ideenschmiede.base.search.question import Question
from ideenschmiede.base.search.shelf import Floats, RowNumbers, Shelf
from ideenschmiede.cores.ranking import ENGINES, Engine, Scale, fuse, relevant, scale_of, shares

RESCORED = 400  # hits whose meaning is computed exactly; the scan is right to 0.001 for the others


@dataclass(frozen=True, eq=False, repr=False)
class Hits:
    """All relevant documents that pass the filter, best first. Arrays are parallel: one entry a hit.

    `lexical` is BM25 (0: no word matched), `meaning` a cosine (NaN: not embedded), `relevance` both in 0..1.
    `engine` is the engine of meaning that took part, None when words alone were searched; `embedded` the
    share of visible documents whose meaning is known. `total` counts hits before the filter.
    """

    shelf: Shelf
    question: Question
    rows: RowNumbers
    lexical: Floats
    meaning: Floats
    relevance: Floats
    scale: Scale
    engine: str | None
    embedded: float
    total: int
    _unfiltered: RowNumbers
    _where: Where

    def __len__(self) -> int:
        return len(self.rows)

    def number(self, name: str) -> NDArray[np.float64]:
        """The column `name` for every hit; NaN where missing."""
        return self.shelf.rows.number(name)[self.rows]

    def keys(self, places: Collection[int] | None = None) -> list[str]:
        """Keys of the hits at `places` (0 is the best), or of all."""
        chosen = self.rows if places is None else self.rows[list(places)]
        return [self.shelf.rows.key_of(int(row)) for row in chosen]

    def counts(self, group: str) -> dict[str, int]:
        """For each label of `group`, how many hits there would be if it were chosen alone, other filters kept."""
        kept = passing_rows(self.shelf.rows, self._where.without(group))[self._unfiltered]
        return label_counts(self.shelf.rows, group, self._unfiltered[kept])

    def shares(self) -> tuple[Floats, Floats]:
        """What words and what meaning added to the relevance of each hit."""
        return shares(self.lexical, self.meaning, self.scale)

    def term_scores(self, places: Collection[int]) -> dict[str, Floats]:
        """Which terms matched in the hits at `places`, and what each added to their lexical score."""
        return self.shelf.term_scores(self.question.terms, self.rows[list(places)])


def find(
    shelf: Shelf,
    question: Question,
    visible: Collection[str],
    where: Where = EVERYTHING,
    *,
    answers_only: bool = True,
) -> Hits:
    """All that answers `question` among what `visible` allows and `where` asks for.

    Without `answers_only` nothing is left out for being irrelevant: for measuring the order itself.
    """
    seen = visible_rows(shelf.rows, visible)
    keep = seen & passing_rows(shelf.rows, where)
    wording = shelf.wording(question.terms)
    lexical = shelf.lexical(wording.query, seen, keep)
    engine, vector = _engine(shelf, question)
    meaning = shelf.meaning(vector, seen) if vector is not None else np.full(len(seen), np.nan, np.float32)
    understood = question.language or wording.query is not None
    scale = scale_of(lexical, wording.ideal, engine, understood=understood)
    relevance = fuse(lexical, meaning, scale)
    answers = relevant(relevance, lexical, meaning, scale) & seen if answers_only else seen
    unfiltered = np.flatnonzero(answers)
    rows = np.flatnonzero(answers & keep)
    rows = rows[np.argsort(-relevance[rows], kind="stable")]
    if vector is not None:
        best = rows[:RESCORED]
        meaning[best] = shelf.exact_meaning(vector, best)
        relevance[best] = fuse(lexical[best], meaning[best], scale)
        rows[:RESCORED] = best[np.argsort(-relevance[best], kind="stable")]
    return Hits(
        shelf=shelf,
        question=question,
        rows=rows,
        lexical=lexical[rows],
        meaning=meaning[rows],
        relevance=relevance[rows],
        scale=scale,
        engine=question.engine if engine else None,
        embedded=float(shelf.embedded[seen].mean()) if seen.any() else 0.0,
        total=len(unfiltered),
        _unfiltered=unfiltered,
        _where=where,
    )


def _engine(shelf: Shelf, question: Question) -> tuple[Engine | None, Floats | None]:
    if question.engine is None or question.engine != shelf.engine or not shelf.embedded.any():
        return None, None
    return ENGINES[question.engine], question.vector
