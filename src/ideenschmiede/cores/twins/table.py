"""Places from a CSV file, for the command."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ideenschmiede.cores.twins.space import FloatArray

Line = tuple[int, dict[str, str]]  # its number in the file, and its cells by column


class TableError(ValueError):
    """The file cannot be used; the message names line and column."""


@dataclass(frozen=True, eq=False)
class Table:
    """`values` (n, f) with NaN for empty cells; `ids` (n,) and `columns` (f,) name them."""

    ids: tuple[str, ...]
    columns: tuple[str, ...]
    values: FloatArray


def read(path: Path, id_column: str, columns: Sequence[str] = ()) -> Table:
    """Read `columns`, or every column that holds nothing but numbers and empty cells.

    UTF-8, with or without a byte-order mark; separated by comma, semicolon or tab, whichever the first line has
    most of. Raises TableError.
    """
    header, lines = _lines(path)
    for name in (id_column, *columns):
        if name not in header:
            raise TableError(f"{path.name} has no column {name!r}; it has: {', '.join(header)}")
    chosen = tuple(columns) or tuple(name for name in header if name != id_column and _is_numeric(name, lines))
    if not chosen:
        raise TableError(f"{path.name} has no column of numbers beside {id_column!r}")
    values = [[_number(line, name) for name in chosen] for line in lines]
    return Table(_ids(lines, id_column), chosen, np.array(values).reshape(len(lines), len(chosen)))


def _lines(path: Path) -> tuple[list[str], list[Line]]:
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
    if not rows:
        raise TableError(f"{path.name} is empty")
    header = rows[0][1]
    for number, cells in rows[1:]:
        if len(cells) != len(header):
            raise TableError(f"line {number}: {len(cells)} cells, expected {len(header)}")
    return header, [(number, dict(zip(header, cells, strict=True))) for number, cells in rows[1:]]


def _ids(lines: list[Line], column: str) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    for number, cells in lines:
        name = cells[column]
        if name in seen:
            raise TableError(f"line {number}: {column} {name!r} is in line {seen[name]} already")
        seen[name] = number
    return tuple(seen)


def _is_numeric(column: str, lines: list[Line]) -> bool:
    try:
        return not all(np.isnan(_number(line, column)) for line in lines)
    except TableError:
        return False


def _number(line: Line, column: str) -> float:
    cell = line[1][column]
    try:
        return float(cell or "nan")
    except ValueError:
        message = f"line {line[0]}, column {column!r}: {cell!r} is not a number (decimal point, no separators)"
        raise TableError(message) from None
