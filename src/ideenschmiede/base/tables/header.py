"""Which row names the columns, and what the rows below it hold."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.tables.table import MAX_COLUMNS, MAX_ROWS, SHORT, CellFlaw, Row, Table, TableError

LOOK_AT = 15

Cell = tuple[str, CellFlaw | None]


def make_table(
    cells: Sequence[Sequence[Cell]], *, kind: str, encoding: str = "", delimiter: str = "", sheet: str = ""
) -> Table:
    """Find the header, name the columns, and give every row the same width. Raises `TableError` without any rows."""
    at = find_header([[text for text, _flaw in row] for row in cells[:LOOK_AT]])
    if at is None:
        raise TableError(_("The file is empty."))
    columns = name_columns([text for text, _flaw in cells[at]])
    below = enumerate(cells[at + 1 :], start=at + 2)
    # a sheet leaves out empty cells at the end of a row, a CSV does not: there a short row is one that was cut off
    rows = [row for number, found in below if (row := _row(number, found, columns, may_be_short=kind != "csv"))]
    if not rows:
        raise TableError(_("The file has a row of column names but no rows below it."))
    if len(rows) > MAX_ROWS:
        raise TableError(_("The file has more than 50,000 rows. Please split it."))
    return Table(columns, tuple(rows), kind, encoding, delimiter, sheet)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that fills at least two thirds of the usual width with words; headings above it are passed over."""
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    widest = max(map(len, filled), default=0)
    if not widest:
        return None
    for number, cells in enumerate(filled):
        if len(cells) * 3 >= widest * 2 and not any(map(_is_figure, cells)):
            return number
    return next(number for number, cells in enumerate(filled) if cells)


def name_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Names that are there once each: a second "Ort" becomes "Ort (2)", an empty one "Column 5"."""
    if len(header) > MAX_COLUMNS:
        raise TableError(_("The file has more than 200 columns. Please leave out those that are not needed."))
    header = list(header)
    while header and not header[-1].strip():
        header.pop()
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, cell in enumerate(header, start=1):
        name = one_line(cell)[:100] or _("Column %(number)s") % {"number": number}
        seen[name] += 1
        while seen[name] > 1 or name in names:
            name = f"{one_line(cell)[:100] or number} ({seen[name]})"
            seen[name] += 1
        names.append(name)
    return tuple(names)


def _row(number: int, cells: Sequence[Cell], columns: tuple[str, ...], *, may_be_short: bool) -> Row | None:
    """None for a blank row. Cells without a column make the row ragged; missing ones at its end are empty."""
    texts = [plain(text) for text, _flaw in cells]
    flaws = [
        CellFlaw(columns[i] if i < len(columns) else "", flaw.code, flaw.value)
        for i, (_text, flaw) in enumerate(cells)
        if flaw is not None
    ]
    if not any(texts) and not flaws:
        return None
    width = len(columns)
    if any(texts[width:]):
        flaws.append(CellFlaw("", "ragged", f"{len(texts)} > {width}"))
    if len(texts) < width and not may_be_short:
        flaws.append(CellFlaw("", SHORT, f"{len(texts)} < {width}"))
    return Row(number, tuple(texts[:width]) + ("",) * (width - len(texts)), tuple(flaws))


def _is_figure(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    return digits > 0 and digits * 2 >= len(cell)
