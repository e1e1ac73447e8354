"""The operator's pages and the errors."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.rules import is_operator
from ideenschmiede.site import actions
from ideenschmiede.site.forms import SitePageForm
from ideenschmiede.site.models import SitePage


def _kind(slug: str) -> SitePage.Kind:
    try:
        return SitePage.Kind(slug)
    except ValueError as error:
        raise Http404 from error


@require_GET
@public_page
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """Imprint, privacy or accessibility statement; says so when the operator has not written it yet."""
    wanted = _kind(kind)
    written = SitePage.objects.filter(kind=wanted).first()
    text = written.text(get_language() or "de") if written else ""
    return render(request, "site/page.html", {"kind": wanted, "page": written, "text": text})


@only(is_operator)
@require_http_methods(["GET", "POST"])
def edit_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The operator writes one of these pages."""
    wanted = _kind(kind)
    form = SitePageForm(request.POST or None, instance=SitePage.objects.filter(kind=wanted).first())
    if request.method == "POST" and form.is_valid():
        actions.write_page(kind=wanted, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("site:page", kind=kind)
    return render(request, "site/page_form.html", {"kind": wanted, "form": form})
