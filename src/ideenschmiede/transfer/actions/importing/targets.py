"""What a column of a table can become, and by which names people call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.importing import MappingError, Target, check_columns
from ideenschmiede.base.importing import propose as propose_columns
from ideenschmiede.places.models import fold
from ideenschmiede.transfer.actions.importing.words import COLUMNS
from ideenschmiede.transfer.models import Practice


@dataclass(frozen=True, kw_only=True)
class PracticeTarget(Target):
    """`names` are folded names of columns that mean it, the likeliest first."""

    kind: str  # how a cell is read: a key of `values.READERS`, or place, topics, status, outcome
    names: tuple[str, ...]


def _target(field: str, kind: str, hint: Promise | str = "") -> PracticeTarget:
    label = capfirst(getattr(Practice._meta.get_field(field), "verbose_name", field))
    return PracticeTarget(field, label, hint, kind=kind, names=tuple(COLUMNS[field]))


TARGETS: tuple[PracticeTarget, ...] = (
    _target("title", "line"),
    _target(
        "summary",
        "text",
        gettext_lazy("If it is not chosen, the first sentences of what was done are used."),
    ),
    _target("done", "text"),
    _target("problem", "text"),
    _target(
        "place",
        "place",
        gettext_lazy("Name or key (AGS). What is not in the register is kept as the place in words."),
    ),
    _target("place_text", "line"),
    _target("topics", "topics"),
    _target("sdgs", "sdgs"),
    _target("status", "status"),
    _target("started_on", "start"),
    _target("ended_on", "end"),
    _target("outcome", "outcome"),
    _target("results", "text"),
    _target("hard", "text"),
    _target("conditions", "text"),
    _target("lessons", "text"),
    _target("cost_once", "euro"),
    _target("cost_yearly", "euro"),
    _target("staff_hours_week", "hours"),
    _target("partners", "text"),
    _target("sources", "links"),
    _target("contact_name", "line"),
    _target("contact_role", "line"),
    _target("contact_email", "email"),
    _target("contact_phone", "line"),
    _target(
        "external_id",
        "line",
        gettext_lazy("A table that is imported again changes the records with the same key instead of doubling them."),
    ),
)
BY_FIELD: Mapping[str, PracticeTarget] = {target.field: target for target in TARGETS}
TELLING = ("summary", "done", "problem", "results")  # a practice must be told in at least one of these


def propose(columns: Sequence[str]) -> dict[str, str]:
    """Field → column, for the columns whose name says what they are. Each column once, the likeliest name first."""
    return propose_columns(columns, {target.field: target.names for target in TARGETS}, fold)


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str]) -> None:
    """Raise `MappingError` for unknown fields and columns, and where a practice could not be told at all."""
    check_columns(mapping, BY_FIELD, columns)
    if "title" not in mapping:
        raise MappingError(_("Please say which column holds the title."))
    if not any(field in mapping for field in TELLING):
        raise MappingError(
            _("Please say which column tells what was done, or the summary, the problem or the results.")
        )
