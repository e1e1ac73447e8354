"""Confirm a clipping: what was a draft becomes mentions, evidence and expertise, all at once or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Topic, Who
from ideenschmiede.base.plain import plain
from ideenschmiede.people.actions.expertise import record_evidence, set_expertise
from ideenschmiede.people.actions.offices import add_office
from ideenschmiede.people.actions.persons import record_person
from ideenschmiede.people.models import Evidence, EvidenceKind, Expertise, OfficeKind, Person
from ideenschmiede.places.models import Place
from ideenschmiede.press.actions.article import Article, fill_article
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.working import note, under_review
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import DraftFact, draft_of

OFFICES = (
    ("oberbürgermeister", OfficeKind.LORD_MAYOR),
    ("bürgermeister", OfficeKind.MAYOR),
    ("landrat", OfficeKind.DISTRICT_HEAD),
    ("landrät", OfficeKind.DISTRICT_HEAD),
    ("beigeordnet", OfficeKind.DEPUTY),
    ("dezernent", OfficeKind.DEPUTY),
    ("amtsleit", OfficeKind.ADMINISTRATION),
    ("hauptverwaltungsbeamt", OfficeKind.ADMINISTRATION),
    ("stadtrat", OfficeKind.COUNCIL),
    ("stadträt", OfficeKind.COUNCIL),
    ("ratsmitglied", OfficeKind.COUNCIL),
)


@dataclass(frozen=True, kw_only=True)
class Confirmation(Article):
    """The article as a whole, and what it is evidence for. `persons` and `places` are ids of facts."""

    shows: str = ""
    persons: Collection[str] = ()
    places: Collection[str] = ()
    topics: Collection[Topic] = ()


@transaction.atomic
def confirm(*, clipping: Clipping, said: Confirmation, by: Who | None, at: datetime) -> Clipping:
    """Save the facts, and the article as evidence for the chosen persons and places.

    Persons that the network does not know yet are recorded, with the office that the text gives them. Raises
    `ClippingError`, naming the field.
    """
    current = under_review(clipping, by)
    facts = {fact.id: fact for fact in draft_of(current).kept()}
    persons = [facts[key] for key in said.persons if key in facts]
    places = [facts[key] for key in said.places if key in facts]
    fill_article(current, said)
    _check(persons, places)
    known = {fact.id: _person_of(fact, current, by, at) for fact in persons}
    evidence = list(_evidence(current, said, known, persons, places, by, at))
    current.status, current.draft, current.changed_at = Clipping.Status.CONFIRMED, None, at
    current.save()
    current.evidence.set(evidence)
    Mention.objects.bulk_create(_mentions(current, facts.values(), known))
    for one in evidence:
        _link_expertise(one, said.topics, by, at)
    note("clipping.confirmed", current, by, at, evidence=[one.pk for one in evidence])
    return current


def _check(persons: Iterable[DraftFact], places: Iterable[DraftFact]) -> None:
    if not persons and not places:
        raise ClippingError(_("Please choose at least one person or place that the article is evidence for."))
    for fact in persons:
        if fact.person is None and not fact.new_person:
            message = _("Please say first which person “%(name)s” is, or that it is a new one.")
            raise ClippingError(message % {"name": fact.label}, "persons")
    for fact in places:
        if fact.place is None:
            message = _("Please say first which place “%(name)s” is.")
            raise ClippingError(message % {"name": fact.label}, "places")


def _person_of(fact: DraftFact, clipping: Clipping, by: Who | None, at: datetime) -> Person:
    if fact.person is not None:
        person = Person.objects.filter(pk=fact.person, erased_at=None).first()
        if person is None:
            message = _("The person chosen for “%(name)s” is no longer there. Please choose again.")
            raise ClippingError(message % {"name": fact.label}, "persons")
        return person
    names = {"title": fact.detail.get("title", ""), "given_name": fact.detail.get("given", "")}
    family = fact.detail.get("family") or fact.value
    values = {**names, "family_name": family, "is_example": clipping.is_example}
    person = record_person(values=values, by=by, at=at)
    if (title := fact.detail.get("office", "")) and fact.place is not None:
        place = Place.objects.get(pk=fact.place)
        add_office(person=person, values={"kind": office_kind(title), "title": title, "place": place}, by=by, at=at)
    return person


def office_kind(title: str) -> OfficeKind:
    """ "Erste Bürgermeisterin" → MAYOR."""
    low = title.casefold()
    return next((kind for word, kind in OFFICES if word in low), OfficeKind.OTHER)


def _evidence(
    clipping: Clipping,
    said: Confirmation,
    known: dict[str, Person],
    persons: list[DraftFact],
    places: list[DraftFact],
    by: Who | None,
    at: datetime,
) -> Iterator[Evidence]:
    """One for each person, with the place where that was, and one for each place: that one stays where it is when the
    person is erased."""
    values = {
        "kind": EvidenceKind.CLIPPING,
        "title": clipping.title,
        "date": clipping.published_on,
        "url": clipping.url,
        "shows": plain(said.shows),
        "visibility": said.visibility,
        "is_example": clipping.is_example,
    }
    wanted = {fact.place for fact in places}
    rows = Place.objects.in_bulk([*wanted, *(fact.place for fact in persons if fact.place)])
    only = next(iter(wanted)) if len(wanted) == 1 else None
    for fact in persons:
        about = {"person": known[fact.id], "place": rows.get(fact.place or only)}
        yield record_evidence(values={**values, **about}, by=by, at=at)
    for place in dict.fromkeys(fact.place for fact in places):
        yield record_evidence(values={**values, "person": None, "place": rows[place]}, by=by, at=at)


def _mentions(clipping: Clipping, facts: Iterable[DraftFact], known: dict[str, Person]) -> Iterator[Mention]:
    for fact in facts:
        person = known[fact.id].pk if fact.id in known else fact.person
        for start, end in fact.spans or ((None, None),):
            yield Mention(
                clipping=clipping,
                kind=fact.kind,
                start=start,
                end=end,
                value=fact.value,
                detail=dict(fact.detail),
                person_id=person,
                place_id=fact.place if fact.kind == Mention.Kind.PLACE else None,
                organisation_id=fact.organisation,
            )


def _link_expertise(evidence: Evidence, topics: Collection[Topic], by: Who | None, at: datetime) -> None:
    """The article counts for what the person knows; what stood there before stays."""
    person = evidence.person
    if person is None:
        return
    known = {one.topic_id: one for one in Expertise.objects.filter(person=person).prefetch_related("evidence")}
    for topic in topics:
        old = known.get(topic.pk)
        shown = [*old.evidence.all(), evidence] if old else [evidence]
        helps = old.helps_with if old else ""
        set_expertise(person=person, topic=topic, helps_with=helps, evidence=shown, by=by, at=at)
