"""Report that a place takes a practice up, and how it goes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.transfer.actions.adoptions import change_adoption, report_adoption
from ideenschmiede.transfer.forms.adoptions import AdoptionForm
from ideenschmiede.transfer.rules import may_change, may_report_adoption
from ideenschmiede.transfer.views.finding import adoption_or_404, practice_or_404, url_of


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Another place takes this practice up."""
    practice = practice_or_404(request, pk)
    if not may_report_adoption(request.user, practice):
        raise Http404
    form = AdoptionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            report_adoption(practice=practice, **form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. The adoption is recorded."))
            return redirect(url_of(practice))
    return render(
        request, "transfer/adoption_form.html", {"form": form, "practice": practice, "cancel": url_of(practice)}
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell how it went on."""
    adoption = adoption_or_404(request, pk)
    if not may_change(request.user, adoption):
        raise Http404
    form = AdoptionForm(request.POST if request.method == "POST" else None, adoption=adoption)
    if request.method == "POST" and form.is_valid():
        try:
            change_adoption(adoption=adoption, **form.cleaned_data, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(url_of(adoption.practice))
    context = {
        "form": form,
        "practice": adoption.practice,
        "adoption": adoption,
        "cancel": url_of(adoption.practice),
    }
    return render(request, "transfer/adoption_form.html", context)
