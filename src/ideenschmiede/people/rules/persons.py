"""Who may see and change persons, what they know, and their organisations."""

from __future__ import annotations

from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import Rule, everyone, in_network, is_member, is_office, rule, visibilities
from ideenschmiede.people.models import Contact, Evidence, Expertise, Membership, Person, PublicOffice

BELONGING = (Contact, Evidence, Expertise, Membership, PublicOffice)


def person_in(thing: object) -> Person | None:
    """The person whom a thing is about."""
    if isinstance(thing, Person):
        return thing
    return thing.person if isinstance(thing, BELONGING) else None


@rule
def is_own_person(who: Who, thing: object) -> bool:
    """True for one's own profile and what belongs to it. An account that was closed has none."""
    person = person_in(thing)
    return person is not None and isinstance(who, Account) and who.is_active and person.account_id == who.pk


@rule
def is_not_erased(_who: Who, thing: object) -> bool:
    person = person_in(thing)
    return person is None or person.erased_at is None


@rule
def recorded_it(who: Who, thing: object) -> bool:
    """True for who recorded this piece of evidence."""
    return isinstance(who, Account) and isinstance(thing, Evidence) and thing.recorded_by_id == who.pk


def _reaches(reach: str, audience: Rule) -> Rule:
    return Rule(
        lambda who, thing: isinstance(thing, Contact) and thing.reach == reach and audience(who, thing),
        f"reaches_{reach}",
    )


@rule
def may_see_what_it_shows(who: Who, thing: object) -> bool:
    """True for a piece of evidence whose visibility `who` may see."""
    return isinstance(thing, Evidence) and thing.visibility in visibilities(who)


may_see_all_persons = is_office
may_record_person = is_office
may_change_person = (is_office | is_own_person) & is_not_erased
may_erase_person = may_change_person
may_consent = may_change_person
may_see_what_is_stored = may_change_person
may_see_contact = (
    is_office | is_own_person | _reaches(Contact.Reach.NETWORK, in_network) | _reaches(Contact.Reach.PUBLIC, everyone)
)
may_ask_for_introduction = is_member & ~is_own_person & is_not_erased
# what the office recorded, from a newspaper for example, stays as it is; the person asks the office
may_record_evidence = is_office | (is_own_person & is_not_erased)
may_change_evidence = is_office | (is_own_person & recorded_it)
may_see_evidence = is_office | is_own_person | may_see_what_it_shows
may_change_organisation = is_office


def seen_evidence(who: Who, person: Person) -> frozenset[str]:
    """The visibilities of evidence about `person` that `who` may see: the person and the office all."""
    all_of_it = is_office(who) or is_own_person(who, person)
    return frozenset({Visibility.PUBLIC, Visibility.NETWORK}) if all_of_it else visibilities(who)
