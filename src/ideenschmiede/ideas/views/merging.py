"""One idea goes on for two."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.ideas.actions.merging import merge_ideas
from ideenschmiede.ideas.forms.calls import MergeForm
from ideenschmiede.ideas.queries.similar import LIKELY, similar_ideas
from ideenschmiede.ideas.rules.ideas import may_edit
from ideenschmiede.ideas.views.finding import idea_or_404, url_of


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose among ideas that say much the same, or look for another by its words."""
    found = idea_or_404(request, pk, may_edit)
    asked = one_line(request.GET.get("q", ""))[:200]
    text = asked or f"{found.title} {found.problem}"
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        candidates=similar_ideas(request.user, text, without=found.pk, least=0 if asked else LIKELY),
    )
    if request.method == "POST" and form.is_valid():
        target = idea_or_404(request, form.cleaned_data["into"])
        try:
            merge_ideas(idea=found, into=target, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The ideas are one now. Support, offers and comments came along."))
            return redirect(url_of(target))
    return render(request, "ideas/merge.html", {"form": form, "idea": found, "asked": asked, "cancel": url_of(found)})
