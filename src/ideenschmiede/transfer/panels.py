"""What a place's page shows of this app: what it has done, what it has taken up, what it looks for."""

from django.http import HttpRequest

from ideenschmiede.base.panels import Panel
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.queries.needs import needs_at
from ideenschmiede.transfer.queries.practices import adoptions_at, practices_at
from ideenschmiede.transfer.rules import may_record

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
