"""The administration: state of the installation, accounts and roles."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base import actions, queries, tasks
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.forms import AccountForm, RolesForm
from ideenschmiede.base.http import only, or_404
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import is_operator
from ideenschmiede.base.text import long_date, number

ON_A_PAGE = 20


@only(is_operator)
@require_GET
def operator(request: HttpRequest) -> HttpResponse:
    """The state of the installation at a glance."""
    state = queries.installation()
    return render(request, "base/operator.html", {"state": state, "facts": _facts(state)})


def _facts(state: queries.Installation) -> list[tuple[str, str]]:
    figure = partial(number, language=get_language())
    if state.index is None:
        search = _("There is no index yet: run “ideenschmiede index rebuild”.")
    elif state.index_behind:
        search = _("%(behind)s events behind; it catches up while the indexer runs.") % {
            "behind": figure(state.index_behind)
        }
    else:
        search = _("Up to date")
    mails = _("Kept in the outbox of the demo") if settings.DEMO else f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    return [
        (_("Version"), state.version),
        (_("Database"), state.database),
        (_("Events in the chronicle"), figure(state.head)),
        (_("Events that wait to be sealed"), figure(state.waiting)),
        (_("Search index"), search),
        (_("Tasks that wait"), figure(state.tasks_waiting)),
        (_("Tasks that failed"), figure(state.tasks_failed)),
        (_("Mails"), mails),
    ]


@only(is_operator)
@require_POST
def verify_chronicle(request: HttpRequest) -> HttpResponse:
    """Have the whole chain of the chronicle verified; one walk at a time."""
    last = queries.last_verification()
    if last is None or not last.under_way(timezone.now()):
        tasks.verify_chronicle.enqueue()
    messages.info(request, _("The chronicle is being verified. Load this page again in a moment to see the result."))
    return redirect("base:operator")


@only(is_operator)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts with their roles, found by name or e-mail address."""
    search = request.GET.get("q", "")[:200]
    page = Paginator(queries.accounts(search), ON_A_PAGE).get_page(request.GET.get(PAGE))
    return render(request, "base/accounts.html", {"page": page, "search": search})


@only(is_operator)
@require_http_methods(["GET", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account, with its roles."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.open_account(**form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The account of %(name)s is open.") % {"name": account.name})
            return redirect("base:account", pk=account.pk)
    return render(request, "base/account_form.html", {"form": form})


@only(is_operator)
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles, to give and to take."""
    found = _account(pk)
    form = RolesForm(
        request.POST if request.method == "POST" else None,
        initial={"roles": [grant.role for grant in found.grants.all()]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_roles(account=found, roles=form.cleaned_data["roles"], by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, _("The roles are saved."))
            return redirect("base:account", pk=pk)
    facts = [
        (_("E-mail address"), found.email),
        (_("Open since"), long_date(localtime(found.created_at), language=get_language())),
        (_("Language of mails"), dict(settings.LANGUAGES).get(found.language, found.language)),
    ]
    return render(request, "base/account_page.html", {"account": found, "form": form, "facts": facts})


@only(is_operator)
@require_POST
def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account and sign it out everywhere."""
    try:
        actions.close_account(account=_account(pk), by=request.user, at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The account is closed; whoever was signed in with it has been signed out."))
    return redirect("base:account", pk=pk)


@only(is_operator)
@require_POST
def reopen_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a closed account sign in again."""
    actions.reopen_account(account=_account(pk), by=request.user, at=timezone.now())
    messages.success(request, _("The account is open again."))
    return redirect("base:account", pk=pk)


def _account(pk: int) -> Account:
    return or_404(queries.account(pk))
