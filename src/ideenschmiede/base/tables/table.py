"""A table as it was read: the columns' names, and rows that know their number in the file."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from ideenschmiede.base.errors import ActionError

MAX_BYTES = 20_000_000  # as uploaded
MAX_UNPACKED = 100_000_000  # after unpacking, so that a small file cannot fill the memory
MAX_ROWS = 50_000
MAX_LINES = 1_048_576  # blank ones included: as many as Excel has
MAX_COLUMNS = 200
SHORT = "short"  # the one flaw with which a row can be used: some programs leave out what is empty at its end


class TableError(ActionError):
    """The file cannot be read as a table; nothing of it was used."""


@dataclass(frozen=True)
class CellFlaw:
    """What is wrong with a row: `formula`, `error`, `ragged` (it cannot be used) or `SHORT`; `column` may be empty."""

    column: str
    code: str
    value: str = ""


@dataclass(frozen=True)
class Row:
    """A row with as many cells as the table has columns; `number` counts from 1 as a spreadsheet does."""

    number: int
    cells: tuple[str, ...]
    flaws: tuple[CellFlaw, ...] = ()


@dataclass(frozen=True)
class Table:
    """`kind` is csv or xlsx; `encoding` and `delimiter` say how a CSV was read, `sheet` which sheet of an XLSX."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""

    def pack(self) -> bytes:
        """As bytes that `Table.unpack` reads, to keep it between two requests."""
        about = [self.kind, self.encoding, self.delimiter, self.sheet]
        rows = [[row.number, row.cells, [[f.column, f.code, f.value] for f in row.flaws]] for row in self.rows]
        return zlib.compress(json.dumps([about, self.columns, rows]).encode(), level=1)

    @classmethod
    def unpack(cls, packed: bytes) -> Table:
        about, columns, rows = json.loads(zlib.decompress(packed))
        read = (Row(number, tuple(cells), tuple(CellFlaw(*flaw) for flaw in flaws)) for number, cells, flaws in rows)
        return cls(tuple(columns), tuple(read), *about)
