"""Who leads a group proposes somebody for it to the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideenschmiede.base.http import number_in, only, or_404
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.groups.actions.suggesting import suggest_member
from ideenschmiede.groups.forms import SuggestionForm
from ideenschmiede.groups.rules import may_run
from ideenschmiede.groups.views.finding import open_group_or_404, page_of
from ideenschmiede.people.queries.persons import person_for, persons_named
from ideenschmiede.people.views.pages import form_page


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, slug: str) -> HttpResponse:
    """First who, then why."""
    found = open_group_or_404(request, slug, may_run)
    asked = request.GET.get("person", "")
    if not asked:
        name = one_line(request.GET.get("name", ""))[:100]
        context = {"group": found, "name": name, "persons": persons_named(request.user, name)}
        return render(request, "groups/suggest.html", context)
    person = or_404(person_for(request.user, number_in(asked)))
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda **signed: suggest_member(group=found, person=person, **form.cleaned_data, **signed),
        page_of(
            found,
            _("Suggest %(name)s as a member") % {"name": person.name},
            _("Suggest to the office"),
            thanks=_("The office knows now, and will decide about an invitation."),
        ),
    )
