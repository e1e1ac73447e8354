"""What places look for."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, public_page
from ideenschmiede.base.listing import PAGE, Filter, Listing, Option
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.people.views.remembered import remembered_place
from ideenschmiede.transfer.actions.needs import close_need, post_need, reopen_need
from ideenschmiede.transfer.forms.asking import asked
from ideenschmiede.transfer.forms.needs import NeedForm
from ideenschmiede.transfer.queries.needs import needs_per_topic, open_needs
from ideenschmiede.transfer.rules import may_close_need, may_post_need
from ideenschmiede.transfer.views.finding import need_or_404
from ideenschmiede.transfer.views.practices import PER_PAGE


@require_GET
@public_page
def needs(request: HttpRequest) -> HttpResponse:
    """What places look for now."""
    topics = [Option(topic.slug, str(topic), count) for topic, count in needs_per_topic(request.user)]
    listing = Listing(request.GET, [Filter(_("Topic"), "thema", topics)])
    found = open_needs(request.user, *listing.chosen("thema"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {"listing": listing, "page": page, "may_post": may_post_need(request.user)}
    return render(request, "transfer/needs.html", context)


@require_GET
@public_page
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """One need."""
    found = need_or_404(request, pk)
    return render(request, "transfer/need.html", {"need": found, "may_close": may_close_need(request.user, found)})


@only(may_post_need)
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Ask the network."""
    question = asked(request.GET.dict(), remembered_place(request))  # what was asked on the page of answers
    initial = {"text": question.text, "place": question.place or question.typed}
    form = NeedForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = post_need(
                text=data["text"],
                place=data["place"],
                topics=data["topics"],
                visibility=Visibility(data["visibility"]),
                by=request.user,
                at=timezone.now(),
            )
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your need is posted."))
            return redirect("transfer:need", pk=made.pk)
    return render(request, "transfer/need_form.html", {"form": form})


@only(is_signed_in)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The place looks no longer."""
    return _switch(request, pk, close_need, _("The need is closed. You can open it again."))


@only(is_signed_in)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """The place looks again."""
    return _switch(request, pk, reopen_need, _("The need is open again."))


def _switch(request: HttpRequest, pk: int, action: Callable[..., None], thanks: str) -> HttpResponse:
    found = need_or_404(request, pk)
    if not may_close_need(request.user, found):
        raise Http404
    action(need=found, by=request.user, at=timezone.now())
    messages.success(request, thanks)
    return redirect("transfer:need", pk=pk)
