"""Decisions that somebody may see, what their pages show, and which of them wait for a vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from ideenschmiede.base import keys
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import is_office, visibilities
from ideenschmiede.deliberation.models import (
    Ballot,
    Decision,
    FollowUp,
    MinorityOpinion,
    Objection,
    Option,
    Proposal,
    Stage,
)
from ideenschmiede.deliberation.queries.ballots import voter_of
from ideenschmiede.deliberation.rules.seats import deputised_seats, own_seats
from ideenschmiede.people.models import Appointment, Body, Status
from ideenschmiede.people.queries.bodies import of_known_bodies
from ideenschmiede.people.rules.bodies import LEADING, VOTING, seats_of

GROUPS = (Visibility.GROUP, Visibility.CONFIDENTIAL)


@dataclass(frozen=True)
class Turnout:
    """How many of those who have a vote have cast one, on the newest version."""

    cast: int
    seats: int

    @property
    def percent(self) -> float:
        return round(100 * self.cast / self.seats, 1) if self.seats else 0.0


def visible_decisions(who: Who) -> QuerySet[Decision]:
    """What `rules.decisions.is_visible` says, for all decisions at once; at most one query more, for the seats."""
    if is_office(who):
        return Decision.objects.all()
    seats = seats_of(who)
    leads = [body for body, capacity in seats.items() if capacity in LEADING]
    shown = Q(visibility__in=visibilities(who)) & of_known_bodies(who)
    shown |= Q(visibility__in=GROUPS, body__in=list(seats))
    if isinstance(who, Account) and who.is_active:
        here = OuterRef("pk")
        shown |= Q(Exists(own_seats(who).filter(decision=here)))
        shown |= Q(Exists(deputised_seats(who).filter(decision=here)), allows_deputies=True)
    return Decision.objects.filter(Q(body__in=leads) | ~Q(stage=Stage.DRAFT) & shown)


def decision(who: Who, pk: int) -> Decision | None:
    """A decision with its body and question, or None where there is none that `who` may see."""
    found = visible_decisions(who).select_related("body", "question", "created_by")
    return found.filter(pk=pk).first()


def proposals_of(decision: Decision) -> list[Proposal]:
    """All versions, the oldest first."""
    return list(Proposal.objects.filter(decision=decision).select_related("created_by").order_by("version"))


def options_of(decision: Decision) -> list[Option]:
    """In their order, which is also the order that breaks ties."""
    return list(Option.objects.filter(decision=decision).order_by("rank"))


def objections_of(decision: Decision) -> list[Objection]:
    """All that were not withdrawn, of all versions, in an order that says nothing of when they came."""
    rows = Objection.objects.filter(proposal__decision=decision).exclude(status=Objection.Status.WITHDRAWN)
    return list(rows.select_related("author", "proposal", "integrated_into").order_by("proposal__version", "pk"))


def objection(pk: int) -> Objection | None:
    """An objection with its version and decision; whether one may see it depends on the decision."""
    return Objection.objects.select_related("proposal__decision__body", "author").filter(pk=pk).first()


def opinions_of(decision: Decision) -> list[MinorityOpinion]:
    return list(MinorityOpinion.objects.filter(decision=decision).select_related("author"))


def opinion(pk: int) -> MinorityOpinion | None:
    """A minority opinion with its decision."""
    return MinorityOpinion.objects.select_related("decision__body", "author").filter(pk=pk).first()


def follow_ups_of(decision: Decision) -> list[FollowUp]:
    """What was reported, the newest first."""
    return list(FollowUp.objects.filter(decision=decision).select_related("by"))


def bodies_to_put_for(who: Who) -> QuerySet[Body]:
    """The bodies that are at work and for which `who` may put a decision."""
    bodies = Body.objects.filter(closed_on=None)
    if is_office(who):
        return bodies
    return bodies.filter(pk__in=[pk for pk, capacity in seats_of(who).items() if capacity in LEADING])


def people_with_a_vote(body: Body) -> int:
    """How many have a vote in decisions of the body that are opened now."""
    return Appointment.objects.filter(voting(body)).count()


def voting(body: Body) -> Q:
    """Appointments that give a seat: members, chair and deputies who are active; guests have none."""
    return Q(body=body, status=Status.ACTIVE, capacity__in=VOTING, person__erased_at=None)


def turnout(decision: Decision) -> Turnout:
    """Two queries while it is open; afterwards what was counted."""
    if decision.result:
        return Turnout(decision.result["ballots"], decision.result["seats"])
    newest = Proposal.objects.filter(decision=decision).order_by("-version").values("pk")[:1]
    return Turnout(Ballot.objects.filter(proposal=newest).count(), decision.seats.count())


def named_ballots(decision: Decision) -> list[Ballot]:
    """Who voted how, for a decision that is not secret, once it is closed; else nothing. With their persons."""
    if decision.is_secret or decision.stage != Stage.CLOSED or not decision.result:
        return []
    rows = decision.ballots.select_related("person").order_by("person__family_name", "person__given_name", "pk")
    return list(rows)


@dataclass(frozen=True)
class ToVote:
    """An open decision in which somebody has a vote; `done`: from all seats that they may use."""

    decision: Decision
    done: bool


def to_vote(who: Who, at: datetime) -> list[ToVote]:
    """Open decisions in which `who` has a vote, the next deadline first. Three queries, however many they are."""
    own = own_seats(who).filter(decision__stage=Stage.OPEN)
    others = deputised_seats(who, localdate(at)).filter(decision__stage=Stage.OPEN)
    seats = list((own | others).select_related("decision__body").filter(decision__closes_at__gt=at))
    decisions = {seat.decision_id: seat.decision for seat in seats}
    voters: dict[int, set[int]] = {pk: set() for pk in decisions}
    for seat in seats:
        try:
            voters[seat.decision_id].add(voter_of(seat.decision, seat))
        except keys.KeyGone:
            decisions.pop(seat.decision_id, None)  # nobody can vote in it: its page says so
    cast = _cast({pk: voters[pk] for pk in decisions})
    ordered = sorted(decisions.values(), key=lambda one: (one.closes_at or at, one.pk))
    return [ToVote(one, voters[one.pk] <= cast.get(one.pk, set())) for one in ordered]


def _cast(voters: dict[int, set[int]]) -> dict[int, set[int]]:
    """Decision → those of these pseudonyms that have a ballot on its newest version."""
    newer = Proposal.objects.filter(decision=OuterRef("decision"), version__gt=OuterRef("proposal__version"))
    wanted = Q(pk__in=[])
    for pk, numbers in voters.items():
        wanted |= Q(decision=pk, voter__in=numbers)
    found: dict[int, set[int]] = {}
    for pk, voter in Ballot.objects.filter(wanted).exclude(Exists(newer)).values_list("decision", "voter"):
        found.setdefault(pk, set()).add(voter)
    return found
