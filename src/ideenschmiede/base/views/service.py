"""Health, language and look, roles, and the demo's doors: what anybody may call."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.core.signing import BadSignature, TimestampSigner
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.i18n import set_language

from ideenschmiede.base import actions, queries
from ideenschmiede.base.accounts import DEMO_SALT, welcome
from ideenschmiede.base.files import confine
from ideenschmiede.base.http import or_404
from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import EXPLANATIONS, Role

YEAR = 60 * 60 * 24 * 365


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else."""
    return JsonResponse({"status": "ok", "version": settings.VERSION})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated; 503 otherwise, with no detail for strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM base_topic")
    except DatabaseError:
        return JsonResponse({"status": "not ready"}, status=503)
    return JsonResponse({"status": "ok"})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the pages in this language from now on, and send the account's mails in it."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, Account) and chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        actions.choose_language(account=request.user, language=chosen)
    return set_language(request)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or (empty) what the device prefers, and go back."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = redirect(target)
    theme = request.POST.get("theme", "")
    if theme in {"light", "dark"}:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie("theme")
    return response


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role is for, in plain words."""
    entries = [{"role": role, "explanation": EXPLANATIONS[role]} for role in Role]
    return render(request, "base/roles.html", {"entries": entries})


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404


@require_GET
def demo_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by one of the links that the demo prints; outside the demo there is no such page."""
    _demo_only()
    try:
        account_id = TimestampSigner(salt=DEMO_SALT).unsign(token)
    except BadSignature as error:
        raise Http404 from error
    account = get_object_or_404(Account, pk=account_id, is_active=True)
    is_first = account.last_login is None
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    UserSession.objects.create_from_request(request)  # so that the page of sessions lists it
    welcome(request, is_first)
    return redirect("/")


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails that the demo kept instead of sending them, so that one can try sign-in alone."""
    _demo_only()
    return render(request, "base/outbox.html", {"mails": queries.outbox()})


@require_safe
def outbox_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that came with a mail which the demo kept."""
    _demo_only()
    found = or_404(queries.sent_attachment(pk))
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    confine(response)
    return response
