"""Where the lines of a block are cut into columns: by what goes on where, and by what would have had room.

Every cell is as wide as the column at most, and its column's next word would not have fitted behind it; its end goes on
in the cell below, not in the cell beside it. For each width that is possible, dynamic programming over the lines finds
the cuts for which that holds best together.
"""

from collections.abc import Iterator
from itertools import pairwise

from ideenschmiede.cores.german.mending.following import following
from ideenschmiede.cores.german.mending.sentences import end_of
from ideenschmiede.cores.german.mending.vocabulary import OwnWords

CAP = 4.0
"""Log-odds by which one place counts at most."""

_WIDTHS = 5
_SHORTEST = 0.5
"""Share of the width that a cell fills at least, unless a sentence ends in it."""

_MOST_WAYS = 10
_OVER = 1.5
_SHORT = 0.1
_ROOM = 0.8
_MOST_ROOM = 2.5
_MOST_ROOM_CLOSED = 1.0
_MISSING = 4.0

Cuts = tuple[int, ...]


class Gutters:
    """Cuts of the lines of one block into columns."""

    def __init__(self, words: list[str], own: OwnWords) -> None:
        self._words, self._own = words, own
        self._odds: dict[tuple[int, int, int, int], float] = {}
        self._closed: dict[tuple[int, int], bool] = {}
        self._blanks = [[at for at, sign in enumerate(text) if sign == " "] for text in words]

    def cut(self, columns: int) -> tuple[float, list[Cuts]]:
        """Log-odds a line that these are so many columns; the offsets of the blanks between the cells of each line."""
        longest = max(map(len, self._words))
        least = -(-(longest - columns + 1) // columns)
        total, cuts = max(self._best(columns, least + more) for more in range(_WIDTHS))
        return total / len(cuts), cuts

    def _best(self, columns: int, width: int) -> tuple[float, list[Cuts]]:
        """Score and cuts for one width."""
        rows: list[list[tuple[float, Cuts, int]]] = []
        for line in range(len(self._words)):
            row = []
            for alone, cuts in self._ways(line, columns, width):
                best, came = 0.0, -1
                if rows:
                    best, came = max(
                        (score + self._below(line, above, cuts, width), number)
                        for number, (score, above, _) in enumerate(rows[-1])
                    )
                row.append((best + alone, cuts, came))
            rows.append(row)
        came = max(range(len(rows[-1])), key=lambda number: rows[-1][number][0])
        total, found = rows[-1][came][0], []
        for row in reversed(rows):
            _, cuts, came = row[came]
            found.append(cuts)
        return total, found[::-1]

    def _ways(self, line: int, columns: int, width: int) -> list[tuple[float, Cuts]]:
        """The likeliest ways to cut one line, with what each is worth by itself."""
        found = [(self._alone(line, cuts, columns, width), cuts) for cuts in self._possible(line, 0, columns, width)]
        last = line + 1 == len(self._words)
        found.append((-_OVER * max(len(self._words[line]) - width, 0) - (0.0 if last else _MISSING), ()))
        return sorted(found, reverse=True)[:_MOST_WAYS]

    def _possible(self, line: int, start: int, columns: int, width: int) -> Iterator[Cuts]:
        if columns == 1:
            if len(self._words[line]) - start <= width + 1:
                yield ()
            return
        for at in self._blanks[line]:
            if at - start > width + 1:
                break
            if at - start >= _SHORTEST * width or (at > start and self._is_closed(line, at)):
                for rest in self._possible(line, at + 1, columns - 1, width):
                    yield (at, *rest)

    def _alone(self, line: int, cuts: Cuts, columns: int, width: int) -> float:
        """Of one line: the cells beside each other, the first one's next and the last one's previous line, widths."""
        text = self._words[line]
        worth = -sum(self._between(line, at, line, at + 1) for at in cuts)
        if line + 1 < len(self._words):
            worth += self._between(line, cuts[0], line + 1, 0) - self._room(line, 0, cuts[0], line + 1, 0, width)
        if line and len(cuts) + 1 == columns:
            worth += self._between(line - 1, len(self._words[line - 1]), line, cuts[-1] + 1)
        for start, end in pairwise([-1, *cuts, len(text)]):
            length = end - start - 1
            worth -= _OVER * max(length - width, 0) + _SHORT * max(width - length, 0)
        return worth

    def _below(self, line: int, above: Cuts, cuts: Cuts, width: int) -> float:
        """How well the cells behind the first follow those of the line above."""
        worth = 0.0
        ends = [*above, len(self._words[line - 1])]
        for column, cut in enumerate(cuts, 1):
            if column >= len(ends):
                break
            if column < len(ends) - 1:
                worth += self._between(line - 1, ends[column], line, cut + 1)
            worth -= self._room(line - 1, ends[column - 1] + 1, ends[column], line, cut + 1, width)
        return worth

    def _room(self, line: int, start: int, end: int, below: int, begin: int, width: int) -> float:
        """What it costs that the next word would have fitted behind a cell."""
        stop = next((at for at in self._blanks[below] if at > begin), len(self._words[below]))
        room = width - (end - start) - 1 - (stop - begin)
        if room < 0:
            return 0.0
        return min(_ROOM * (room + 1), _MOST_ROOM_CLOSED if self._is_closed(line, end) else _MOST_ROOM)

    def _is_closed(self, line: int, end: int) -> bool:
        key = line, end
        if key not in self._closed:
            self._closed[key] = end_of(self._words[line][:end]) == "closed"
        return self._closed[key]

    def _between(self, line: int, end: int, below: int, begin: int) -> float:
        """Log-odds that one cell goes on in another."""
        key = line, end, below, begin
        if key not in self._odds:
            odds = following(self._words[line][:end], self._words[below][begin:], self._own).odds
            self._odds[key] = max(min(odds, CAP), -CAP)
        return self._odds[key]
