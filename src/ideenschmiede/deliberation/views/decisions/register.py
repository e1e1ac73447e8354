"""The register of decisions."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ideenschmiede.base.http import public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.rules import is_office
from ideenschmiede.deliberation.queries.register import DecisionRegister
from ideenschmiede.deliberation.views.decisions.facts import card
from ideenschmiede.people.rules.bodies import leads_a_body

PER_PAGE = 20
may_put_something = is_office | leads_a_body


@require_safe
@public_page
def register(request: HttpRequest) -> HttpResponse:
    """All decisions that one may see, filtered as the address says; open ones first."""
    found = DecisionRegister(request.GET, request.user)
    page = Paginator(found.decisions.prefetch_related("options"), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "listing": found.listing,
        "text": found.text,
        "kept": [(name, value) for name, value in request.GET.items() if name not in (PAGE, "q")],
        "narrowed": bool(found.listing.chips() or found.text),
        "page": page,
        "cards": [card(one, list(one.options.all()), getattr(one, "became", "")) for one in page.object_list],
        "may_put": may_put_something(request.user),
    }
    return render(request, "deliberation/decisions/register.html", context)
