"""Who may see and change what of a person."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import Role
from ideenschmiede.people import rules
from ideenschmiede.people.models import Contact, Evidence, Person

roles = st.frozensets(st.sampled_from(list(Role)))
WRITES = (
    rules.may_change_person, rules.may_erase_person, rules.may_consent, rules.may_see_what_is_stored,
)  # fmt: skip


def account(pk, held, *, active=True):
    who = Account(pk=pk, is_active=active)
    who.__dict__["roles"] = frozenset(role.value for role in held)
    return who


@given(roles, st.booleans(), st.booleans())
def test_a_person_is_changed_by_the_office_and_by_oneself(held, own, active):
    person = Person(pk=1, account_id=7 if own else 8)
    who = account(7, held, active=active)
    expected = active and (Role.OFFICE in held or own)
    assert {rule(who, person) for rule in WRITES} == {expected}


@given(roles, st.booleans())
def test_an_erased_person_is_changed_by_nobody(held, own):
    person = Person(pk=1, account_id=7 if own else None, erased_at="2026-01-01")
    assert not any(rule(account(7, held), person) for rule in WRITES)


@given(roles, st.booleans(), st.sampled_from(Contact.Reach.values))
def test_a_contact_reaches_no_further_than_the_person_allows(held, own, reach):
    contact = Contact(person=Person(pk=1, account_id=7 if own else 8), reach=reach)
    network = held & {Role.MEMBER, Role.OFFICE, Role.CHAIR, Role.PILOT_LEAD}
    expected = own or Role.OFFICE in held or reach == "public" or (reach == "network" and bool(network))
    assert rules.may_see_contact(account(7, held), contact) == expected
    assert rules.may_see_contact(AnonymousUser(), contact) == (reach == "public")


@given(roles, st.booleans(), st.booleans())
def test_evidence_is_changed_by_who_recorded_it(held, own, recorded):
    evidence = Evidence(person=Person(pk=1, account_id=7 if own else 8), recorded_by_id=7 if recorded else 9)
    assert rules.may_change_evidence(account(7, held), evidence) == (Role.OFFICE in held or (own and recorded))
    assert rules.may_record_evidence(account(7, held), evidence) == (Role.OFFICE in held or own)


@given(roles, st.booleans())
def test_a_member_asks_for_an_introduction_to_others(held, own):
    person = Person(pk=1, account_id=7 if own else 8)
    assert rules.may_ask_for_introduction(account(7, held), person) == (Role.MEMBER in held and not own)


@pytest.mark.parametrize("rule", WRITES, ids=str)
def test_a_guest_changes_nothing(rule):
    assert not rule(AnonymousUser(), Person(pk=1))
