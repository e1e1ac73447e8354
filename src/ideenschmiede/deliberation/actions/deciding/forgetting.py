"""A person or an account is erased: their vote counts on, and nothing says any more that it was theirs."""

from __future__ import annotations

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.models import Ballot, MinorityOpinion, Objection, Seat


@writing()
def forget_voter(event: Event) -> None:
    """For `person.erased`: seats and named ballots lose their person. The seat still counts for the quorum, and a
    secret ballot belongs to a seat that is nobody's any more."""
    Seat.objects.filter(person=event.subject_id).update(person=None)
    Ballot.objects.filter(person=event.subject_id).update(person=None)


@writing()
def forget_author(event: Event) -> None:
    """For `account.erased`: objections and opinions lose their author."""
    Objection.objects.filter(author=event.subject_id).update(author=None)
    MinorityOpinion.objects.filter(author=event.subject_id).update(author=None)
