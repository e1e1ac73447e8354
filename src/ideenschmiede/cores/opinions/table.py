"""Votes from CSV files, for the command: the exports of Polis as they are, plain or packed with gzip."""

import csv
import gzip
import io
import zlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ideenschmiede.cores.opinions.votes import Votes, gather

PACKED = b"\x1f\x8b"
PARTICIPANT = ("participant", "participant-id", "participant_id", "voter-id", "voter_id")
STATEMENT = ("statement", "statement-id", "statement_id", "comment-id", "comment_id")
VALUE = ("vote", "value")
ABOUT_PARTICIPANT = ("xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
VOTES = {"1": 1, "0": 0, "-1": -1}
NOTHING = ("", "nan", "NaN")


class TableError(ValueError):
    """The file cannot be used; the message names line and column."""


class Row(NamedTuple):
    """A line of a file: its number, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A header and its lines, each with as many cells."""

    name: str
    header: list[str]
    rows: list[Row]

    def column(self, *names: str) -> int:
        """The place of the first of these columns that is there. Raises TableError if none is."""
        known = [name.lower() for name in self.header]
        for name in names:
            if name in known:
                return known.index(name)
        raise TableError(f"{self.name} has no column {' or '.join(map(repr, names))}; it has: {_short(self.header)}")

    def has(self, *names: str) -> bool:
        """Whether one of these columns is there."""
        return any(name.lower() in names for name in self.header)


def read_votes(path: Path, comments: Path | None = None) -> Votes:
    """Votes from `votes.csv` (a line a vote) or `participants-votes.csv` (a line a participant) of a Polis export.

    Columns of the first: voter-id or participant, comment-id or statement, vote, and if wanted timestamp, by which the
    last vote of a pair counts (else the last line). Of the second: participant, some that tell about them, and one for
    each statement. Empty cells are no votes. `comments`: the export's `comments.csv`; what is moderated out (−1) there
    is hidden. Raises TableError.
    """
    table = read(path)
    hidden = _moderated_out(read(comments)) if comments else []
    given = _by_line(table) if table.has(*VALUE) else _by_participant(table)
    ids_of_people = _ids(dict.fromkeys([*given.people, *given.all_people]))
    ids_of_statements = _ids(dict.fromkeys([*given.statements, *given.all_statements, *hidden]))
    return gather(
        [ids_of_people[one] for one in given.people],
        [ids_of_statements[one] for one in given.statements],
        given.votes,
        all_participants=ids_of_people.values(),
        all_statements=ids_of_statements.values(),
        hidden=[ids_of_statements[one] for one in hidden],
    )


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Pairs of participant and statement, as they are written."""
    table = read(path)
    people, statements = table.column(*PARTICIPANT), table.column(*STATEMENT)
    return [(row.cells[people], row.cells[statements]) for row in table.rows]


def read(path: Path) -> Table:
    """Read a CSV file in UTF-8, with or without a byte-order mark. Raises TableError."""
    text = _text(path)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        stripped = (Row(reader.line_num, [cell.strip() for cell in cells]) for cells in reader)
        rows = [row for row in stripped if any(row.cells)]
    except csv.Error as error:
        raise TableError(f"{path.name}, line {reader.line_num}: {error}") from error
    if not rows:
        raise TableError(f"{path.name} is empty")
    header = rows[0].cells
    for row in rows[1:]:
        if len(row.cells) != len(header):
            raise TableError(f"{path.name}, line {row.number}: {len(row.cells)} cells, expected {len(header)}")
    return Table(path.name, header, rows[1:])


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(PACKED):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 (byte {error.start + 1})") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise TableError(f"{path.name} is packed with gzip, but damaged: {error}") from error
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}") from error


class _Given(NamedTuple):
    """Votes as they are written, and who and what the file tells of besides."""

    people: list[str]
    statements: list[str]
    votes: list[int]
    all_people: list[str]
    all_statements: list[str]


def _by_line(table: Table) -> _Given:
    person, statement, vote = table.column(*PARTICIPANT), table.column(*STATEMENT), table.column(*VALUE)
    everybody, everything = ([id_of(row.cells[column]) for row in table.rows] for column in (person, statement))
    rows = [row for row in table.rows if row.cells[vote] not in NOTHING]
    if table.has("timestamp"):
        time = table.column("timestamp")
        rows = sorted(rows, key=lambda row: _number(table, row, time))
    people = [id_of(row.cells[person]) for row in rows]
    statements = [id_of(row.cells[statement]) for row in rows]
    return _Given(people, statements, [_vote(table, row, vote) for row in rows], everybody, everything)


def _by_participant(table: Table) -> _Given:
    person = table.column(*PARTICIPANT)
    columns = _statements(table, person)
    statements = {column: id_of(table.header[column]) for column in columns}
    given = _Given([], [], [], [id_of(row.cells[person]) for row in table.rows], list(statements.values()))
    for row, name in zip(table.rows, given.all_people, strict=True):
        voted = [column for column in columns if row.cells[column] not in NOTHING]
        given.people.extend([name] * len(voted))
        given.statements.extend(statements[column] for column in voted)
        given.votes.extend(_vote(table, row, column) for column in voted)
    return given


def _statements(table: Table, person: int) -> list[int]:
    """Columns that are statements: in exports of Polis those whose name is a number, else all that tell nothing about
    the participant."""
    names = [name.lower() for name in table.header]
    others = [place for place, name in enumerate(names) if place != person and name not in ABOUT_PARTICIPANT]
    numbered = [place for place in others if id_of(names[place]).isdecimal()]
    return numbered or others


def _vote(table: Table, row: Row, column: int) -> int:
    cell = row.cells[column]
    vote = VOTES.get(cell.removesuffix(".0"))
    if vote is None:
        place = f"{table.name}, line {row.number}, column {table.header[column]!r}"
        raise TableError(f"{place}: {cell!r} is not 1 (agree), -1 (disagree) or 0 (pass)")
    return vote


def _number(table: Table, row: Row, column: int) -> float:
    """What is of no known time counts as the oldest."""
    cell = "-inf" if row.cells[column] in NOTHING else row.cells[column]
    try:
        return float(cell)
    except ValueError:
        message = f"{table.name}, line {row.number}, column {table.header[column]!r}: {cell!r} is not a number"
        raise TableError(message) from None


def _moderated_out(comments: Table) -> list[str]:
    statement, moderated = comments.column(*STATEMENT), comments.column("moderated")
    return [id_of(row.cells[statement]) for row in comments.rows if row.cells[moderated].removesuffix(".0") == "-1"]


def id_of(cell: str) -> str:
    """Whom or what a cell names: "7.0" is 7, as spreadsheets and data frames write a column with gaps."""
    whole = cell.removesuffix(".0")
    return whole if whole.isdecimal() else cell


def _ids(names: Iterable[str]) -> dict[str, Hashable]:
    """Ids are numbers if all are; else they stay text."""
    every = list(names)
    numeric = all(_is_number(name) for name in every)
    return {name: int(name) if numeric else name for name in every}


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) < 19 and str(int(name)) == name


def _short(header: Sequence[str], most: int = 12) -> str:
    return ", ".join(header[:most]) + (", …" if len(header) > most else "")
