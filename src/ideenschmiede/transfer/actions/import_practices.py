"""Import a table of practices: exactly what its plan says, in one transaction, one event for each practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record, record_many
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, Topic, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.tables import Table
from ideenschmiede.transfer.actions.importing.plan import Order, Plan, differences, plan_import
from ideenschmiede.transfer.actions.importing.rows import Draft
from ideenschmiede.transfer.models import Practice, PracticeImport
from ideenschmiede.transfer.rules import may_import

BATCH = 500


class ImportRefused(ActionError):
    """The import cannot be done like this; nothing was stored."""


def import_practices(
    *,
    table: Table,
    order: Order,
    file_name: str,
    sha256: str,
    visibility: Visibility = Visibility.PUBLIC,
    by: Who | None,
    at: datetime,
) -> PracticeImport:
    """Store what can be stored and name every row that was left out.

    The plan is made anew, so that what came in since the preview counts. Raises `NotAllowed`, `MappingError`.
    """
    require(may_import, by)
    if not order.origin.strip():
        raise ImportRefused(_("Please say where the records come from."))
    try:
        with transaction.atomic():
            return _import(table, order, file_name, sha256, visibility, by, at)
    except IntegrityError as error:
        message = _("Somebody imported the same records at the same moment. Nothing was stored; please try again.")
        raise ImportRefused(message) from error


def _import(
    table: Table, order: Order, file_name: str, sha256: str, visibility: Visibility, by: Who | None, at: datetime
) -> PracticeImport:
    plan = plan_import(table=table, order=order, today=localdate(at))
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    made = _create(plan, order, visibility, topics, by, at)
    changed = _change(plan, topics, at)
    report = PracticeImport.objects.create(
        file_name=file_name[:200],
        sha256=sha256,
        origin=order.origin,
        created=len(made),
        updated=len(changed),
        unchanged=plan.unchanged,
        duplicates=plan.duplicates,
        left_out=len(plan.left_out),
        report=[flaw.as_list() for flaw in plan.left_out],
        remarks=[flaw.as_list() for flaw in plan.remarks],
        imported_at=at,
    )
    _record(made, changed, report, by, at)
    return report


def _create(
    plan: Plan, order: Order, visibility: Visibility, topics: dict[str, Topic], by: Who | None, at: datetime
) -> list[Practice]:
    who = by if isinstance(by, Account) else None
    made = Practice.objects.bulk_create(
        [
            Practice(
                **draft.values,
                origin=order.origin,
                visibility=visibility,
                recorded_by=who,
                created_at=at,
                changed_at=at,
            )
            for draft in plan.new
        ],
        batch_size=BATCH,
    )
    _link(list(zip(made, plan.new, strict=True)), topics)
    return made


def _change(plan: Plan, topics: dict[str, Topic], at: datetime) -> list[Practice]:
    found = Practice.objects.select_for_update().in_bulk([pk for pk, _draft in plan.changed])
    fields: set[str] = {"changed_at"}
    retopiced: list[tuple[Practice, Draft]] = []
    for pk, draft in plan.changed:
        practice = found[pk]
        practice.changed_at = at
        for name, value in differences(practice, draft).items():
            if name == "topics":
                retopiced.append((practice, draft))
                continue
            setattr(practice, name, value)
            fields.add(name)
    Practice.objects.bulk_update(found.values(), sorted(fields), batch_size=100)
    Practice.topics.through.objects.filter(practice__in=[practice for practice, _draft in retopiced]).delete()
    _link(retopiced, topics)
    return list(found.values())


def _link(pairs: Sequence[tuple[Practice, Draft]], topics: dict[str, Topic]) -> None:
    through: Any = Practice.topics.through
    links = [
        through(practice_id=practice.pk, topic_id=topics[slug].pk)
        for practice, draft in pairs
        for slug in sorted(draft.topics)
    ]
    through.objects.bulk_create(links, batch_size=1_000)


def _record(
    made: list[Practice], changed: list[Practice], report: PracticeImport, by: Who | None, at: datetime
) -> None:
    for verb, practices in (("practice.recorded", made), ("practice.changed", changed)):
        for visibility in (Visibility.PUBLIC, Visibility.NETWORK):
            subjects = [practice for practice in practices if practice.visibility == visibility]
            record_many(verb=verb, subjects=subjects, by=by, at=at, visibility=visibility, data={"import": report.pk})
    figures = {"created": report.created, "updated": report.updated, "left_out": report.left_out}
    record(verb="practices.imported", subject=report, by=by, at=at, visibility=Visibility.NETWORK, data=figures)
