"""Import a table of persons: exactly what its plan says, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Topic, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.tables import Table
from ideenschmiede.people.actions.appointments.taking_over import take_over
from ideenschmiede.people.actions.expertise import set_expertise
from ideenschmiede.people.actions.importing.fields import office_kind
from ideenschmiede.people.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.people.actions.importing.rows import Draft
from ideenschmiede.people.actions.importing.stored import Part
from ideenschmiede.people.actions.offices import add_membership, add_office
from ideenschmiede.people.actions.organisations import record_organisation
from ideenschmiede.people.actions.persons import change_person, record_person, set_contacts
from ideenschmiede.people.models import Body, Contact, Organisation, Person, PersonImport
from ideenschmiede.people.rules.directory import may_import_persons
from ideenschmiede.places.models import Place, fold

EVERYTHING: frozenset[Part] = frozenset({"contacts", "office", "organisation", "topics", "member"})


class ImportRefused(ActionError):
    """The import cannot be done like this; nothing was stored."""


@transaction.atomic
def import_persons(
    *, table: Table, order: Order, file_name: str, sha256: str, by: Who | None, at: datetime
) -> PersonImport:
    """Store what can be stored and name every row that was left out.

    The plan is made anew, so that what came in since the preview counts. Raises `NotAllowed`, `MappingError`, and
    `ImportRefused` with the number of the row that nobody could foresee.
    """
    require(may_import_persons, by)
    plan = plan_import(table=table, order=order, today=localdate(at))
    _Writer(by, at).write(plan)
    report = PersonImport.objects.create(
        file_name=file_name[-200:],
        sha256=sha256,
        created=len(plan.new),
        updated=len(plan.changed),
        unchanged=plan.unchanged,
        left_out=len(plan.left_out),
        # without the cells: they hold names
        report=[flaw.as_list()[:3] for flaw in (*plan.left_out, *plan.remarks)],
        imported_at=at,
    )
    figures = {"created": report.created, "updated": report.updated, "left_out": report.left_out}
    record(verb="people.imported", subject=report, by=by, at=at, visibility=Visibility.GROUP, data=figures)
    return report


class _Writer:
    """Writes drafts through the actions that people use one by one."""

    def __init__(self, by: Who | None, at: datetime) -> None:
        self.by, self.at = by, at
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        self.organisations = {fold(one.name): one for one in Organisation.objects.all()}
        self.network = Body.objects.get(kind=Body.Kind.NETWORK)
        self.places: dict[int, Place] = {}

    def write(self, plan: Plan) -> None:
        self.places = Place.objects.in_bulk(sorted({draft.place for draft in plan.drafts if draft.place}))
        known = Person.objects.in_bulk([change.person for change in plan.changed])
        work: list[tuple[Draft, Person | None, frozenset[Part]]] = [(draft, None, EVERYTHING) for draft in plan.new]
        work += [(change.draft, known[change.person], change.parts) for change in plan.changed]
        for draft, person, parts in work:
            try:
                self._write(draft, person, parts)
            except ActionError as error:
                message = _("Row %(row)s: %(why)s Nothing was stored.") % {"row": draft.row, "why": error}
                raise ImportRefused(message) from error

    def _write(self, draft: Draft, person: Person | None, parts: frozenset[Part]) -> None:
        if person is None:
            person = record_person(values=dict(draft.person), by=self.by, at=self.at)
        elif "person" in parts:
            change_person(person=person, values=dict(draft.person), by=self.by, at=self.at)
        if "contacts" in parts and draft.contacts:
            self._contacts(person, draft)
        if "office" in parts and draft.office:
            self._office(person, draft)
        if "organisation" in parts and draft.organisation:
            self._membership(person, draft)
        if "topics" in parts:
            self._topics(person, draft)
        if "member" in parts and draft.member_since:
            self._term(person, draft)

    def _contacts(self, person: Person, draft: Draft) -> None:
        """Who may see a contact stays as it is; of a new one, nobody without an introduction."""
        reaches = dict(person.contacts.values_list("kind", "reach"))
        contacts = {
            kind: (value, reaches.get(kind, Contact.Reach.INTRODUCTION)) for kind, value in draft.contacts.items()
        }
        set_contacts(person=person, contacts=contacts, by=self.by, at=self.at)

    def _office(self, person: Person, draft: Draft) -> None:
        values = {
            "kind": office_kind(draft.office),
            "title": draft.office,
            "place": self.places[draft.place or 0],
            "since": draft.since,
        }
        add_office(person=person, values=values, by=self.by, at=self.at)

    def _membership(self, person: Person, draft: Draft) -> None:
        organisation = self.organisations.get(fold(draft.organisation))
        if organisation is None:
            about: dict[str, Any] = {"name": draft.organisation, "sector": draft.sector}
            if draft.place and not draft.office:
                about["place"] = self.places[draft.place]
            organisation = record_organisation(values=about, by=self.by, at=self.at)
            self.organisations[fold(organisation.name)] = organisation
        values = {"organisation": organisation, "function": draft.function}
        add_membership(person=person, values=values, by=self.by, at=self.at)

    def _topics(self, person: Person, draft: Draft) -> None:
        there = set(person.expertise.values_list("topic__slug", flat=True))
        for slug in sorted(draft.topics - there):
            set_expertise(person=person, topic=self.topics[slug], helps_with="", evidence=(), by=self.by, at=self.at)

    def _term(self, person: Person, draft: Draft) -> None:
        assert draft.member_since is not None
        take_over(
            person=person,
            body=self.network,
            office=person.offices.order_by("-pk").first(),
            starts_on=draft.member_since,
            ends_on=draft.member_until,
            by=self.by,
            at=self.at,
        )
