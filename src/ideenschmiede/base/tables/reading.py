"""From a file's bytes to a table: what it is tells its content, never its name."""

import gzip
import io
import zlib

from django.utils.translation import gettext as _

from ideenschmiede.base.tables import excel, text
from ideenschmiede.base.tables.header import make_table
from ideenschmiede.base.tables.table import MAX_BYTES, MAX_UNPACKED, Table, TableError

ZIP, GZIP, OLD_EXCEL = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
PICTURES_AND_PAPERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"II*\x00", b"MM\x00*")


def read_table(name: str, content: bytes) -> Table:
    """CSV (also gzipped) or XLSX. `name` is used for nothing but the wording of errors.

    Raises `TableError` where the file as a whole is of no use: empty, too large, no table, more than 50,000 rows.
    """
    if len(content) > MAX_BYTES:
        raise TableError(_("The file is larger than 20 MB. Please split it."))
    if content.startswith(GZIP):
        content = gunzip(content)
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise TableError(_("The file is empty."))
    if content.startswith(OLD_EXCEL):
        raise TableError(_("This is an old Excel file (.xls). Open it in Excel and save it as .xlsx or as CSV."))
    if content.startswith(PICTURES_AND_PAPERS):
        raise TableError(_("“%(name)s” is a picture or a document, not a table.") % {"name": name[:100]})
    if content.startswith(ZIP) or name.lower().endswith((".xlsx", ".xlsm")):
        sheet, cells = excel.read_workbook(content)
        return make_table(cells, kind="xlsx", sheet=sheet)
    decoded, encoding = text.decode(content)
    delimiter = text.find_delimiter(decoded)
    rows = [[(cell, None) for cell in row] for row in text.read_rows(decoded, delimiter)]
    return make_table(rows, kind="csv", encoding=encoding, delimiter=delimiter)


def gunzip(content: bytes) -> bytes:
    """What a .gz holds. Raises `TableError` for a damaged one, and for one that would fill the memory."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            unpacked = file.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise TableError(_("The packed file (.gz) is damaged.")) from error
    if len(unpacked) > MAX_UNPACKED:
        raise TableError(_("The file is too large once it is unpacked."))
    return unpacked
