"""Parse the official register of municipalities, GV100AD: lines of 220 characters, fixed width.

Positions: Destatis, "Datensatzbeschreibung GV100AD" (1-based; here as Python slices). Nothing is guessed: a file is
parsed as a whole or refused with the lines and fields that are wrong.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.errors import ActionError
from ideenschmiede.places.actions.archives import decode, unpack
from ideenschmiede.places.models import Level

WIDTH = 220
MOST_PROBLEMS = 20
LARGEST_FIGURE = 100_000_000  # more people than Germany has, more hectares too; PostgreSQL could not store ten digits
NOT_SELF_GOVERNING = frozenset({"65", "66"})  # areas without a municipality, inhabited or not
LEVELS = {
    "10": Level.LAND,
    "20": Level.DISTRICT,
    "30": Level.REGION,
    "40": Level.KREIS,
    "50": Level.ASSOCIATION,
    "60": Level.MUNICIPALITY,
}
MUST_HAVE_MEMBERS = (Level.LAND, Level.KREIS, Level.ASSOCIATION)
STRANGE = re.compile(r"[^\w \-/().,:'’&+?]|[_ÃÂ\ufffd]")  # no official name has these: a wrong encoding does


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the line: its slice and its name for people."""

    start: int
    stop: int
    name: str | Promise


DATE = Field(2, 10, gettext_lazy("date"))
NAME = Field(22, 72, gettext_lazy("name"))
SEAT = Field(72, 122, gettext_lazy("seat"))
TEXT_MARK = Field(122, 124, gettext_lazy("text mark"))
AREA = Field(128, 139, gettext_lazy("area"))
POPULATION = Field(139, 150, gettext_lazy("population"))
MALE = Field(150, 161, gettext_lazy("male population"))
POSTAL_CODE = Field(165, 170, gettext_lazy("postal code"))
SEVERAL = Field(170, 175, gettext_lazy("mark for several postal codes"))
# the digits that make up the key of each level, as slices of the line
KEYS: dict[Level, tuple[Field, ...]] = {
    Level.LAND: (Field(10, 12, gettext_lazy("key")),),
    Level.DISTRICT: (Field(10, 13, gettext_lazy("key")),),
    Level.REGION: (Field(10, 14, gettext_lazy("key")),),
    Level.KREIS: (Field(10, 15, gettext_lazy("key")),),
    Level.ASSOCIATION: (Field(10, 15, gettext_lazy("key")), Field(18, 22, gettext_lazy("key of the association"))),
    Level.MUNICIPALITY: (Field(10, 18, gettext_lazy("key")), Field(18, 22, gettext_lazy("key of the association"))),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where; line 0 is the file as a whole."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        if not self.line:
            return self.message
        where = _("Line %(line)d, %(field)s") if self.field else _("Line %(line)d")
        return f"{where % {'line': self.line, 'field': self.field}}: {self.message}"


class RegisterFileError(ActionError):
    """The file is no GV100AD to be trusted; `problems` has at most 20 entries, `more` says if there are others."""

    def __init__(self, problems: Iterable[Problem], *, more: bool = False) -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Figures are None where the line has none (levels above the municipality). `parent` and `association`
    are keys of other rows; `association` only for municipalities. `ars` has 12 digits for municipalities, else the
    digits of its level (2, 3, 5, 9)."""

    line: int
    level: Level
    key: str
    ars: str
    name: str
    seat: str
    text_mark: str
    area_ha: int | None
    population: int | None
    male: int | None
    postal_code: str
    several_postal_codes: bool
    parent: str | None = None
    association: str | None = None

    @property
    def self_governing(self) -> bool:
        return self.level is Level.MUNICIPALITY and self.text_mark not in NOT_SELF_GOVERNING


@dataclass(frozen=True)
class Register:
    """The whole file: rows in its order, the date of the data, and how it was encoded."""

    rows: tuple[Row, ...]
    date: date
    encoding: str

    def of(self, level: Level) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.level is level)

    @cached_property
    def self_governing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.self_governing)

    @cached_property
    def population(self) -> int:
        return sum(row.population or 0 for row in self.of(Level.MUNICIPALITY))


class _Complaints:
    """Collects problems until there are too many to read."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, line: int, field: str | Promise, message: str) -> None:
        self.found.append(Problem(line, str(field), message))
        if len(self.found) > MOST_PROBLEMS:
            raise RegisterFileError(self.found[:MOST_PROBLEMS], more=True)

    def settle(self) -> None:
        if self.found:
            raise RegisterFileError(self.found)


def parse(data: bytes) -> Register:
    """Parse a GV100AD: .txt or .asc, also as .gz or .zip; UTF-8, ISO-8859-1 or Windows-1252; LF or CRLF.

    Raises `UnreadableFileError` (a file that is no text) or `RegisterFileError` (with lines and fields).
    """
    text, encoding = decode(unpack(data, wanted="GV100AD"))
    complaints = _Complaints()
    lines = text.split("\n")
    if not lines[-1].strip("\r\x1a"):
        lines.pop()
    rows = [row for number, line in enumerate(lines, 1) if (row := _row(number, line, len(lines), complaints))]
    complaints.settle()
    day = _date(lines, complaints)
    placed = _placed(rows, complaints)
    _check_members(placed, complaints)
    _check_sums(placed, complaints)
    complaints.settle()
    if day is None or not placed:
        raise RegisterFileError([Problem(0, "", _("The file is empty."))])
    return Register(placed, day, encoding)


def _row(number: int, line: str, last: int, complaints: _Complaints) -> Row | None:
    """The row of a line, or None after a complaint."""
    line = line.removesuffix("\r")
    level = LEVELS.get(line[:2])
    if len(line) != WIDTH:
        _complain_about_length(number, line, last, complaints)
        return None
    if level is None:
        complaints.add(number, _("record type"), _("“%(value)s” is unknown.") % {"value": line[:2]})
        return None
    before = len(complaints.found)
    key = "".join(_digits(number, line, field, complaints) for field in KEYS[level])
    name = _text(number, line, NAME, complaints)
    if not name:
        complaints.add(number, NAME.name, _("is missing."))
    row = Row(
        line=number,
        level=level,
        key=key[:8] if level is Level.MUNICIPALITY else key,
        ars=line[10:15] + line[18:22] + line[15:18] if level is Level.MUNICIPALITY else key,
        name=name,
        seat=_text(number, line, SEAT, complaints),
        text_mark=_optional(number, line, TEXT_MARK, complaints),
        area_ha=_figure(number, line, AREA, level, complaints),
        population=_figure(number, line, POPULATION, level, complaints),
        male=_figure(number, line, MALE, level, complaints),
        postal_code=_optional(number, line, POSTAL_CODE, complaints),
        several_postal_codes=line[SEVERAL.start : SEVERAL.stop] == "*****",
        association=line[10:15] + line[18:22] if level is Level.MUNICIPALITY else None,
    )
    if row.male is not None and row.population is not None and row.male > row.population:
        complaints.add(number, MALE.name, _("is larger than the whole population."))
    return row if len(complaints.found) == before else None


def _complain_about_length(number: int, line: str, last: int, complaints: _Complaints) -> None:
    values = {"found": len(line), "wanted": WIDTH}
    if number == last and len(line) < WIDTH:
        message = _("the file ends in the middle of this line (%(found)d of %(wanted)d characters). Was it cut?")
    else:
        message = _("has %(found)d characters instead of %(wanted)d.")
    complaints.add(number, "", message % values)


def _digits(number: int, line: str, field: Field, complaints: _Complaints) -> str:
    value = line[field.start : field.stop]
    if not (value.isascii() and value.isdigit()):
        complaints.add(number, field.name, _("“%(value)s” is not a number.") % {"value": value})
    return value


def _optional(number: int, line: str, field: Field, complaints: _Complaints) -> str:
    """Digits, or nothing but spaces."""
    if line[field.start : field.stop].isspace():
        return ""
    return _digits(number, line, field, complaints)


def _figure(number: int, line: str, field: Field, level: Level, complaints: _Complaints) -> int | None:
    """A number; levels above the municipality may have none."""
    value = line[field.start : field.stop]
    if value.isspace() and level is not Level.MUNICIPALITY:
        return None
    if value.isascii() and value.isdigit():
        if int(value) > LARGEST_FIGURE:
            complaints.add(number, field.name, _("“%(value)s” is too large.") % {"value": value})
        return int(value)
    complaints.add(number, field.name, _("“%(value)s” is not a number.") % {"value": value})
    return None


def _text(number: int, line: str, field: Field, complaints: _Complaints) -> str:
    value = line[field.start : field.stop].strip()
    if STRANGE.search(value):
        message = _("“%(value)s” has characters that no name has. Is the encoding of the file right?")
        complaints.add(number, field.name, message % {"value": value})
    return value


def _date(lines: list[str], complaints: _Complaints) -> date | None:
    """The one date that all lines share."""
    first: str | None = None
    for number, line in enumerate(lines, 1):
        value = line[DATE.start : DATE.stop]
        if first is None:
            first = value
        elif value != first:
            message = _("%(value)s is not the date of the lines above, %(first)s.")
            complaints.add(number, DATE.name, message % {"value": value, "first": first})
    if first is None:
        return None
    try:
        if not (first.isascii() and first.isdigit()):
            raise ValueError
        return date(int(first[:4]), int(first[4:6]), int(first[6:8]))
    except ValueError:
        complaints.add(1, DATE.name, _("“%(value)s” is not a date.") % {"value": first})
        return None


def _placed(rows: list[Row], complaints: _Complaints) -> tuple[Row, ...]:
    """The rows with their parents; complains about doubled keys and unknown parents."""
    lines: dict[str, int] = {}
    for row in rows:
        first = lines.setdefault(row.key, row.line)
        if first != row.line:
            message = _("%(key)s is in line %(first)d already.")
            complaints.add(row.line, _("key"), message % {"key": row.key, "first": first})
    return tuple(_with_parent(row, lines, complaints) for row in rows)


def _with_parent(row: Row, known: dict[str, int], complaints: _Complaints) -> Row:
    candidates = CANDIDATES[row.level](row.key)
    parent = next((key for key in candidates if key in known), None)
    missing = [row.association] if row.association and row.association not in known else []
    if candidates and parent is None:
        missing.append(candidates[-1])
    for key in missing:
        complaints.add(row.line, _("key"), _("belongs to %(key)s, which is not in the file.") % {"key": key})
    return replace(row, parent=parent)


def _kreis_of(key: str) -> tuple[str, ...]:
    """Coastal waters and the condominium with Luxembourg belong to no Kreis but to the Land itself: Kreis 000."""
    return (key[:5], key[:2]) if key[2:5] == "000" else (key[:5],)


# which keys may be the parent, nearest first; the last must be there if no other is
CANDIDATES: dict[Level, Callable[[str], tuple[str, ...]]] = {
    Level.LAND: lambda _key: (),
    Level.DISTRICT: lambda key: (key[:2],),
    Level.REGION: lambda key: (key[:3],),
    Level.KREIS: lambda key: (key[:4], key[:3], key[:2]),
    Level.ASSOCIATION: _kreis_of,
    Level.MUNICIPALITY: _kreis_of,
}


def _check_members(rows: tuple[Row, ...], complaints: _Complaints) -> None:
    """A Land, Kreis or association without a municipality means that the file was cut between two lines."""
    municipalities = [row for row in rows if row.level is Level.MUNICIPALITY]
    used = {key for row in municipalities for key in (row.key[:2], row.key[:5], row.association)}
    for row in rows:
        if row.level in MUST_HAVE_MEMBERS and row.key not in used:
            message = _("%(name)s has no municipality in the file. Was it cut?")
            complaints.add(row.line, NAME.name, message % {"name": row.name})


def _check_sums(rows: tuple[Row, ...], complaints: _Complaints) -> None:
    """Where a level above the municipality states area or population, it must be the sum of its municipalities."""
    for field, value in SUMMED:
        stated = [(row, figure) for row in rows if row.association is None and (figure := value(row)) is not None]
        if not stated:
            continue
        sums: Counter[str] = Counter()
        for key, figure in _shares(rows, value):
            sums[key] += figure
        for row, figure in stated:
            if figure != sums[row.key]:
                message = _("%(stated)d is not the sum of its municipalities, %(sum)d.")
                complaints.add(row.line, field.name, message % {"stated": figure, "sum": sums[row.key]})


SUMMED: tuple[tuple[Field, Callable[[Row], int | None]], ...] = (
    (AREA, lambda row: row.area_ha),
    (POPULATION, lambda row: row.population),
    (MALE, lambda row: row.male),
)


def _shares(rows: tuple[Row, ...], value: Callable[[Row], int | None]) -> Iterator[tuple[str, int]]:
    """(key of a level above, figure) for every municipality and every level above it."""
    for row in rows:
        if row.association is not None:
            figure = value(row) or 0
            for key in (row.key[:2], row.key[:3], row.key[:4], row.key[:5], row.association):
                yield key, figure
