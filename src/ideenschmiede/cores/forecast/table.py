"""Cases from a CSV file, for the command."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ideenschmiede.cores.forecast.outcomes import OUTCOMES


class TableError(ValueError):
    """The file cannot be used; the message names line and column."""


@dataclass(frozen=True)
class Row:
    """A line of the file; `topic` and `practice` are empty where the file has no such column."""

    outcome: float
    similarity: float
    topic: str
    practice: str


def read(path: Path) -> tuple[Row, ...]:
    """Read the columns outcome (0–1, or a word of `OUTCOMES`), similarity (0–1), and topic, practice if there.

    UTF-8, with or without a byte-order mark; separated by comma, semicolon or tab, whichever the first line has
    most of. Raises TableError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 (byte {error.start + 1})") from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        raise TableError(f"line {reader.line_num}: {error}") from error
    header = rows[0][1] if rows else []
    for name in ("outcome", "similarity"):
        if name not in header:
            raise TableError(f"{path.name} has no column {name!r}")
    return tuple(_row(number, header, cells) for number, cells in rows[1:])


def _row(number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise TableError(f"line {number}: {len(cells)} cells, expected {len(header)}")
    named = dict(zip(header, cells, strict=True))
    outcome = OUTCOMES.get(named["outcome"])
    return Row(
        _part(named, "outcome", number) if outcome is None else outcome,
        _part(named, "similarity", number),
        named.get("topic", ""),
        named.get("practice", ""),
    )


def _part(named: dict[str, str], column: str, number: int) -> float:
    cell = named[column]
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        words = f" nor one of {', '.join(OUTCOMES)}" if column == "outcome" else ""
        raise TableError(f"line {number}, column {column!r}: {cell!r} is not a number between 0 and 1{words}")
    return value
