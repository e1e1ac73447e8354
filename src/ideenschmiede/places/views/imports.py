"""The office brings in the register and indicators: upload, look at what would change, confirm."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.models import Account
from ideenschmiede.base.text import number
from ideenschmiede.places import queries
from ideenschmiede.places.actions.indicators import import_indicators
from ideenschmiede.places.actions.register import Report, import_register
from ideenschmiede.places.actions.uploads import drop_upload, keep_upload, read_upload
from ideenschmiede.places.forms import UploadForm
from ideenschmiede.places.models import Level
from ideenschmiede.places.rules import may_import

REGISTER, INDICATORS = "register", "kennzahlen"
PAGES = {REGISTER: "places:confirm_register", INDICATORS: "places:confirm_indicators"}
SHOWN = 50


@require_GET
@only(may_import)
def imports(request: HttpRequest) -> HttpResponse:
    """What there is now, and the two forms."""
    return _page(request)


def _page(
    request: HttpRequest, *, problems: list[str] | None = None, failed: str = "", form: UploadForm | None = None
) -> HttpResponse:
    forms = {name: UploadForm(auto_id=f"id_{name}_%s") for name in PAGES}
    if form and failed:
        forms[failed] = form
    context = {
        "state": queries.register_state(),
        "register_form": forms[REGISTER],
        "indicators_form": forms[INDICATORS],
        "problems": problems or [],
    }
    return render(request, "places/imports.html", context, status=422 if problems or failed else 200)


@require_POST
@only(may_import)
def upload(request: HttpRequest, what: str) -> HttpResponse:
    """Keep the file and show what it would change."""
    if what not in PAGES:
        raise Http404
    form = UploadForm(request.POST, request.FILES, auto_id=f"id_{what}_%s")
    if not form.is_valid():
        return _page(request, failed=what, form=form)
    data = form.cleaned_data["file"].read()
    check = import_register if what == REGISTER else import_indicators
    try:
        check(data=data, by=_account(request), at=timezone.now(), dry_run=True)
    except ActionError as error:
        return _page(request, problems=_problems(error))
    token = keep_upload(data=data, by=_account(request), at=timezone.now())
    return redirect(PAGES[what], token=token)


@require_http_methods(["GET", "POST"])
@only(may_import)
def confirm_register(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what would change, POST does it."""

    def carry_out(data: bytes, dry_run: bool) -> dict[str, object]:
        report = import_register(data=data, by=_account(request), at=timezone.now(), dry_run=dry_run)
        return {"report": report, "counts": _counts(report), "dissolved": report.plan.dissolved[:SHOWN]} | {
            "renamed": report.plan.renamed[:SHOWN],
            "created": [(place.key, place.name) for place in report.plan.created[:SHOWN]],
        }

    return _confirm(request, token, carry_out, "places/preview_register.html", _("The register was imported."))


@require_http_methods(["GET", "POST"])
@only(may_import)
def confirm_indicators(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what would change, POST does it."""

    def carry_out(data: bytes, dry_run: bool) -> dict[str, object]:
        return {"report": import_indicators(data=data, by=_account(request), at=timezone.now(), dry_run=dry_run)}

    return _confirm(request, token, carry_out, "places/preview_indicators.html", _("The indicators were imported."))


def _confirm(
    request: HttpRequest,
    token: str,
    carry_out: Callable[[bytes, bool], dict[str, object]],
    template: str,
    success: str,
) -> HttpResponse:
    data = read_upload(token=token, by=_account(request))
    if data is None:
        messages.warning(request, _("This file was imported already or has expired. Please upload it again."))
        return redirect("places:imports")
    try:
        context = carry_out(data, request.method == "GET")
    except ActionError as error:
        return _page(request, problems=_problems(error))
    if request.method == "GET":
        return render(request, template, context)
    drop_upload(token=token, by=_account(request))
    messages.success(request, success)
    return redirect("places:list")


def _counts(report: Report) -> list[list[str]]:
    rows = [[str(level.label), _number(count)] for level, count in report.counts.items() if level != Level.MUNICIPALITY]
    rows.append([_("Municipalities that govern themselves"), _number(report.self_governing)])
    rows.append([_("Areas without a municipality"), _number(_not_governing(report))])
    rows.append([_("Population"), _number(report.population)])
    return rows


def _not_governing(report: Report) -> int:
    return report.counts[Level.MUNICIPALITY] - report.self_governing


def _number(value: int) -> str:
    return number(value, language=get_language())


def _problems(error: ActionError) -> list[str]:
    lines = str(error).splitlines()
    return [*lines, _("There are more errors than these.")] if getattr(error, "more", False) else lines


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
