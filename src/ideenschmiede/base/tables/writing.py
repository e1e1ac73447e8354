"""Tables that people take away: CSV and XLSX that spreadsheets open well and that run nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ideenschmiede.base.plain import plain

# a spreadsheet runs a cell that begins like this as a formula (OWASP, CSV injection)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: object) -> str:
    """The cell as text; what a spreadsheet would run gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    dangerous = isinstance(cell, str) and text.startswith(DANGEROUS)
    return f"'{text}" if dangerous else text


def write_csv(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Semicolons and a byte-order mark, which German spreadsheets expect; every cell harmless."""
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(header) for header in headers])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue()


def without_guard(cell: str) -> str:
    """What `harmless` made of a text, as it was: for tables that come back."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(DANGEROUS) else cell


WIDTH = 22  # characters of a column


def write_workbook(headers: Sequence[object], rows: Iterable[Sequence[object]], *, title: str) -> bytes:
    """An XLSX of one sheet, its first row fixed. Numbers and dates stay what they are; every text is a text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(headers) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append([_bold(sheet, str(header)) for header in headers])
    for row in rows:
        sheet.append([_as_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _bold(sheet: Any, header: str) -> Any:
    cell = WriteOnlyCell(sheet, header)
    cell.font = Font(bold=True)
    return cell


def _as_text(sheet: Any, value: str) -> Any:
    """A text that looks like a formula is marked as text, also for who edits the cell later."""
    value = plain(value)
    if not value.startswith(DANGEROUS):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.quotePrefix = "s", True
    return cell
