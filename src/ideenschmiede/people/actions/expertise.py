"""What a person knows about, and the evidence on which that rests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.files import CheckedFile, drop, keep
from ideenschmiede.base.models import Account, Topic, Visibility, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.filling import PersonError, fill
from ideenschmiede.people.models import Evidence, Expertise, Person
from ideenschmiede.people.rules import may_change_evidence, may_change_person, may_record_evidence

EVIDENCE = frozenset({"kind", "title", "date", "person", "place", "url", "shows", "visibility", "is_example"})
FILES = "people/evidence"
LONGEST_NAME = 200


@transaction.atomic
def set_expertise(
    *,
    person: Person,
    topic: Topic,
    helps_with: str = "",
    evidence: Collection[Evidence] = (),
    by: Who | None,
    at: datetime,
) -> Expertise:
    """The person knows about `topic`, as `evidence` shows: pieces about the person, or about a place.

    Said again for the same topic, it replaces what was said. Raises `PersonError` for evidence about somebody else.
    """
    require(may_change_person, by, person)
    if any(one.person_id not in (None, person.pk) for one in evidence):
        raise PersonError(_("This evidence is about another person."))
    expertise, created = Expertise.objects.select_for_update().get_or_create(
        person=person, topic=topic, defaults={"created_at": at}
    )
    helps_with, wanted = one_line(helps_with), {one.pk for one in evidence}
    same = helps_with == expertise.helps_with and wanted == set(expertise.evidence.values_list("pk", flat=True))
    if same and not created:
        return expertise
    fill(expertise, {"helps_with": helps_with}, {"helps_with"})
    expertise.save()
    expertise.evidence.set(wanted)
    _note("expertise.recorded" if created else "expertise.changed", expertise, by, at)
    return expertise


@transaction.atomic
def remove_expertise(*, expertise: Expertise, by: Who | None, at: datetime) -> None:
    """The person is no longer to be asked about this topic. The evidence stays."""
    require(may_change_person, by, expertise.person)
    _note("expertise.removed", expertise, by, at)
    expertise.delete()


@transaction.atomic
def record_evidence(
    *,
    values: Mapping[str, Any],
    file: CheckedFile | None = None,
    file_name: str = "",
    by: Who | None,
    at: datetime,
) -> Evidence:
    """Something that can be looked up, about a person, a place or both (`EVIDENCE`).

    Raises `PersonError` for one about nobody, for a date to come, and where a value does not fit.
    """
    evidence = Evidence(created_at=at, recorded_by=by if isinstance(by, Account) else None)
    evidence.person = values.get("person")
    require(may_record_evidence, by, evidence)
    _fill(evidence, values, at)
    if file:
        _keep(evidence, file, file_name)
    evidence.save()
    _note_evidence("evidence.recorded", evidence, by, at)
    return evidence


@transaction.atomic
def change_evidence(
    *,
    evidence: Evidence,
    values: Mapping[str, Any],
    file: CheckedFile | None = None,
    file_name: str = "",
    without_file: bool = False,
    by: Who | None,
    at: datetime,
) -> bool:
    """Correct what was recorded; False where nothing differs. `without_file` takes the file away."""
    require(may_change_evidence, by, evidence)
    before = {name: getattr(evidence, name) for name in values}
    _fill(evidence, values, at)
    require(may_record_evidence, by, evidence)  # about whom it is now may differ
    if not (file or (without_file and evidence.file)) and all(
        getattr(evidence, name) == value for name, value in before.items()
    ):
        return False
    if file or without_file:
        drop(evidence.file)
        evidence.file, evidence.file_name = "", ""
    if file:
        _keep(evidence, file, file_name)
    evidence.save()
    _note_evidence("evidence.changed", evidence, by, at)
    return True


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Who | None, at: datetime) -> None:
    """It was recorded by mistake. What an invitation said about it stays as it was sent."""
    require(may_change_evidence, by, evidence)
    _note_evidence("evidence.removed", evidence, by, at)
    drop(evidence.file)
    evidence.delete()


def _fill(evidence: Evidence, values: Mapping[str, Any], at: datetime) -> None:
    fill(evidence, values, EVIDENCE)
    if evidence.person_id is None and evidence.place_id is None:
        raise PersonError(_("Please say whom or which place this is about."))
    if evidence.date and evidence.date > localdate(at):
        raise PersonError(_("This date is still to come. Evidence is what has happened already."))


def _keep(evidence: Evidence, file: CheckedFile, file_name: str) -> None:
    evidence.file, evidence.file_name = keep(FILES, file), one_line(file_name)[-LONGEST_NAME:]


def _note(verb: str, expertise: Expertise, by: Who | None, at: datetime) -> None:
    """The person is the subject: what is known of them has changed, for their page and for the search."""
    record(
        verb=verb,
        subject=expertise.person,
        by=by,
        at=at,
        visibility=Visibility.GROUP,
        data={"expertise": expertise.pk, "topic": expertise.topic_id},
    )


def _note_evidence(verb: str, evidence: Evidence, by: Who | None, at: datetime) -> None:
    about = {"person": evidence.person_id, "place": evidence.place_id}
    record(verb=verb, subject=evidence, by=by, at=at, visibility=Visibility.GROUP, data=about)
