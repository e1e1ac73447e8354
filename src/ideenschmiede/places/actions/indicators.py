"""Bring in indicators from a CSV file: AGS, indicator, year, value, source (and unit). All or nothing."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import slug_of
from ideenschmiede.base.rules import require
from ideenschmiede.places.actions.archives import decode, unpack
from ideenschmiede.places.models import Indicator, IndicatorValue, Place, RegisterImport
from ideenschmiede.places.rules import may_import

BATCH = 1000
MOST_PROBLEMS = 20
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ags": ("ags", "key", "schlüssel", "gemeindeschlüssel"),
    "indicator": ("indicator", "indikator", "kennzahl"),
    "year": ("year", "jahr"),
    "value": ("value", "wert"),
    "source": ("source", "quelle"),
    "unit": ("unit", "einheit"),
}
OPTIONAL = frozenset({"unit"})
GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")  # 1.234 may be a thousand or one and a bit
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class IndicatorFileError(ActionError):
    """The file cannot be used; `problems` holds at most 20 lines, each naming its line and column."""

    def __init__(self, problems: Iterable[str], *, more: bool = False) -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the file."""

    number: int
    key: str
    slug: str
    indicator: str
    unit: str
    year: int
    value: float
    source: str


@dataclass(frozen=True)
class IndicatorReport:
    """What an import did, or with `dry_run` would do."""

    values: int
    places: int
    new: int
    indicators: tuple[str, ...]
    record: RegisterImport | None


@transaction.atomic
def import_indicators(*, data: bytes, by: Who | None, at: datetime, dry_run: bool = False) -> IndicatorReport:
    """Import values; one that is there already (same place, indicator and year) is replaced.

    Comma, semicolon or tab; UTF-8, with or without byte-order mark, or Windows-1252; German or English numbers.
    Raises `UnreadableFileError`, `IndicatorFileError`, `NotAllowed`; then nothing has changed.
    """
    require(may_import, by)
    lines = read(data)
    places = dict(Place.objects.values_list("key", "pk"))  # all: a long file of wrong keys is more than SQLite can ask
    unknown = [line for line in lines if line.key not in places]
    if unknown:
        message = _("Line %(line)d, AGS: there is no place with the key %(key)s.")
        told = unknown[: MOST_PROBLEMS + 1]  # one more than is shown says that there are others
        raise _refusal([message % {"line": line.number, "key": line.key} for line in told])
    names = {line.slug: line.indicator for line in lines}
    present = IndicatorValue.objects.filter(indicator__slug__in=names).values_list(
        "indicator__slug", "place_id", "year"
    )
    known = set(present)
    new = sum((line.slug, places[line.key], line.year) not in known for line in lines)
    done = None if dry_run else _store(lines, places, new, data, by, at)
    return IndicatorReport(len(lines), len({line.key for line in lines}), new, tuple(sorted(names.values())), done)


def _store(
    lines: list[Line], places: Mapping[str, int], new: int, data: bytes, by: Who | None, at: datetime
) -> RegisterImport:
    about = {line.slug: line for line in lines}
    wanted = [Indicator(slug=slug, name=line.indicator, unit=line.unit) for slug, line in about.items()]
    Indicator.objects.bulk_create(wanted, update_conflicts=True, unique_fields=["slug"], update_fields=["name", "unit"])
    ids = dict(Indicator.objects.filter(slug__in=about).values_list("slug", "pk"))
    values = [
        IndicatorValue(
            indicator_id=ids[line.slug],
            place_id=places[line.key],
            year=line.year,
            value=line.value,
            source=line.source,
        )
        for line in lines
    ]
    IndicatorValue.objects.bulk_create(
        values,
        BATCH,
        update_conflicts=True,
        unique_fields=["indicator", "place", "year"],
        update_fields=["value", "source"],
    )
    done = RegisterImport.objects.create(
        what=RegisterImport.What.INDICATORS,
        source=", ".join(sorted(about))[:60],
        sha256=hashlib.sha256(data).hexdigest(),
        created=new,
        updated=len(lines) - new,
        imported_at=at,
    )
    figures = {"created": new, "updated": len(lines) - new}
    record(verb="indicators.imported", subject=done, by=by, at=at, visibility=Visibility.PUBLIC, data=figures)
    return done


def read(data: bytes) -> list[Line]:
    """The lines of a file, checked in themselves. Raises `UnreadableFileError` or `IndicatorFileError`."""
    text, _encoding = decode(unpack(data, wanted=".csv"))
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    lines: list[Line] = []
    problems: list[str] = []
    seen: dict[tuple[str, str, int], int] = {}
    try:
        columns = _columns(next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                line = _line(reader.line_num, cells, columns, problems)
                _collect(line, lines, seen, problems)
            if len(problems) > MOST_PROBLEMS:
                raise _refusal(problems)
    except csv.Error as error:
        message = _("Line %(line)d: this is no valid CSV (%(reason)s).")
        raise IndicatorFileError([message % {"line": reader.line_num, "reason": error}]) from error
    if problems:
        raise _refusal(problems)
    if not lines:
        raise IndicatorFileError([_("The file has a heading but no values.")])
    return lines


def _refusal(problems: list[str]) -> IndicatorFileError:
    return IndicatorFileError(problems[:MOST_PROBLEMS], more=len(problems) > MOST_PROBLEMS)


def _columns(header: list[str]) -> dict[str, int]:
    """Our name of a column → its position."""
    places = {name.strip().casefold(): position for position, name in enumerate(header)}
    found = {ours: places[name] for ours, names in COLUMNS.items() for name in names if name in places}
    missing = [_(ours) for ours in COLUMNS if ours not in found and ours not in OPTIONAL]
    if missing:
        message = _("Line 1: these columns are missing: %(columns)s.")
        raise IndicatorFileError([message % {"columns": ", ".join(missing)}])
    return found


def _collect(line: Line | None, lines: list[Line], seen: dict[tuple[str, str, int], int], problems: list[str]) -> None:
    if line is None:
        return
    first = seen.setdefault((line.key, line.slug, line.year), line.number)
    if first == line.number:
        lines.append(line)
        return
    message = _("Line %(line)d: place, indicator and year are those of line %(first)d.")
    problems.append(message % {"line": line.number, "first": first})


def _line(number: int, cells: list[str], columns: Mapping[str, int], problems: list[str]) -> Line | None:
    """A checked line, or None after a complaint for each wrong cell."""
    cell = {name: cells[position].strip() if position < len(cells) else "" for name, position in columns.items()}
    before = len(problems)
    key, value, year = _key(cell["ags"]), _value(cell["value"]), _year(cell["year"])
    slug = slug_of(cell["indicator"], most=60)
    complaints = (
        (key is None, "AGS", _("“%(cell)s” is no key of 2, 5 or 8 digits.") % {"cell": cell["ags"]}),
        (not slug or len(cell["indicator"]) > 120, _("indicator"), _("needs a name of at most 120 characters.")),
        (year is None, _("year"), _("“%(cell)s” is no year.") % {"cell": cell["year"]}),
        (value is None, _("value"), _value_complaint(cell["value"])),
        (not 0 < len(cell["source"]) <= 200, _("source"), _("is missing or longer than 200 characters.")),
    )
    for wrong, column, message in complaints:
        if wrong:
            problems.append(_("Line %(line)d, %(column)s: ") % {"line": number, "column": column} + message)
    if len(problems) > before or key is None or value is None or year is None:
        return None
    return Line(number, key, slug, cell["indicator"], cell.get("unit", "")[:40], year, value, cell["source"])


def _key(cell: str) -> str | None:
    """Keys lose their leading zero in spreadsheets: 7 digits are 8, 4 are 5, 1 is 2."""
    if not (cell.isascii() and cell.isdigit()) or len(cell) > 8:
        return None
    key = cell if len(cell) % 3 == 2 else cell.zfill(len(cell) + 1)
    return key if len(key) in (2, 5, 8) else None


def _year(cell: str) -> int | None:
    if not (cell.isascii() and cell.isdigit() and len(cell) == 4):
        return None
    return int(cell) if FIRST_YEAR <= int(cell) <= LAST_YEAR else None


def _value(cell: str) -> float | None:
    """12.5 and 12,5 and 1.234,5; a single group of three digits behind a full stop could be either and is refused."""
    if "," in cell:
        cell = cell.replace(".", "").replace(",", ".")
    elif GROUPED.fullmatch(cell):
        return None
    return float(cell) if NUMBER.fullmatch(cell) and abs(float(cell)) <= 1e15 else None


def _value_complaint(cell: str) -> str:
    if GROUPED.fullmatch(cell):
        plain = cell.replace(".", "")
        message = _("“%(cell)s” may mean two things. Please write %(plain)s, or a decimal comma.")
        return message % {"cell": cell, "plain": plain}
    return _("“%(cell)s” is not a number.") % {"cell": cell}
