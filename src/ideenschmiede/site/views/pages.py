"""The operator's pages, and whose data is used."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.rules import is_operator
from ideenschmiede.site import actions, queries, sources
from ideenschmiede.site.forms import HINTS, SitePageForm
from ideenschmiede.site.models import SitePage


@require_safe
@public_page
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """Imprint, privacy or accessibility statement; says so when the operator has not written it yet."""
    written = queries.site_page(kind)
    text = written.text(get_language() or "de") if written else ""
    return render(request, "site/page.html", {"kind": SitePage.Kind(kind), "page": written, "text": text})


@only(is_operator)
@require_http_methods(["GET", "POST"])
def edit_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The operator writes one of these pages."""
    form = SitePageForm(request.POST if request.method == "POST" else None, instance=queries.site_page(kind))
    if request.method == "POST" and form.is_valid():
        actions.write_page(kind=SitePage.Kind(kind), **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("site:page", kind=kind)
    return render(request, "site/page_form.html", {"kind": SitePage.Kind(kind), "form": form, "hints": HINTS[kind]})


@require_safe
@public_page
def data_sources(request: HttpRequest) -> HttpResponse:
    """Whose data and work this stands on, with licences."""
    return render(request, "site/sources.html", {"groups": sources.GROUPS, "register": queries.latest_register()})
