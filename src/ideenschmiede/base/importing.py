"""What all imports of tables share: which column is what, what a cell says, why a row is left out, and the table that
is kept between two steps."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.dates import Span, parse_span
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, ImportReport, Upload, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.tables import Table, read_table

KEPT = timedelta(days=1)  # as long as an uploaded table waits for its confirmation
SHOWN = 120  # characters of a cell that a report repeats
SAMPLE_ROWS, SAMPLE_LENGTH = 50, 80
NOTHING = frozenset({"", "-", "–", "—", "n/a", "k. a.", "k.a.", "keine angabe", "null", "none", "nan", "?"})

_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s*")


class MappingError(ActionError):
    """The columns cannot be used like this."""


class Unfit(ValueError):
    """A cell does not fit its field; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Flaw:
    """Why a row is left out or a value was not understood: number of the row, column, code, the cell's beginning."""

    row: int
    column: str
    code: str
    value: str = ""

    def as_list(self) -> list[str | int]:
        return [self.row, self.column, self.code, self.value]


@dataclass(frozen=True)
class Target:
    """A field that a column can feed."""

    field: str
    label: Promise | str
    hint: Promise | str = ""


COMMON_REASONS: Mapping[str, Promise] = {
    "missing": gettext_lazy("nothing is there, but it is needed"),
    "too_long": gettext_lazy("the text is too long"),
    "date": gettext_lazy("this is no date"),
    "order": gettext_lazy("the end is before the start"),
    "topic": gettext_lazy("this topic is not known"),
    "email": gettext_lazy("this is no e-mail address"),
    "formula": gettext_lazy("a formula without a stored result"),
    "error": gettext_lazy("an error value of the spreadsheet"),
    "ragged": gettext_lazy("the row has more cells than there are columns"),
    "short": gettext_lazy(
        "the row has fewer cells than there are columns; it was stored as it is: is its end missing?"
    ),
}
"""Why a row is left out or a value was not understood, by code; each import has more."""


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def propose(columns: Sequence[str], names: Mapping[str, Sequence[str]], fold: Callable[[str], str]) -> dict[str, str]:
    """Field → column, for the columns whose name says what they are. Each column once, the likeliest name first.

    `names` are folded names of columns for each field, `fold` makes names comparable.
    """
    folded = {fold(_CAMEL.sub(" ", column)): column for column in reversed(columns)}
    taken: set[str] = set()
    proposal = {}
    for field, known in names.items():
        column = next((folded[name] for name in known if name in folded and folded[name] not in taken), None)
        if column is not None:
            proposal[field] = column
            taken.add(column)
    return proposal


def check_columns(mapping: Mapping[str, str], fields: Iterable[str], columns: Sequence[str]) -> None:
    """Raise `MappingError` for fields and columns that there are not."""
    known = list(fields)
    for field, column in mapping.items():
        if field not in known:
            message = _("There is no field “%(field)s”. There are: %(known)s.")
            raise MappingError(message % {"field": field, "known": ", ".join(known)})
        if column not in columns:
            message = _("The table has no column “%(column)s”. It has: %(known)s.")
            raise MappingError(message % {"column": column, "known": ", ".join(columns)})


def parse_mapping(written: str, fields: Iterable[str]) -> dict[str, str]:
    """ "title=name,done=description" → {"title": "name", "done": "description"}; a comma in a name needs no sign.

    Raises `MappingError`.
    """
    known, found, last = list(fields), dict[str, str](), ""
    for part in filter(None, written.split(",")):
        field, sign, column = part.partition("=")
        if sign and field.strip() in known:
            last = field.strip()
            found[last] = column
        elif last:
            found[last] += f",{part}"
        else:
            message = _("“%(part)s” is not of the form field=column. There are these fields: %(fields)s.")
            raise MappingError(message % {"part": part, "fields": ", ".join(known)})
    return {field: column.strip() for field, column in found.items()}


def samples(table: Table) -> list[tuple[str, str]]:
    """(column, its first cell that holds something)."""
    rows = table.rows[:SAMPLE_ROWS]
    return [
        (column, next((row.cells[at][:SAMPLE_LENGTH] for row in rows if row.cells[at]), ""))
        for at, column in enumerate(table.columns)
    ]


# ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_nothing(cell: str) -> bool:
    """True for the ways in which tables leave a cell empty."""
    return cell.casefold() in NOTHING


def short_enough(model: type[models.Model], field: str, value: str) -> str:
    """Raises `Unfit` for a text that the column of the database cannot hold."""
    most = getattr(model._meta.get_field(field), "max_length", None)
    if most is not None and len(value) > most:
        raise Unfit("too_long")
    return value


def span(cell: str) -> Span:
    try:
        return parse_span(cell)
    except ValueError as error:
        raise Unfit("date") from error


def first_day(cell: str) -> date:
    return span(cell).first


def last_day(cell: str) -> date:
    return span(cell).last


def email_address(cell: str) -> str:
    address = one_line(cell).removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unfit("email") from error
    return address


def split_words(cell: str, words: Mapping[str, str], fold: Callable[[str], str]) -> list[str]:
    """The single words of a cell. A comma parts them only where that yields known words: "Housing, energy"."""
    parts = []
    for part in _SEPARATORS.split(cell):
        pieces = _COMMA.split(part)
        parts += pieces if any(fold(piece) in words for piece in pieces) else [part]
    return [part.strip() for part in parts if part.strip()]


# ── the table between two steps ───────────────────────────────────────────────────────────────────────────────────────

Kept = TypeVar("Kept", bound=Upload)
Report = TypeVar("Report", bound=ImportReport)


def keep_table(
    model: type[Kept],
    *,
    file_name: str,
    content: bytes,
    choices: Callable[[Table], Mapping[str, Any]],
    by: Account,
    at: datetime,
) -> Kept:
    """Read a table and keep its cells, with what is proposed for it. Raises `TableError`."""
    table = read_table(file_name, content)
    return keep(
        model,
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        packed=table.pack(),
        choices=choices(table),
        by=by,
        at=at,
    )


def keep(
    model: type[Kept],
    *,
    file_name: str,
    sha256: str,
    packed: bytes,
    choices: Mapping[str, Any],
    by: Account,
    at: datetime,
) -> Kept:
    """Keep what was read of a file. Forgets what anybody left behind more than a day ago."""
    uploads: models.Manager[Kept] = model._default_manager
    uploads.filter(uploaded_at__lte=at - KEPT).delete()
    return uploads.create(
        account=by,
        file_name=file_name[-200:],
        sha256=sha256,
        table=packed,
        choices=dict(choices),
        uploaded_at=at,
    )


def kept_table(model: type[Kept], who: Who, pk: UUID, now: datetime) -> Kept | None:
    """An uploaded table of this account that is not a day old yet, else None."""
    return model._default_manager.filter(pk=pk, account=who.pk, uploaded_at__gt=now - KEPT).first()


def choose(*, upload: Upload, choices: Mapping[str, Any]) -> None:
    """Remember what was decided about an upload."""
    upload.choices = {**upload.choices, **choices}
    upload.save(update_fields=["choices"])


def forget(*, upload: Upload) -> None:
    """The table is not needed any longer."""
    upload.delete()


# ── what was imported ─────────────────────────────────────────────────────────────────────────────────────────────────


def imports_of(model: type[Report]) -> models.QuerySet[Report]:
    """All imports, the latest first, without their long reports."""
    long = [field.name for field in model._meta.fields if isinstance(field, models.JSONField)]
    return model._default_manager.defer(*long)


def import_of(model: type[Report], pk: int) -> Report | None:
    return model._default_manager.filter(pk=pk).first()
