"""Adoptions: once per place, never by the place itself, and an outcome only once it has begun."""

from datetime import UTC, date, datetime

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.transfer.actions.adoptions import AdoptionError, change_adoption, report_adoption
from ideenschmiede.transfer.models import Adoption, Outcome

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
State = Adoption.State


@pytest.fixture
def practice(make_practice, kalletal):
    return make_practice(place=kalletal)


def test_an_adoption_is_an_event_of_its_practice(practice, luebz, member):
    adoption = report_adoption(
        practice=practice,
        place=luebz,
        state=State.KEPT,
        outcome=Outcome.WORKED,
        since=date(2022, 5, 1),
        by=member,
        at=AT,
    )
    stored = Adoption.objects.get()
    assert (stored.place, stored.state, stored.outcome, stored.recorded_by) == (luebz, "kept", "worked", member)
    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.subject_type, event.subject_id) == ("adoption.reported", "transfer.practice", practice.pk)
    assert event.data == {"adoption": adoption.pk, "place": luebz.pk, "state": "kept", "outcome": "worked"}


def test_once_per_place(practice, luebz, member):
    report_adoption(practice=practice, place=luebz, state=State.PLANNED, by=member, at=AT)
    with pytest.raises(AdoptionError, match="already"):
        report_adoption(practice=practice, place=luebz, state=State.RUNNING, by=member, at=AT)
    assert Adoption.objects.get().state == "planned"


def test_not_by_the_place_that_it_comes_from(practice, kalletal, member):
    with pytest.raises(AdoptionError, match="other places"):
        report_adoption(practice=practice, place=kalletal, state=State.RUNNING, by=member, at=AT)


@pytest.mark.parametrize("state", [State.INTERESTED, State.PLANNED])
def test_no_outcome_before_it_began(practice, luebz, office, state):
    with pytest.raises(AdoptionError, match="begun"):
        report_adoption(practice=practice, place=luebz, state=state, outcome=Outcome.FAILED, by=office, at=AT)
    assert not Adoption.objects.exists()


def test_nobody_reports_on_what_they_may_not_see(make_practice, luebz, partner, member):
    hidden = make_practice(visibility="network")
    with pytest.raises(NotAllowed):
        report_adoption(practice=hidden, place=luebz, state=State.RUNNING, by=partner, at=AT)
    report_adoption(practice=hidden, place=luebz, state=State.RUNNING, by=member, at=AT)
    assert Event.objects.order_by("-pk").first().visibility == "network"


def test_a_change_is_recorded_once_and_by_who_reported_it(practice, luebz, member, office, account_with):
    adoption = report_adoption(practice=practice, place=luebz, state=State.RUNNING, by=member, at=AT)
    new = {"state": State.ENDED, "outcome": Outcome.FAILED, "note": "Zu teuer."}
    assert change_adoption(adoption=adoption, **new, by=member, at=AT)
    assert not change_adoption(adoption=adoption, **new, by=office, at=AT)
    assert Event.objects.filter(verb="adoption.changed").count() == 1
    assert Adoption.objects.get().note == "Zu teuer."
    with pytest.raises(NotAllowed):
        change_adoption(adoption=adoption, **new, by=account_with("member", email="zwei@example.org"), at=AT)
