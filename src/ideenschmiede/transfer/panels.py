"""What pages of lower apps show of this one: what a place has done and looks for, where an idea exists already, whose
kind of place is missing."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from ideenschmiede.base.panels import Panel
from ideenschmiede.ideas.models import Idea
from ideenschmiede.people.queries.balance.reading import Balance
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.matching import similar_practices
from ideenschmiede.transfer.queries.listing import PracticeListing
from ideenschmiede.transfer.queries.needs import needs_at
from ideenschmiede.transfer.queries.practices import adoptions_at, practices_at
from ideenschmiede.transfer.queries.precedents import precedents_of
from ideenschmiede.transfer.rules import may_link_precedent, may_record

SHOWN = 10


def place(request: HttpRequest, thing: Place) -> Panel | None:
    """For the slot "place". Four queries whatever the rows."""
    who = request.user
    context = {
        "place": thing,
        "practices": practices_at(who, thing, SHOWN),
        "adoptions": adoptions_at(who, thing, SHOWN),
        "needs": needs_at(who, thing, SHOWN),
        "may_record": may_record(who),
    }
    return Panel("transfer/panel_place.html", context)


def idea(request: HttpRequest, thing: Idea) -> Panel | None:
    """For the slot "idea": where it exists already, as people found and as the matching proposes. Two queries."""
    who = request.user
    may_link = may_link_precedent(who, thing)
    linked = precedents_of(who, thing)
    known = {precedent.practice_id for precedent in linked}
    proposed = similar_practices(f"{thing.title}. {thing.problem} {thing.thought}", who, without=known)
    if not linked and not proposed:
        return None
    return Panel(
        "transfer/panel_idea.html", {"idea": thing, "linked": linked, "proposed": proposed, "may_link": may_link}
    )


MOST_GAPS = 3


def gaps(request: HttpRequest, thing: Balance) -> Panel | None:
    """For the slot "balance": solutions from the kinds of place that are missing. Two queries."""
    missing = [("groesse", line) for line in thing.sizes.missing[:MOST_GAPS]]
    missing += [("land", line) for line in thing.lands.missing[:MOST_GAPS]]
    filters = PracticeListing(QueryDict(), request.user).listing.filters
    counts = {(one.param, option.value): option.count for one in filters for option in one.options}
    found = [
        {
            "label": line.label,
            "count": counts.get((param, line.value), 0),
            "url": f"{reverse('transfer:list')}?{urlencode({param: line.value})}",
        }
        for param, line in missing
    ]
    return Panel("transfer/panel_gaps.html", {"gaps": found}) if found else None
