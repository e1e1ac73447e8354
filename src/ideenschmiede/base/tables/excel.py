"""XLSX: the first sheet that holds something. Formulas are never run: what Excel stored as their result is used."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from ideenschmiede.base.tables.table import MAX_COLUMNS, MAX_LINES, MAX_ROWS, MAX_UNPACKED, CellFlaw, TableError

MAX_MEMBERS = 2_000
MAX_RATIO = 200  # real workbooks shrink to a tenth; a bomb to a thousandth
ERRORS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#NV", "#BEZUG!", "#WERT!")

Cells = list[tuple[str, CellFlaw | None]]
NOTHING: tuple[str, CellFlaw | None] = ("", None)

# openpyxl lets all of these through from damaged files; SyntaxError is how XML says that it is not well-formed,
# ValueError how defusedxml refuses entities, RuntimeError how zipfile asks for a password
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,
    LookupError,
    OSError,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)


def read_workbook(content: bytes) -> tuple[str, list[Cells]]:
    """(name of the sheet, rows of cells, each with its flaw or None). Raises `TableError` for what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
            formulas = _has_formulas(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which are of no use here
            return _first_filled(content, formulas)
    except _BROKEN as error:
        message = _(
            "This is not an Excel file (.xlsx), or it is damaged. Open it and save it again as .xlsx or as CSV."
        )
        raise TableError(message) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    # zipfile reads no more than the size that a member declares, so the declared sizes are a firm bound
    bomb = unpacked > 1_000_000 and unpacked > packed * MAX_RATIO
    if unpacked > MAX_UNPACKED or len(members) > MAX_MEMBERS or bomb:
        raise TableError(_("The Excel file is too large once it is unpacked. Save the one sheet that you need as CSV."))


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    return any(b"<f>" in (data := archive.read(name)) or b"<f " in data or b"<f/>" in data for name in sheets)


def _first_filled(content: bytes, formulas: bool) -> tuple[str, list[Cells]]:
    with closing(
        openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    ) as results:
        for number, sheet in enumerate(results.worksheets):
            source = _formulas_of(content, number) if formulas else None
            rows = list(_rows(sheet, source))
            if any(text or flaw for row in rows for text, flaw in row):
                return str(sheet.title), rows
    raise TableError(_("The Excel file is empty."))


def _formulas_of(content: bytes, number: int) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    return book.worksheets[number]


def _rows(sheet: Any, source: Any) -> Iterator[Cells]:
    """The rows as text; stops one row after the limit, which the caller reports."""
    filled = 0
    formulas = _values(source) if source is not None else None
    for number, row in enumerate(_values(sheet), start=1):
        if number > MAX_LINES or filled > MAX_ROWS + 10:
            return
        written = next(formulas, ()) if formulas is not None else ()
        cells = [_cell(value, formula) for value, formula in zip_longest(row, written)]
        while cells and cells[-1] == NOTHING:
            cells.pop()
        filled += any(text for text, _flaw in cells)
        yield cells


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what the file says about its own size is often wrong
    # without `max_col`, which would fill every row up to it: one formatted cell at the end of a sheet, and a million
    # rows of nothing take the whole memory. One column more than allowed, so that too many are refused, not cut off
    for row in sheet.iter_rows(values_only=True):
        yield row[: MAX_COLUMNS + 1]


def _cell(value: Any, written: Any) -> tuple[str, CellFlaw | None]:
    if value is None and written is not None:
        return "", CellFlaw("", "formula", str(written)[:100])
    if isinstance(value, str) and value in ERRORS:
        return "", CellFlaw("", "error", value)
    return NOTHING if value is None else (as_text(value), None)


def as_text(value: Any) -> str:
    """A cell's value as text that later steps read back: ISO dates, whole numbers without a tail."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
