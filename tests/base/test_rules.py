"""Rules compose as sentences do, and say no by default."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base import rules
from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.models import Account, Visibility
from ideenschmiede.base.roles import EXPLANATIONS, Role
from ideenschmiede.base.rules import Rule, require

GUEST = AnonymousUser()
LEAVES = [Rule(lambda _who, thing, bit=bit: bool(thing >> bit & 1), f"bit{bit}") for bit in range(3)]


def holder(*roles, active=True):
    """An account that is not stored: its roles are what `roles` remembers for a request."""
    account = Account(email="a@example.org", is_active=active)
    account.__dict__["roles"] = frozenset(roles)
    return account


composed = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        inner.map(lambda one: ~one),
        st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
    ),
    max_leaves=6,
)


def table(one):
    """Its answer to every combination of the three leaves."""
    return [one(GUEST, bits) for bits in range(8)]


@given(composed, composed)
def test_de_morgan(a, b):
    assert table(~(a & b)) == table(~a | ~b)
    assert table(~(a | b)) == table(~a & ~b)


@given(composed, composed, composed)
def test_and_or_not_are_a_boolean_algebra(a, b, c):
    assert table(~~a) == table(a)
    assert table(a & b) == table(b & a)
    assert table(a | b) == table(b | a)
    assert table(a & (b | c)) == table((a & b) | (a & c))
    assert table(a | ~rules.everyone) == table(a)
    assert table(a & rules.everyone) == table(a)
    assert not any(table(a & ~a))
    assert all(table(a | ~a))


@given(composed, composed)
def test_composing_changes_neither_part(a, b):
    before = table(a), table(b)
    _all = a & b, a | b, ~a
    assert (table(a), table(b)) == before


def test_a_rule_reads_as_a_sentence():
    assert str(rules.is_office | (rules.is_member & ~rules.is_partner)) == "(is_office | (is_member & ~is_partner))"


def test_the_second_part_is_not_asked_when_the_first_has_decided():
    asked = Rule(lambda _who, _thing: pytest.fail("asked"), "asked")
    assert not (~rules.everyone & asked)(GUEST)
    assert (rules.everyone | asked)(GUEST)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_held_by_active_accounts_only(role):
    held = rules.holds(role)
    assert held(holder(role))
    assert not held(holder(*(set(Role) - {role})))
    assert not held(holder(role, active=False))
    assert not held(GUEST)
    assert str(held) == f"is_{role.value}"


@pytest.mark.parametrize(
    ("role", "inside"),
    [
        (Role.MEMBER, True),
        (Role.OFFICE, True),
        (Role.CHAIR, True),
        (Role.PILOT_LEAD, True),
        (Role.PARTNER, False),
        (Role.OPERATOR, False),
    ],
)
def test_partners_and_operators_are_not_in_the_network(role, inside):
    who = holder(role)
    assert rules.in_network(who) is inside
    network = {Visibility.PUBLIC, Visibility.NETWORK}
    assert rules.visibilities(who) == (network if inside else {Visibility.PUBLIC})


def test_guests_see_what_is_public_and_nothing_else():
    assert rules.visibilities(GUEST) == {Visibility.PUBLIC}
    assert not rules.is_signed_in(GUEST)
    assert rules.everyone(GUEST)


def test_require_says_no_with_words_and_lets_the_terminal_pass():
    require(rules.is_office, holder(Role.OFFICE))
    require(~rules.everyone, None)
    with pytest.raises(NotAllowed, match=r"\w+") as refused:
        require(rules.is_office, holder(Role.MEMBER))
    assert isinstance(refused.value, ActionError)
    with pytest.raises(NotAllowed):
        require(rules.is_office, GUEST)


def test_a_rule_may_look_at_the_thing():
    own = rules.rule(lambda who, thing: thing == who.email)
    assert own(holder(), "a@example.org")
    with pytest.raises(NotAllowed):
        require(own, holder(), "b@example.org")


def test_roles_of_an_account_cost_one_query(account_with, django_assert_num_queries):
    account = Account.objects.get(pk=account_with(Role.MEMBER, Role.OFFICE).pk)
    with django_assert_num_queries(1):
        assert rules.is_member(account)
        assert rules.is_office(account)
        assert not rules.is_operator(account)


def test_every_role_is_explained():
    assert set(EXPLANATIONS) == set(Role)
    assert all(len(str(text)) > 40 for text in EXPLANATIONS.values())
