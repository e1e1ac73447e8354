"""Decisions that somebody may see, who votes in them, and which of them wait for a vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from ideenschmiede.base import keys
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import is_office, visibilities
from ideenschmiede.deliberation.models import Ballot, Decision, Proposal, Stage
from ideenschmiede.deliberation.queries.ballots import voter_of
from ideenschmiede.deliberation.rules.seats import deputised_seats, own_seats
from ideenschmiede.people.models import Body, Status
from ideenschmiede.people.queries.bodies import of_known_bodies
from ideenschmiede.people.rules.bodies import LEADING, VOTING, seats_of

GROUPS = (Visibility.GROUP, Visibility.CONFIDENTIAL)


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


def voting(body: Body) -> Q:
    """Appointments that give a seat: members, chair and deputies who are active; guests have none."""
    return Q(body=body, status=Status.ACTIVE, capacity__in=VOTING, person__erased_at=None)


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
