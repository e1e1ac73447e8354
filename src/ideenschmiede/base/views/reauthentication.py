"""Before somebody adds a passkey or another address: make sure that it is still the same person, by a code by e-mail.

allauth asks again for a password or a second factor; whoever has neither would not be asked at all. Here everybody has
a mailbox.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from ideenschmiede.base.models import Account

STATE = "reauthentication"
MOST_ATTEMPTS = 3


@method_decorator([never_cache, login_required], name="dispatch")
class ReauthenticateByCode(BaseReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    """Sends a code when the page is opened, at most one at a time, and takes it back."""

    form_class = ConfirmLoginCodeForm
    template_name = "account/reauthenticate.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, Account), "login_required lets nobody else in"
        if self._code() is None:
            code = get_adapter().generate_login_code()
            request.session[STATE] = {"code": code, "at": time.time(), "attempts": 0}
            get_adapter().send_mail("account/email/reauthentication_code", request.user.email, {"code": code})
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "code": self._code() or ""}

    def form_valid(self, form: ConfirmLoginCodeForm) -> HttpResponse:
        self.request.session.pop(STATE, None)
        record_authentication(self.request, self.request.user, method="code", reauthenticated=True)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: ConfirmLoginCodeForm) -> HttpResponse:
        state = self.request.session.get(STATE)
        if state:
            attempts = state["attempts"] + 1
            # after too many the code is void; opening the page again sends another, as often as allauth's limit allows
            self.request.session[STATE] = {**state, "attempts": attempts} if attempts < MOST_ATTEMPTS else None
        response: HttpResponse = super().form_invalid(form)
        return response

    def _code(self) -> str | None:
        """The code that was sent and is still good."""
        state = self.request.session.get(STATE)
        if not state or time.time() - state["at"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
            return None
        return str(state["code"])
