"""Bring the register in: the official file, or the embedded one. All or nothing, one event, no reference broken."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.text import long_date
from ideenschmiede.places.actions.gv100ad import parse
from ideenschmiede.places.actions.wanted import ORDER, Wanted, embedded, from_register
from ideenschmiede.places.models import Level, Place, RegisterImport
from ideenschmiede.places.rules import may_import

BATCH = 500
OFFICIAL_SOURCE = "GV100AD"
EMBEDDED_SOURCE = "embedded"
COMPARED = tuple(field.name for field in fields(Wanted) if field.name not in ("key", "parent", "association"))
WRITTEN = (*COMPARED, "parent", "association", "dissolved_on")
KEPT_IF_MISSING = ("latitude", "longitude")  # the official file has no positions: a known one stays


class OlderRegisterError(ActionError):
    """The file is older than the register that is in use."""


class IncompleteRegisterError(ActionError):
    """The file lacks whole Länder that the register has."""


@dataclass(frozen=True)
class Plan:
    """What an import would do. Names are pairs (key, name)."""

    created: tuple[Wanted, ...]
    updated: tuple[Wanted, ...]
    dissolved: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]  # key, old name, new name
    unchanged: int

    @property
    def changes_anything(self) -> bool:
        return bool(self.created or self.updated or self.dissolved)


@dataclass(frozen=True)
class Report:
    """What an import did, or with `dry_run` would do. `counts` is the number of places in the file by level."""

    plan: Plan
    data_date: date | None
    counts: dict[Level, int]
    self_governing: int
    population: int
    record: RegisterImport | None


@transaction.atomic
def import_register(
    *, data: bytes, by: Who | None, at: datetime, dry_run: bool = False, allow_older: bool = False
) -> Report:
    """Import an official GV100AD. A newer file updates; places that it lacks are kept as dissolved on its date.

    Raises `UnreadableFileError`, `RegisterFileError`, `OlderRegisterError` (unless `allow_older`),
    `IncompleteRegisterError`, `NotAllowed`; then nothing has changed.
    """
    require(may_import, by)
    register = parse(data)
    if not allow_older:
        _refuse_older(register.date)
    stored = _stored()
    _refuse_incomplete({row.key for row in register.rows if row.level is Level.LAND}, stored)
    wanted = from_register(register)
    plan = _plan(wanted, stored)
    done = None if dry_run else _carry_out(plan, wanted, stored, OFFICIAL_SOURCE, register.date, data, by, at)
    counts = {level: len(register.of(level)) for level in ORDER}
    return Report(plan, register.date, counts, len(register.self_governing), register.population, done)


@transaction.atomic
def load_embedded_register(*, by: Who | None, at: datetime) -> Report | None:
    """Fill an empty installation. None, and nothing done, when there is a register already."""
    require(may_import, by)
    if RegisterImport.objects.filter(what=RegisterImport.What.REGISTER).exists():
        return None
    wanted = list(embedded())
    stored = _stored()
    plan = _plan(wanted, stored)
    content = repr([place.key for place in wanted]).encode()
    done = _carry_out(plan, wanted, stored, EMBEDDED_SOURCE, None, content, by, at)
    counts = {level: sum(place.level is level for place in wanted) for level in ORDER}
    municipalities = [place for place in wanted if place.level is Level.MUNICIPALITY]
    people = sum(place.population or 0 for place in municipalities)
    return Report(plan, None, counts, len(municipalities), people, done)


def _stored() -> dict[str, Place]:
    """Key → place of the register, dissolved ones too; invented places are none of its business."""
    return {place.key: place for place in Place.objects.filter(is_example=False)}


def _refuse_older(day: date) -> None:
    latest = (
        RegisterImport.objects.filter(what=RegisterImport.What.REGISTER, data_date__gt=day)
        .order_by("-data_date")
        .first()
    )
    if latest and latest.data_date:
        message = _("The file is of %(day)s, but the register is already of %(latest)s.")
        raise OlderRegisterError(message % {"day": long_date(day), "latest": long_date(latest.data_date)})


def _refuse_incomplete(lands: set[str], stored: dict[str, Place]) -> None:
    missing = sorted(
        place.name
        for place in stored.values()
        if place.level == Level.LAND and place.dissolved_on is None and place.key not in lands
    )
    if missing:
        message = _("The file does not contain all of Germany. Missing: %(lands)s. Nothing was changed.")
        raise IncompleteRegisterError(message % {"lands": ", ".join(missing)})


def _plan(wanted: list[Wanted], stored: dict[str, Place]) -> Plan:
    known = {place.pk: key for key, place in stored.items()}
    created, updated, renamed, unchanged = [], [], [], 0
    for place in wanted:
        before = stored.get(place.key)
        if before is None:
            created.append(place)
        elif _differs(place, before, known):
            updated.append(place)
            if before.name != place.name:
                renamed.append((place.key, before.name, place.name))
        else:
            unchanged += 1
    keys = {place.key for place in wanted}
    gone = [(key, place.name) for key, place in stored.items() if key not in keys and place.dissolved_on is None]
    return Plan(tuple(created), tuple(updated), tuple(sorted(gone)), tuple(renamed), unchanged)


def _differs(place: Wanted, before: Place, known: dict[int, str]) -> bool:
    if before.dissolved_on is not None:
        return True
    if place.parent != known.get(before.parent_id or 0) or place.association != known.get(before.association_id or 0):
        return True
    return any(
        (value := getattr(place, name)) != getattr(before, name) and not (value is None and name in KEPT_IF_MISSING)
        for name in COMPARED
    )


def _carry_out(
    plan: Plan,
    wanted: list[Wanted],
    stored: dict[str, Place],
    source: str,
    day: date | None,
    data: bytes,
    by: Who | None,
    at: datetime,
) -> RegisterImport:
    changed = {place.key for place in (*plan.created, *plan.updated)}
    _write([place for place in wanted if place.key in changed], stored)
    _dissolve([key for key, _name in plan.dissolved], day or at.date())
    done = RegisterImport.objects.create(
        what=RegisterImport.What.REGISTER,
        source=source,
        data_date=day,
        sha256=hashlib.sha256(data).hexdigest(),
        created=len(plan.created),
        updated=len(plan.updated),
        dissolved=len(plan.dissolved),
        imported_at=at,
    )
    figures = {"created": done.created, "updated": done.updated, "dissolved": done.dissolved}
    record(verb="register.imported", subject=done, by=by, at=at, visibility=Visibility.PUBLIC, data=figures)
    return done


def _write(places: Iterable[Wanted], stored: dict[str, Place]) -> None:
    """Insert or update by key, level after level, so that parents have their ids. Ids of places never change."""
    ids = {key: place.pk for key, place in stored.items()}
    places = list(places)
    for level in ORDER:
        rows = [_model(place, ids, stored.get(place.key)) for place in places if place.level is level]
        Place.objects.bulk_create(
            rows, BATCH, update_conflicts=True, unique_fields=["key"], update_fields=list(WRITTEN)
        )
        if level is not Level.MUNICIPALITY and any(row.key not in ids for row in rows):
            ids.update(Place.objects.filter(level=level).values_list("key", "pk"))


def _model(place: Wanted, ids: dict[str, int], before: Place | None) -> Place:
    values = {name: getattr(place, name) for name in COMPARED}
    if before:
        values |= {name: getattr(before, name) for name in KEPT_IF_MISSING if values[name] is None}
    return Place(
        key=place.key,
        parent_id=ids[place.parent] if place.parent else None,
        association_id=ids[place.association] if place.association else None,
        dissolved_on=None,
        **values,
    )


def _dissolve(keys: list[str], day: date) -> None:
    for start in range(0, len(keys), BATCH):
        Place.objects.filter(key__in=keys[start : start + BATCH]).update(dissolved_on=day)
