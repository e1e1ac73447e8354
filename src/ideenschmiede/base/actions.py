"""Writes on accounts and roles."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ideenschmiede.base import tasks
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, RoleGrant, SentMail, Visibility, Who
from ideenschmiede.base.roles import Role
from ideenschmiede.base.rules import is_operator, may_erase_account, require


class AccountError(ActionError):
    """The account cannot be opened or changed like this."""


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    by: Who | None,
    at: datetime,
    roles: Iterable[Role] = (),
    language: str = "de",
    welcome: bool = False,
) -> Account:
    """Let somebody with these roles sign in with this e-mail address; `welcome` sends a mail that says so.

    Raises `AccountError` for a bad or a known address, or without a name.
    """
    require(is_operator, by)
    email, name = email.strip(), " ".join(name.split())
    try:
        validate_email(email)
    except ValidationError as error:
        raise AccountError(_("“%(email)s” is not an e-mail address.") % {"email": email}) from error
    known = Account.objects.filter(email__iexact=email), EmailAddress.objects.filter(email__iexact=email, verified=True)
    if any(found.exists() for found in known):
        raise AccountError(_("There is already an account with this e-mail address."))
    if not name:
        raise AccountError(_("Please give the person's name."))
    account = Account(email=email, name=name[:200], language=language, created_at=at)
    account.set_unusable_password()
    account.save()
    # allauth stores a passkey only when the address is confirmed; the first code by mail confirms this one
    EmailAddress.objects.create(user=account, email=email.lower(), primary=True, verified=False)
    record(verb="account.opened", subject=account, by=by, at=at, visibility=Visibility.GROUP)
    set_roles(account=account, roles=roles, by=by, at=at)
    if welcome:
        tasks.mail_account.enqueue("base/mail/welcome", account.pk)
    return account


@transaction.atomic
def close_account(*, account: Account, by: Who | None, at: datetime) -> None:
    """Nobody signs in with this account any more, and whoever is signed in with it is signed out everywhere, at once.

    What the account has done stays. Closing twice changes nothing. Raises `AccountError` for the last account of the
    administration.
    """
    require(is_operator, by)
    if not account.is_active:
        return
    if account == by:
        raise AccountError(_("You cannot close your own account. Ask somebody else of the administration."))
    if _is_last_operator(account):
        raise AccountError(_("This is the last account of the administration. Give the role to somebody else first."))
    account.is_active = False
    account.set_unusable_password()  # sessions carry its digest: also those end that nobody listed
    account.save(update_fields=["is_active", "password"])
    _end_sessions(account)
    record(verb="account.closed", subject=account, by=by, at=at, visibility=Visibility.GROUP)


@transaction.atomic
def reopen_account(*, account: Account, by: Who | None, at: datetime) -> None:
    """Let a closed account sign in again, with the roles that it had. Reopening twice changes nothing."""
    require(is_operator, by)
    if account.is_active:
        return
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(verb="account.reopened", subject=account, by=by, at=at, visibility=Visibility.GROUP)


@transaction.atomic
def erase_account(*, account: Account, by: Who | None, at: datetime) -> None:
    """Close the account and forget whose it was: name, addresses, passkeys, roles, sessions, mails that the demo kept.

    The row and its number stay, for what the account has done. Raises `AccountError` for the last account of the
    administration, and `NotAllowed` where the office would erase an account of the administration or of the office.
    """
    require(may_erase_account, by, account)
    if _is_last_operator(account):
        raise AccountError(_("This is the last account of the administration. Give the role to somebody else first."))
    _end_sessions(account)
    addresses = {account.email, *EmailAddress.objects.filter(user=account).values_list("email", flat=True)}
    forget_mails(addresses)
    for forgotten in (EmailAddress, Authenticator):
        forgotten.objects.filter(user=account).delete()
    account.grants.all().delete()
    account.name, account.email, account.is_active = _("Erased account"), f"{account.pk}@erased.invalid", False
    account.set_unusable_password()
    account.save()
    record(verb="account.erased", subject=account, by=by, at=at, visibility=Visibility.GROUP)


def forget_mails(words: Iterable[str]) -> None:
    """Remove what the demo's outbox keeps for these addresses, and what it says about them or these names."""
    for word in words:
        SentMail.objects.filter(Q(to__iexact=word) | Q(subject__icontains=word) | Q(text__icontains=word)).delete()


@transaction.atomic
def set_roles(*, account: Account, roles: Iterable[Role], by: Who | None, at: datetime) -> None:
    """Give and take roles until the account holds just these. Raises `AccountError` as `revoke_role` does."""
    require(is_operator, by)
    wanted = {Role(role) for role in roles}
    held = {Role(value) for value in account.grants.values_list("role", flat=True)}
    for role in sorted(wanted - held):
        grant_role(account=account, role=role, by=by, at=at)
    for role in sorted(held - wanted):
        revoke_role(account=account, role=role, by=by, at=at)


@transaction.atomic
def choose_language(*, account: Account, language: str) -> None:
    """The language in which this account gets its mails. A preference, not an event."""
    Account.objects.filter(pk=account.pk).update(language=language)


@transaction.atomic
def grant_role(*, account: Account, role: Role, by: Who | None, at: datetime) -> None:
    """Give a role; giving it twice changes nothing."""
    require(is_operator, by)
    role = Role(role)
    _grant, created = RoleGrant.objects.get_or_create(account=account, role=role, defaults={"granted_at": at})
    if created:
        record(
            verb="role.granted",
            subject=account,
            by=by,
            at=at,
            visibility=Visibility.GROUP,
            data={"role": role.value},
        )


@transaction.atomic
def revoke_role(*, account: Account, role: Role, by: Who | None, at: datetime) -> None:
    """Take a role back. The last account of the administration keeps its role, or nobody could give roles any more."""
    require(is_operator, by)
    if role == Role.OPERATOR and _is_last_operator(account):
        raise AccountError(_("This is the last account of the administration. Give the role to somebody else first."))
    deleted, _rows = RoleGrant.objects.filter(account=account, role=role).delete()
    if deleted:
        record(
            verb="role.revoked",
            subject=account,
            by=by,
            at=at,
            visibility=Visibility.GROUP,
            data={"role": role.value},
        )


def _end_sessions(account: Account) -> None:
    for session in UserSession.objects.filter(user=account):
        session.end()


def _is_last_operator(account: Account) -> bool:
    """True where nobody else could give roles any more. Locks the grants, so that two do not leave at once."""
    operators = list(
        RoleGrant.objects.select_for_update()
        .filter(role=Role.OPERATOR, account__is_active=True)
        .values_list("account_id", flat=True)
    )
    return operators == [account.pk]
