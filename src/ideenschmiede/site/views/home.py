"""The home page: one question, and what the network has learnt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ideenschmiede.base.accounts import is_first_day
from ideenschmiede.base.http import public_page
from ideenschmiede.base.rules import in_network
from ideenschmiede.people.views.remembered import remembered_place
from ideenschmiede.places.queries import directory
from ideenschmiede.transfer.forms.asking import asked
from ideenschmiede.transfer.queries.learnt import Figures, figures, learnt_lately
from ideenschmiede.transfer.views import facts
from ideenschmiede.transfer.views.answers import question_context


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Who has already solved this, in a place like mine? Members see what waits for them above it, and nothing else;
    others, below it, three things learnt lately and the network in numbers."""
    places, key = directory(), remembered_place(request)
    mine = places.by_key.get(key or "")  # an association or a dissolved place is not in there, and is read
    context = question_context(asked({}, None if mine else key), places, mine)
    context["is_first_day"] = request.user.is_authenticated and is_first_day(request)
    if not in_network(request.user):
        context |= {
            "lessons": [
                {"lesson": lesson, "kind": facts.outcome_kind(lesson.practice.outcome)}
                for lesson in learnt_lately(request.user)
            ],
            "figures": _links(figures(request.user)),
        }
    return render(request, "site/home.html", context)


def _links(found: Figures) -> list[tuple[int, str, str]]:
    """(number, what it counts, where one sees them)"""
    practices, needs = reverse("transfer:list"), reverse("transfer:needs")
    return [
        (found.practices, ngettext("solution", "solutions", found.practices), practices),
        (
            found.failed,
            ngettext("attempt that failed, openly told", "attempts that failed, openly told", found.failed),
            f"{practices}?ergebnis=failed",
        ),
        (
            found.adoptions,
            ngettext("adoption by another place", "adoptions by other places", found.adoptions),
            f"{practices}?sortierung=uebernahmen",
        ),
        (found.needs, ngettext("open need", "open needs", found.needs), needs),
    ]
