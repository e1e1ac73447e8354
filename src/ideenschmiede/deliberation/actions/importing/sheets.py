"""One CSV file of an export, row by row; what does not fit is named by file, line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NoReturn

from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.tables import TableError, decode

SHOWN = 40  # characters of a cell that an error repeats
SHOWN_COLUMNS = 12
LARGEST = 2**63 - 1


class ConversationError(ActionError):
    """The files cannot be taken over; nothing of them was."""


class Kind(Enum):
    """What a file of an export is."""

    SUMMARY = "summary.csv"
    COMMENTS = "comments.csv"
    VOTES = "votes.csv"
    PARTICIPANTS = "participants-votes.csv"


@dataclass(frozen=True)
class Line:
    """A row: the number of its first line in the file, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A file and its bytes."""

    name: str
    content: bytes

    @cached_property
    def text(self) -> str:
        try:
            return decode(self.content)[0]
        except TableError as error:
            raise ConversationError(f"{self.name}: {error}") from error

    @cached_property
    def header(self) -> list[str]:
        first = next(self.lines(), None)
        if first is None:
            raise ConversationError(_("The file “%(file)s” is empty.") % {"file": self.name})
        return [cell.strip() for cell in first.cells]

    def lines(self) -> Iterator[Line]:
        """All rows, but blank ones. Raises `ConversationError` where quotation marks do not fit."""
        first = self.text.partition("\n")[0]
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
        before = 0
        try:
            for cells in reader:
                if any(cells):
                    yield Line(before + 1, cells)
                before = reader.line_num
        except csv.Error as error:
            message = _("%(file)s, line %(line)s: this is no CSV. Is a quotation mark missing or too many?")
            raise ConversationError(message % {"file": self.name, "line": before + 1}) from error

    def rows(self) -> Iterator[Line]:
        """All rows below the header. Raises `ConversationError` for one that is longer or shorter."""
        width = len(self.header)
        lines = self.lines()
        next(lines, None)
        for line in lines:
            if len(line.cells) != width:
                message = _("%(file)s, line %(line)s: the row has %(count)s cells, the header %(expected)s.")
                figures = {"file": self.name, "line": line.number, "count": len(line.cells), "expected": width}
                raise ConversationError(message % figures)
            yield line

    def column(self, *names: str) -> int:
        """The place of the first of these columns that is there. Raises `ConversationError` if none is."""
        at = self.column_or_none(*names)
        if at is None:
            message = _("%(file)s has no column “%(column)s”. It has: %(known)s.")
            known = ", ".join(self.header[:SHOWN_COLUMNS]) + (", …" if len(self.header) > SHOWN_COLUMNS else "")
            raise ConversationError(message % {"file": self.name, "column": names[0], "known": known})
        return at

    def column_or_none(self, *names: str) -> int | None:
        return next((self.header.index(name) for name in names if name in self.header), None)

    def number(self, line: Line, column: int, most: int = LARGEST) -> int:
        """A whole number from 0 to `most`."""
        cell = line.cells[column].strip()
        if not (cell.isascii() and cell.isdecimal() and len(cell) < 20 and int(cell) <= most):
            self.refuse(line, column, _("“%(cell)s” is no number") % {"cell": cell[:SHOWN]})
        return int(cell)

    def number_or_none(self, line: Line, column: int | None, most: int = LARGEST) -> int | None:
        """The same; None for an empty cell and where there is no such column."""
        if column is None or not line.cells[column].strip():
            return None
        return self.number(line, column, most)

    def refuse(self, line: Line, column: int, why: str) -> NoReturn:
        """Raise the error that names the cell."""
        message = _("%(file)s, line %(line)s, column “%(column)s”: %(why)s.")
        where = {"file": self.name, "line": line.number, "column": self.header[column], "why": why}
        raise ConversationError(message % where)
