"""How allauth works here: no sign-up (people are appointed), no passwords, our mails."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: accounts are opened by the administration or follow an appointment."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False
