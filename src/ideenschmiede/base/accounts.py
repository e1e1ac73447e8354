"""How allauth works here: no sign-up (people are appointed), no passwords, our mails."""

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.mail import letterhead
from ideenschmiede.base.models import Account

log = structlog.get_logger("ideenschmiede.accounts")

DEMO_SALT = "demo sign-in"  # signs the links that the demo prints
FIRST_DAY = "first day"  # in the session
SIGNATURE = "\n--\n"  # what stands above the foot of a text mail

# mails that people wait for before they can go on; the others tell what has happened
AWAITED = {
    f"account/email/{name}" for name in ("login_code", "unknown_account", "reauthentication_code", "email_confirmation")
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: accounts are opened by the administration or follow an appointment."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    # ── mail ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account that has this address, else of the page.

        Where somebody waits for it and the mail server does not take it, they are told; it is logged in any case.
        """
        account = Account.objects.filter(email__iexact=email).first()
        language = account.language if account else translation.get_language() or settings.LANGUAGE_CODE
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, {**letterhead(), **context})
        except (OSError, SMTPException) as error:
            log.error("mail not sent", template=template_prefix, error=type(error).__name__)
            if template_prefix not in AWAITED:
                return
            request = allauth_context.request
            messages.error(request, _("The mail could not be sent just now. Please try again in a few minutes."))
            raise ImmediateHttpResponse(redirect("account_request_login_code")) from error

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMultiAlternatives:
        """Text and HTML, always: where there is no HTML template, the text is put into the house's layout."""
        message: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        if not message.alternatives:
            text, _line, foot = str(message.body).partition(SIGNATURE)
            reason = foot.strip().rpartition("\n")[2]  # why one receives it stands last
            html = render_to_string("base/mail/from_text.html", {**context, "text": text.strip(), "reason": reason})
            message.attach_alternative(html, "text/html")
        return message

    # ── proving that one is still oneself ────────────────────────────────────────────────────────────────────────────

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Also for accounts without second factor, which allauth would not ask: they get a code by e-mail.

        Raises `ReauthenticationRequired` for these when they last proved it too long ago.
        """
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        request = allauth_context.request
        if required and not get_reauthentication_flows(request.user) and not _proved_recently(request):
            raise ReauthenticationRequired
        return required

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """What allauth offers (authenticator app, key), or a code by e-mail where somebody has neither."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and not methods:
            methods.append(
                {
                    "id": "reauthenticate_by_code",
                    "description": gettext_lazy("Use a code by e-mail"),
                    "url": reverse("account_reauthenticate"),
                }
            )
        return methods

    # ── what is written down ─────────────────────────────────────────────────────────────────────────────────────────
    # Sign-ins go to the log, not to the chronicle: they are no deeds of the network, and must be forgotten some day.

    def login(self, request: HttpRequest, user: Account) -> None:
        is_first = user.last_login is None
        super().login(request, user)
        welcome(request, is_first)
        log.info("signed in", account=user.pk)

    def logout(self, request: HttpRequest) -> None:
        who = request.user.pk
        super().logout(request)
        log.info("signed out", account=who)


def welcome(request: HttpRequest, is_first: bool) -> None:
    """Remember the day of somebody's first sign-in: the home page welcomes them on it."""
    if is_first:
        request.session[FIRST_DAY] = timezone.localdate().isoformat()


def is_first_day(request: HttpRequest) -> bool:
    return request.session.get(FIRST_DAY) == timezone.localdate().isoformat()


def _proved_recently(request: HttpRequest) -> bool:
    """True shortly after a sign-in or a code; allauth keeps the times in the session."""
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0.0)
    recent: bool = timezone.now().timestamp() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return recent


def no_passwords(_request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """Where allauth would ask for a password."""
    return redirect("account_request_login_code")
