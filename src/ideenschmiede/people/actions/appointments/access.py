"""What an appointment opens: an account with a role, and what closes when it is over."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from ideenschmiede.base import actions
from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions.appointments.stepping import AppointmentError
from ideenschmiede.people.models import Body, Capacity, Person, Status
from ideenschmiede.people.queries.appointments import email_of

MANAGED = frozenset({Role.MEMBER, Role.CHAIR})  # roles that come and go with appointments; others are given by hand

IS_MEMBER = Q(body__kind=Body.Kind.NETWORK)
IS_CHAIR = Q(body__kind=Body.Kind.WORKING_GROUP, capacity=Capacity.CHAIR)


def align_access(*, person: Person, at: datetime, welcome: bool = True) -> None:
    """Let the account hold just the roles that the active appointments give; doing it twice changes nothing.

    Where roles are due and there is no account, one is opened; `welcome`: with a mail that says how to sign in. Where
    none is left, the account is closed, and all its sessions end at once. Other roles, which were given by hand, stay.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    due = _due(person)
    account = Account.objects.filter(pk=person.account_id).first() if person.account_id else None
    if account is None:
        if due:
            _link(person, due, at, welcome=welcome)
        return
    _give(account, due, at)
    for role in sorted(MANAGED - due):
        actions.revoke_role(account=account, role=role, by=None, at=at)
    if not due and not account.grants.exists():
        actions.close_account(account=account, by=None, at=at)


def _due(person: Person) -> frozenset[Role]:
    active = person.appointments.filter(status=Status.ACTIVE)
    roles = ((Role.MEMBER, IS_MEMBER), (Role.CHAIR, IS_CHAIR))
    return frozenset(role for role, condition in roles if active.filter(condition).exists())


def _link(person: Person, due: frozenset[Role], at: datetime, *, welcome: bool) -> None:
    """The account with this person's e-mail address, known or new."""
    address = email_of(person)
    if not address:
        raise AppointmentError(_("We know no e-mail address of this person. Please record it in the profile first."))
    account = Account.objects.filter(email__iexact=address).first()
    if account is not None and Person.objects.filter(account=account).exists():
        raise AppointmentError(_("Somebody else already signs in with the e-mail address of this person."))
    if account is None:
        account = actions.open_account(email=address, name=person.name, roles=due, by=None, at=at, welcome=welcome)
    else:
        _give(account, due, at)
    person.account = account
    person.save(update_fields=["account"])


def _give(account: Account, due: frozenset[Role], at: datetime) -> None:
    if due:
        actions.reopen_account(account=account, by=None, at=at)
    for role in sorted(due):
        actions.grant_role(account=account, role=role, by=None, at=at)
