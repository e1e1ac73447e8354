import pytest
from tests.deliberation.deciding import DAY, END, NOW, fresh, opened, put

from ideenschmiede.base import keys
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.actions.deciding.due import open_due
from ideenschmiede.people.models import Appointment, Capacity


def test_members_chair_and_deputies_have_a_seat_each(body, chair, members, seat, network):
    seat(Capacity.DEPUTY)
    seat(Capacity.GUEST)
    seat(group=network)
    decision = acts.open_decision(decision=put(body), by=chair, at=NOW)
    assert set(decision.seats.values_list("person__account__name", flat=True)) == {
        chair.name, "Kim deputy-7", *(member.name for member in members),
    }  # fmt: skip
    event = Event.objects.get(verb="decision.opened")
    assert event.data == {"seats": 7}


def test_who_is_no_longer_appointed_has_none(body, members):
    with writing():
        Appointment.objects.filter(person__account=members[0]).update(status="ended")
    assert opened(body).seats.count() == 4


def test_seats_stay_as_they_were_at_the_beginning(body, members, seat):
    decision = opened(body)
    seat()
    assert decision.seats.count() == 5


def test_opening_twice_changes_nothing(body, members):
    decision = opened(body)
    again = acts.open_decision(decision=decision, by=None, at=NOW + DAY)
    assert (again.opens_at, again.seats.count()) == (NOW, 5)
    assert Event.objects.filter(verb="decision.opened").count() == 1


def test_a_secret_one_has_a_key(body, members):
    secret, named = opened(body), opened(body, title="Offen", is_secret=False)
    assert keys.names() == [f"decision-{secret.pk}"]
    assert not named.is_secret


def test_nobody_is_no_body(body):
    with pytest.raises(acts.DecisionError, match="first appoint its members"):
        opened(body)


def test_only_who_runs_it_opens(body, members, office):
    decision = put(body)
    with pytest.raises(NotAllowed):
        acts.open_decision(decision=decision, by=members[0], at=NOW)
    assert acts.open_decision(decision=decision, by=office, at=NOW).stage == "open"


@pytest.mark.parametrize(("closes_at", "message"), [(None, "until when"), (NOW, "in the future")])
def test_a_deadline_is_needed(body, members, closes_at, message):
    decision = put(body, closes_at=closes_at)
    with pytest.raises(acts.DecisionError, match=message):
        acts.open_decision(decision=decision, by=None, at=NOW)
    assert acts.open_decision(decision=decision, closes_at=END, by=None, at=NOW).closes_at == END


def test_the_deadline_moves_later_only(body, members, chair):
    decision = opened(body)
    later = acts.extend_decision(decision=decision, closes_at=END + DAY, by=chair, at=NOW)
    assert later.closes_at == END + DAY
    with pytest.raises(acts.DecisionError, match="only be moved later"):
        acts.extend_decision(decision=decision, closes_at=END, by=chair, at=NOW)
    with pytest.raises(NotAllowed):
        acts.extend_decision(decision=decision, closes_at=END + 2 * DAY, by=members[0], at=NOW)
    assert Event.objects.filter(verb="decision.extended").count() == 1


def test_what_is_due_opens_by_itself(body, members, network):
    due = put(body, opens_at=NOW - DAY)
    empty = put(network, opens_at=NOW - DAY)  # nobody has a vote: it waits
    later = put(body, opens_at=NOW + DAY)
    by_hand = put(body)
    assert open_due(NOW) == 1
    assert [fresh(one).stage for one in (due, empty, later, by_hand)] == ["open", "draft", "draft", "draft"]
    assert fresh(due).opens_at == NOW
