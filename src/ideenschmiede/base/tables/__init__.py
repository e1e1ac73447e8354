"""Tables that people bring: CSV in any encoding that offices use, XLSX without formulas being run.

table = read_table(name, content)      # `TableError` says what is wrong with the file as a whole
for row in table.rows: row.number, row.cells, row.flaws

and tables that people take away: `write_csv`, `write_workbook`.
"""

from ideenschmiede.base.tables.reading import gunzip, read_table
from ideenschmiede.base.tables.table import MAX_BYTES, MAX_ROWS, MAX_UNPACKED, SHORT, CellFlaw, Row, Table, TableError
from ideenschmiede.base.tables.text import decode
from ideenschmiede.base.tables.writing import harmless, without_guard, write_csv, write_workbook

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "MAX_UNPACKED",
    "SHORT",
    "CellFlaw",
    "Row",
    "Table",
    "TableError",
    "decode",
    "gunzip",
    "harmless",
    "read_table",
    "without_guard",
    "write_csv",
    "write_workbook",
]
