"""The office's list of clippings; taking one in; putting one aside."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.press.actions.errors import AlreadyThere
from ideenschmiede.press.actions.taking_in import discard, reopen, take_in
from ideenschmiede.press.forms import TakeInForm, status_labels
from ideenschmiede.press.intake import tesseract_is_there
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries import clippings as queries
from ideenschmiede.press.rules import may_read_clippings, may_write_clippings
from ideenschmiede.press.views.finding import clipping_or_404

PER_PAGE = 20


@only(may_read_clippings)
@require_GET
def clippings(request: HttpRequest) -> HttpResponse:
    """Those to be checked first; the others by their status."""
    counts = queries.clippings_per_status()
    options = [Option(value, label, counts[value]) for value, label in status_labels()]
    listing = Listing(request.GET, [Filter(_("Status"), "stand", options)])
    chosen = listing.chosen("stand")
    status = chosen[0] if chosen else Clipping.Status.NEW
    page = Paginator(queries.clippings(status), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {"listing": listing, "page": page, "status": status, "in_words": Clipping.Status(status).label}
    return render(request, "press/clippings.html", context)


@only(may_write_clippings)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Take an article in: pasted, or as a file."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TakeInForm(*sent, reads_pictures=tesseract_is_there())
    if request.method == "POST" and form.is_valid():
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        came = {"data": file.read(), "name": file.name} if file else {"text": text}
        try:
            made = take_in(**came, by=request.user, at=timezone.now())
        except AlreadyThere as error:
            messages.info(request, _("This article is already here: this is it."))
            return redirect("press:clipping", pk=error.clipping.pk)
        except ActionError as error:
            form.add_error("file" if file else "text", str(error))
        else:
            return redirect("press:clipping", pk=made.pk)
    return render(request, "press/take_in.html", {"form": form})


@only(may_write_clippings)
@require_POST
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """It is of no use."""
    return _switch(request, pk, discard, _("The clipping is discarded. You can fetch it back."))


@only(may_write_clippings)
@require_POST
def fetch_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It is of use after all."""
    return _switch(request, pk, reopen, _("The clipping is to be checked again."))


def _switch(request: HttpRequest, pk: int, action: Callable[..., None], thanks: str) -> HttpResponse:
    found = clipping_or_404(pk)
    try:
        action(clipping=found, by=request.user, at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, thanks)
    return redirect("press:clipping", pk=pk)
