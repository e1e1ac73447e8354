"""Another place takes a practice up, and tells how it goes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Adoption, Outcome, Practice
from ideenschmiede.transfer.rules import may_change, may_report_adoption

TOLD_BY = frozenset({Adoption.State.RUNNING, Adoption.State.KEPT, Adoption.State.ENDED})


class AdoptionError(ActionError):
    """The adoption cannot be reported like this."""


@transaction.atomic
def report_adoption(
    *,
    practice: Practice,
    place: Place,
    state: Adoption.State,
    outcome: Outcome = Outcome.OPEN,
    since: date | None = None,
    note: str = "",
    by: Who | None,
    at: datetime,
) -> Adoption:
    """Say that `place` takes up `practice`. Raises `AdoptionError` where it is reported already or is its own."""
    require(may_report_adoption, by, practice)
    if practice.place_id == place.pk:
        raise AdoptionError(_("The solution comes from this place. Only other places can adopt it."))
    if practice.adoptions.filter(place=place).exists():
        raise AdoptionError(_("This place has been reported already. Please change what is there."))
    adoption = Adoption(practice=practice, place=place, recorded_by=by if isinstance(by, Account) else None)
    _store(adoption, state, outcome, since, note, at)
    _note("adoption.reported", adoption, by, at)
    return adoption


@transaction.atomic
def change_adoption(
    *,
    adoption: Adoption,
    state: Adoption.State,
    outcome: Outcome = Outcome.OPEN,
    since: date | None = None,
    note: str = "",
    by: Who | None,
    at: datetime,
) -> bool:
    """Tell how it went on; False where nothing differs, which is no event."""
    require(may_change, by, adoption)
    if (adoption.state, adoption.outcome, adoption.since, adoption.note) == (state, outcome, since, note):
        return False
    _store(adoption, state, outcome, since, note, at)
    _note("adoption.changed", adoption, by, at)
    return True


def _store(
    adoption: Adoption, state: Adoption.State, outcome: Outcome, since: date | None, note: str, at: datetime
) -> None:
    if outcome != Outcome.OPEN and state not in TOLD_BY:
        raise AdoptionError(_("How it went can be said only once it has begun. Please check the state."))
    adoption.state, adoption.outcome, adoption.since, adoption.note = state, outcome, since, note
    adoption.changed_at = at
    adoption.save()


def _note(verb: str, adoption: Adoption, by: Who | None, at: datetime) -> None:
    """The practice is the subject: what is known of it has changed, for its page and for the search."""
    record(
        verb=verb,
        subject=adoption.practice,
        by=by,
        at=at,
        visibility=Visibility(adoption.practice.visibility),
        data={
            "adoption": adoption.pk,
            "place": adoption.place_id,
            "state": adoption.state,
            "outcome": adoption.outcome,
        },
    )
