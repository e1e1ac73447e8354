"""Persons whom one may see, one of them with all that the page shows, and who has the same name."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery

from ideenschmiede.base.models import Account, Event, Topic, Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.people.models import (
    Appointment,
    Consent,
    Evidence,
    Expertise,
    Membership,
    Person,
    PublicOffice,
    Purpose,
    Status,
)
from ideenschmiede.people.models.names import fold_name
from ideenschmiede.people.rules import may_see_all_persons

CHANGED = ("person.changed", "expertise.recorded", "expertise.changed", "expertise.removed")


def listed() -> Q:
    """Persons whom directory and search show: with an active appointment, not erased."""
    active = Appointment.objects.filter(person=OuterRef("pk"), status=Status.ACTIVE)
    return Q(Exists(active), erased_at=None)


def visible_persons(who: Who) -> QuerySet[Person]:
    """Whom `who` may see: the office all, others those in the network as far as these agreed, everybody oneself."""
    there = Person.objects.filter(erased_at=None)
    if may_see_all_persons(who):
        return there
    shown = listed() & Q(visibility__in=visibilities(who))
    return there.filter(shown | Q(account=who.pk) if isinstance(who, Account) else shown)


def current_offices(on: date) -> Q:
    """Of `PublicOffice` (or of `Membership`): those held on this day."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))


def agreed(purpose: Purpose) -> Exists:
    """For `Person`: whether this consent is given now."""
    return Exists(Consent.objects.filter(person=OuterRef("pk"), purpose=purpose, withdrawn_at=None))


def person_for(who: Who, pk: int) -> Person | None:
    """The person as their page shows it, or None where there is none that `who` may see. Five queries.

    With `offices`, `memberships`, `contacts`, `active` (appointments), whether portrait and questions were agreed to,
    and when and what somebody else changed last.
    """
    active = Appointment.objects.filter(status=Status.ACTIVE).select_related("body").order_by("body__kind", "starts_on")
    foreign = Event.objects.filter(
        ~Q(actor=OuterRef("account")), actor__isnull=False, subject_type=Person._meta.label_lower,
        subject_id=OuterRef("pk"), verb__in=CHANGED,
    ).order_by("-pk")  # fmt: skip
    return (
        visible_persons(who)
        .annotate(
            shows_portrait=agreed(Purpose.PORTRAIT),
            takes_questions=agreed(Purpose.INTRODUCTIONS),
            is_listed=Exists(Appointment.objects.filter(person=OuterRef("pk"), status=Status.ACTIVE)),
            changed_by_others_at=Subquery(foreign.values("time")[:1]),
            changed_by_others=Subquery(foreign.values("data")[:1]),
        )
        .prefetch_related(
            Prefetch("offices", PublicOffice.objects.select_related("place__parent").order_by(*LATEST_FIRST)),
            Prefetch("memberships", Membership.objects.select_related("organisation").order_by(*LATEST_FIRST)),
            "contacts",
            Prefetch("appointments", active, to_attr="active"),
        )
        .filter(pk=pk)
        .first()
    )


LATEST_FIRST = (F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "pk")


def topics_of(person: Person) -> list[Topic]:
    """The topics of a person, of interest or of expertise: `expertise_id` and `helps_with` where there is one."""
    own = Expertise.objects.filter(person=person, topic=OuterRef("pk"))
    return list(
        Topic.objects.annotate(
            expertise_id=Subquery(own.values("pk")[:1]),
            helps_with=Subquery(own.values("helps_with")[:1]),
            interests=Exists(Person.topics.through.objects.filter(person_id=person.pk, topic_id=OuterRef("pk"))),
        ).filter(Q(interests=True) | Q(expertise_id__isnull=False))
    )


def evidence_of(person: Person, seen: frozenset[str]) -> QuerySet[Evidence]:
    """All about the person, and what backs the person's expertise: a row for each topic that it backs (`backs`)."""
    mine = FilteredRelation("expertise", condition=Q(expertise__person=person))
    return (
        Evidence.objects.annotate(mine=mine)
        .annotate(backs=F("mine__topic"))
        .filter(Q(person=person) | Q(mine__isnull=False), visibility__in=seen)
        .select_related("place__parent")
        .order_by(F("date").desc(nulls_last=True), "-pk")
    )


def person_of(account: Who) -> Person | None:
    """Whose account this is."""
    return Person.objects.filter(account=account.pk).first() if isinstance(account, Account) else None


def same_name(given_name: str, family_name: str) -> list[Person]:
    """Persons who are called the same but for case and accents, with their offices. Three queries; reads all names."""
    wanted = fold_name(given_name, family_name)
    names = Person.objects.filter(erased_at=None).values_list("pk", "given_name", "family_name")
    found = [pk for pk, given, family in names.iterator() if fold_name(given, family) == wanted]
    return list(Person.objects.filter(pk__in=found).prefetch_related("offices__place")) if found else []
