"""CSV: which encoding, which delimiter; then plain rows of text."""

import csv
import io
import math
from collections import Counter
from itertools import islice

from django.utils.translation import gettext as _

from ideenschmiede.base.encoding import marked, unmarked
from ideenschmiede.base.tables.table import MAX_LINES, MAX_UNPACKED, TableError

DELIMITERS = ";,\t|"
SAMPLE = 60_000  # characters that are looked at to find the delimiter
SAMPLE_ROWS = 50
MAX_CELL = 1_000_000
END = "\N{SYMBOL FOR END OF TRANSMISSION}"

csv.field_size_limit(MAX_CELL)  # the module's own limit would stop at 131,072 characters


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding). UTF-8 and UTF-16 with or without byte-order mark, else Windows-1252."""
    if encoding := marked(content) or unmarked(content):
        return _strictly(content, encoding)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _binary(content):
        raise TableError(_("This is not a table. Please bring a CSV or an Excel file (.xlsx)."))
    # five bytes mean nothing in Windows-1252; Latin-1 reads them as controls, which are dropped later
    try:
        return content.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "iso-8859-1"


def find_delimiter(text: str) -> str:
    """What gives most rows the same number of columns; where there is one column, a character that does not occur."""
    evenness = {delimiter: _evenness(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=evenness.__getitem__)
    if evenness[best] or not text.strip(f"{DELIMITERS} \r\n"):
        return best
    return next((delimiter for delimiter in DELIMITERS if delimiter not in text), best)


def read_rows(text: str, delimiter: str) -> list[list[str]]:
    """All rows, blank ones included, so that they can be counted as a spreadsheet counts them."""
    ended = text + END if text.endswith(("\r", "\n")) else f"{text}\n{END}"
    try:
        rows = list(islice(csv.reader(io.StringIO(ended, newline=""), delimiter=delimiter), MAX_LINES + 2))
    except csv.Error as error:
        message = _(
            "The file cannot be read as CSV: a cell has more than a million characters. Is a quotation mark missing?"
        )
        raise TableError(message) from error
    if len(rows) > MAX_LINES + 1:  # a hundred megabytes of line ends would be six gigabytes of empty rows
        raise TableError(_("The file has more than 50,000 rows. Please split it."))
    if rows.pop() != [END]:  # it became part of a cell that nothing closes, and so did all rows before it
        raise TableError(
            _(
                "The file ends in the middle of a cell: its end is missing, or a closing quotation mark. Nothing was "
                "read. Please export it again."
            )
        )
    return rows


def _strictly(content: bytes, encoding: str) -> tuple[str, str]:
    if len(content) > MAX_UNPACKED:
        raise TableError(_("The file is too large."))
    try:
        return content.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError as error:
        message = _("The file claims to be %(encoding)s, but byte %(byte)s does not fit. Save it again as CSV UTF-8.")
        raise TableError(message % {"encoding": encoding.upper(), "byte": error.start + 1}) from error


def _binary(content: bytes) -> bool:
    sample = content[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return odd > len(sample) * 0.02


def _evenness(text: str, delimiter: str) -> float:
    """How much this delimiter makes a table of it: the commonest width, and above all how common it is."""
    sample = io.StringIO(text[:SAMPLE], newline="")
    try:
        rows = list(islice(csv.reader(sample, delimiter=delimiter), SAMPLE_ROWS))
    except csv.Error:
        return 0.0
    if len(text) > SAMPLE and 1 < len(rows) < SAMPLE_ROWS:
        rows.pop()  # cut in the middle
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], -item[0]))
    return math.log(width) * (count / widths.total()) ** 3
