"""Whom one can sign in as in the demo: one account per role. Not in the loader, which only the first start needs."""

from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import Role

PEOPLE = {
    Role.MEMBER: "Marlene Beispiel (Mitglied)",
    Role.OFFICE: "Ole Beispiel (Geschäftsstelle)",
    Role.CHAIR: "Leyla Beispiel (Leitung)",
    Role.PILOT_LEAD: "Paul Beispiel (Pilotprojekt)",
    Role.PARTNER: "Petra Beispiel (Partnerin)",
    Role.OPERATOR: "Anton Beispiel (Administration)",
}


def address_of(role: Role) -> str:
    """The e-mail address of the account with this role."""
    return f"{role.value.replace('_', '-')}@beispiel.example"


def demo_accounts() -> list[tuple[Role, Account]]:
    """The accounts to sign in as, one per role."""
    by_email = {account.email: account for account in Account.objects.filter(email__endswith="@beispiel.example")}
    return [(role, by_email[address_of(role)]) for role in PEOPLE if address_of(role) in by_email]
