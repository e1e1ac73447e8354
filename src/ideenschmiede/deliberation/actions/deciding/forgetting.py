"""A person is erased: their vote counts on, and nothing says any more that it was theirs."""

from __future__ import annotations

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.models import Ballot, Seat


@writing()
def forget_voter(event: Event) -> None:
    """For `person.erased`: seats and named ballots lose their person. Accounts leave objections and opinions by
    themselves. A secret ballot belongs to a seat that is nobody's any more."""
    Seat.objects.filter(person=event.subject_id).update(person=None)
    Ballot.objects.filter(person=event.subject_id).update(person=None)
