"""What the page of a decision shows, part by part: each part is one query, and a page asks only for those it needs."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import is_office
from ideenschmiede.deliberation.models import (
    Ballot,
    Decision,
    FollowUp,
    MinorityOpinion,
    Objection,
    Option,
    Proposal,
    Seat,
)
from ideenschmiede.deliberation.queries.decisions import visible_decisions, voting
from ideenschmiede.deliberation.queries.register import with_follow_up
from ideenschmiede.deliberation.rules.seats import deputised_seats, own_seats
from ideenschmiede.people.models import Appointment, Body
from ideenschmiede.people.queries.appointments import bodies_open
from ideenschmiede.people.rules.bodies import LEADING, seats_of


def decision_page(who: Who, pk: int) -> Decision | None:
    """A decision with its body and question, and annotated: `seat_count`, `ballot_count` (ballots on older versions
    are gone), `became`, and `has_own_seat`: that of `who`, or of whom they stand in for.

    None where there is none that `who` may see. At most two queries.
    """
    seats = Seat.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    ballots = Ballot.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    found = with_follow_up(visible_decisions(who)).annotate(
        seat_count=Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), 0),
        ballot_count=Coalesce(Subquery(ballots.annotate(n=Count("pk")).values("n")), 0),
        has_own_seat=Exists(own_seats(who).filter(decision=OuterRef("pk")))
        | Exists(deputised_seats(who).filter(decision=OuterRef("pk"))),
    )
    return found.select_related("body", "question").filter(pk=pk).first()


def proposals_of(decision: Decision) -> list[Proposal]:
    """All versions, the first one first."""
    return list(Proposal.objects.filter(decision=decision).order_by("version"))


def options_of(decision: Decision) -> list[Option]:
    """In their order."""
    return list(decision.options.all())


def objections_of(decision: Decision) -> list[Objection]:
    """To all versions, the newest version first, with authors and versions."""
    raised = Objection.objects.filter(proposal__decision=decision)
    # within a version by their words: the order in which they came would tell whose they are
    return list(raised.select_related("proposal", "author", "integrated_into").order_by("-proposal__version", "reason"))


def objection(pk: int) -> Objection | None:
    """One, with its version and decision."""
    return Objection.objects.select_related("proposal__decision").filter(pk=pk).first()


def opinions_of(decision: Decision) -> list[MinorityOpinion]:
    """With their authors."""
    return list(MinorityOpinion.objects.filter(decision=decision).select_related("author"))


def opinion(pk: int) -> MinorityOpinion | None:
    """One, with its decision."""
    return MinorityOpinion.objects.select_related("decision").filter(pk=pk).first()


def follow_ups_of(decision: Decision) -> list[FollowUp]:
    """The newest first."""
    return list(decision.follow_ups.all())


def bodies_to_put_for(who: Who, on: date) -> QuerySet[Body]:
    """The bodies that somebody leads; for the office, all, the network too."""
    bodies = bodies_open(on)
    if is_office(who):
        return bodies
    return bodies.filter(pk__in=[body for body, capacity in seats_of(who).items() if capacity in LEADING])


def people_with_a_vote(body: Body) -> int:
    """How many would have a vote if something were put to this body now."""
    return Appointment.objects.filter(voting(body)).count()
