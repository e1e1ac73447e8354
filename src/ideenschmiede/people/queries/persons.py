"""Persons whom one may see, and who has the same name."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import visibilities
from ideenschmiede.people.models import Appointment, Consent, Person, Purpose, Status
from ideenschmiede.people.models.names import fold_name
from ideenschmiede.people.queries.bodies import OPENLY
from ideenschmiede.people.rules import may_see_all_persons


def listed() -> Q:
    """Persons whom directory and search show: with an active appointment of which all may know, not erased."""
    active = Appointment.objects.filter(OPENLY, person=OuterRef("pk"), status=Status.ACTIVE)
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
    """A person by number, or None where there is none that `who` may see. One query."""
    return visible_persons(who).filter(pk=pk).first()


def person_of(account: Who) -> Person | None:
    """Whose account this is."""
    return Person.objects.filter(account=account.pk).first() if isinstance(account, Account) else None


def persons_named(who: Who, name: str, most: int = 20) -> list[Person]:
    """Whom `who` may see and whose name has all these words, with their offices; nobody for no word. Three queries."""
    words, found = one_line(name).split(), visible_persons(who)
    for word in words:
        found = found.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
    return list(found.prefetch_related("offices__place")[:most]) if words else []


def same_name(given_name: str, family_name: str) -> list[Person]:
    """Persons who are called the same but for case and accents, with their offices. Three queries; reads all names."""
    wanted = fold_name(given_name, family_name)
    names = Person.objects.filter(erased_at=None).values_list("pk", "given_name", "family_name")
    found = [pk for pk, given, family in names.iterator() if fold_name(given, family) == wanted]
    return list(Person.objects.filter(pk__in=found).prefetch_related("offices__place")) if found else []
