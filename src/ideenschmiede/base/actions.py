"""Writes on accounts and roles."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, RoleGrant, Visibility, Who
from ideenschmiede.base.roles import Role
from ideenschmiede.base.rules import is_operator, require


class AccountError(ActionError):
    """The account cannot be opened or changed like this."""


@transaction.atomic
def open_account(*, email: str, name: str, by: Who | None, at: datetime) -> Account:
    """Let somebody sign in with this e-mail address. Raises `AccountError` for a bad or a known address."""
    require(is_operator, by)
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise AccountError(_("“%(email)s” is not an e-mail address.") % {"email": email}) from error
    if Account.objects.filter(email__iexact=email).exists():
        raise AccountError(_("There is already an account with this e-mail address."))
    if not name.strip():
        raise AccountError(_("Please give the person's name."))
    account = Account(email=email, name=name.strip(), created_at=at)
    account.set_unusable_password()
    account.save()
    # allauth stores a passkey only when the address is confirmed; the first code by mail confirms this one
    EmailAddress.objects.create(user=account, email=email.lower(), primary=True, verified=False)
    record(verb="account.opened", subject=account, by=by, at=at, visibility=Visibility.GROUP)
    return account


@transaction.atomic
def grant_role(*, account: Account, role: Role, by: Who | None, at: datetime) -> None:
    """Give a role; giving it twice changes nothing."""
    require(is_operator, by)
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
    last = (
        role == Role.OPERATOR
        and not RoleGrant.objects.filter(role=role, account__is_active=True).exclude(account=account).exists()
    )
    if last:
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
