"""Tables that people take away: CSV that spreadsheets open well and that runs nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence

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
