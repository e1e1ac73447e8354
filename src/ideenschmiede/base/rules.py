"""Who may: predicates that compose with `&`, `|` and `~` and read as sentences.

    may_edit = is_office | (is_member & is_own_place)
    require(may_edit, by, practice)

`by` is an account, an anonymous visitor, or None: the operator at the terminal, who may do everything.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.roles import Role


class Rule:
    """A named predicate over (who, object)."""

    def __init__(self, predicate: Callable[[Who, object], bool], name: str) -> None:
        self.predicate = predicate
        self.name = name

    def __call__(self, who: Who, thing: object = None) -> bool:
        return self.predicate(who, thing)

    def __and__(self, other: Rule) -> Rule:
        return Rule(lambda who, thing: self(who, thing) and other(who, thing), f"({self} & {other})")

    def __or__(self, other: Rule) -> Rule:
        return Rule(lambda who, thing: self(who, thing) or other(who, thing), f"({self} | {other})")

    def __invert__(self) -> Rule:
        return Rule(lambda who, thing: not self(who, thing), f"~{self}")

    def __str__(self) -> str:
        return self.name


def rule(predicate: Callable[[Who, object], bool]) -> Rule:
    """Decorator: make a rule of a function of (who, object)."""
    return Rule(predicate, predicate.__name__)


def holds(role: Role) -> Rule:
    """True for active accounts with this role."""
    return Rule(
        lambda who, _thing: isinstance(who, Account) and who.is_active and role in who.roles,
        f"is_{role.value}",
    )


everyone = Rule(lambda _who, _thing: True, "everyone")
is_signed_in = Rule(lambda who, _thing: isinstance(who, Account) and who.is_active, "is_signed_in")
is_member = holds(Role.MEMBER)
is_office = holds(Role.OFFICE)
is_chair = holds(Role.CHAIR)
is_pilot_lead = holds(Role.PILOT_LEAD)
is_partner = holds(Role.PARTNER)
is_operator = holds(Role.OPERATOR)
in_network = is_member | is_office | is_chair | is_pilot_lead


@rule
def is_own_account(who: Who, thing: object) -> bool:
    return isinstance(who, Account) and isinstance(thing, Account) and who.is_active and who.pk == thing.pk


@rule
def runs_the_network(_who: Who, thing: object) -> bool:
    """True for accounts of the office and of the administration."""
    return isinstance(thing, Account) and bool({Role.OFFICE, Role.OPERATOR} & thing.roles)


may_erase_account = is_own_account | is_operator | (is_office & ~runs_the_network)


def require(permission: Rule, by: Who | None, thing: object = None) -> None:
    """Raise `NotAllowed` unless `by` may; None is the operator at the terminal."""
    if by is not None and not permission(by, thing):
        raise NotAllowed(_("You may not do this."))


def visibilities(who: Who) -> frozenset[str]:
    """What `who` may see everywhere; group and confidential content has rules of its own."""
    return frozenset({Visibility.PUBLIC, Visibility.NETWORK} if in_network(who) else {Visibility.PUBLIC})
