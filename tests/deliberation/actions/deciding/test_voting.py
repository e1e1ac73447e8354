from datetime import date

import pytest
from tests.deliberation.deciding import (
    ABSTAIN,
    CONSENT,
    DAY,
    END,
    NO,
    NOW,
    OBJECTION,
    YES,
    cast,
    choices,
    closed,
    opened,
    put,
)
from tests.people.racing import race

from ideenschmiede.base import keys
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.counting import ChoiceError
from ideenschmiede.deliberation.models import Ballot, Decision, Objection
from ideenschmiede.deliberation.queries.ballots import my_seats
from ideenschmiede.deliberation.queries.receipts import Receipt, counted_receipts, receipt_counted
from ideenschmiede.people.actions.appointments import end_deputy, name_deputy
from ideenschmiede.people.models import Appointment, Capacity


@pytest.fixture
def deputy(account_with, members):
    """Somebody whom the first member named as deputy, until further notice."""
    account = account_with(email="Vertretung@example.org")
    appointment = Appointment.objects.get(person__account=members[0])
    name_deputy(appointment=appointment, name="Ver Tretung", email="vertretung@Example.org", by=None, at=NOW)
    return account


def test_one_member_one_vote(body, members):
    decision = opened(body, method="majority")
    for choice in (YES, NO, YES):
        cast(decision, members[0], choice)
    cast(decision, members[1], NO)
    assert sorted(one["vote"] for one in choices(decision)) == ["no", "yes"]


def test_no_event_and_no_person_tells_of_it(body, members):
    decision = opened(body, method="majority")
    before = Event.objects.count()
    cast(decision, members[0], YES)
    assert Event.objects.count() == before
    ballot = Ballot.objects.get()
    assert (ballot.person, ballot.pk < 0) == (None, True)
    assert ballot.voter not in {seat.pk for seat in decision.seats.all()}


def test_a_named_decision_keeps_the_person(body, members):
    decision = opened(body, method="majority", is_secret=False)
    cast(decision, members[0], YES)
    assert Ballot.objects.get().person == members[0].person
    assert keys.names() == []


def test_a_receipt_does_not_tell_that_the_vote_was_changed(body, members):
    """Who looked on while somebody voted, and had the code shown, could tell it afterwards, and force them."""
    decision = opened(body, method="majority")
    first, second = cast(decision, members[0], YES), cast(decision, members[0], NO)
    assert first == second
    assert receipt_counted(decision, first) == Receipt.IN_THE_BOX
    assert receipt_counted(closed(decision), first) == Receipt.COUNTED
    assert choices(decision) == [NO]


def test_where_names_are_shown_there_are_no_receipts(body, members):
    decision = opened(body, method="majority", is_secret=False)
    assert [cast(decision, member, YES) for member in members[:2]] == ["", ""]
    closed(decision)
    assert counted_receipts(decision) == []


@pytest.mark.parametrize("who", ["guest", "member", "office", "partner"])
def test_who_has_no_seat_has_no_vote(body, members, seat, member, office, partner, who):
    people = {"guest": seat(Capacity.GUEST), "member": member, "office": office, "partner": partner}
    with pytest.raises(NotAllowed):
        cast(opened(body), people[who], CONSENT)


def test_who_left_the_body_keeps_the_seat_of_this_decision(body, members):
    decision = opened(body)
    with writing():
        Appointment.objects.filter(person__account=members[0]).update(status="ended")
    cast(decision, members[0], CONSENT)
    assert choices(decision) == [CONSENT]


def test_before_it_opens_and_after_it_ends_nobody_votes(body, members):
    decision = put(body)
    with pytest.raises(acts.NotOpen, match="not open yet"):
        cast(decision, members[0], CONSENT)
    acts.open_decision(decision=decision, by=None, at=NOW)
    with pytest.raises(acts.NotOpen, match="deadline is over"):
        cast(decision, members[0], CONSENT, at=END)
    closed(decision)
    with pytest.raises(acts.NotOpen, match="is closed"):
        cast(decision, members[0], CONSENT)
    assert choices(decision) == []


def test_a_ballot_that_cannot_be_counted_changes_nothing(body, members):
    decision = opened(body, method="majority")
    code = cast(decision, members[0], YES)
    with pytest.raises(ChoiceError):
        cast(decision, members[0], {"vote": "perhaps"})
    assert receipt_counted(decision, code) == Receipt.IN_THE_BOX


def test_an_objection_needs_its_reason(body, members):
    decision = opened(body)
    for reason, message in (("  ", "why you object"), ("R" * 2_001, "2000")):
        with pytest.raises(acts.DecisionError, match=message) as caught:
            cast(decision, members[0], OBJECTION, reason=reason)
        assert caught.value.field == "reason"
    assert not Ballot.objects.exists()


def test_an_objection_is_kept_changed_and_withdrawn_with_the_ballot(body, members):
    decision = opened(body)
    cast(decision, members[0], OBJECTION, reason="Zu teuer.")
    objection = Objection.objects.get()
    assert (objection.reason, objection.author, objection.status) == ("Zu teuer.", None, "open")
    acts.answer_objection(objection=objection, answer="Es wird gefördert.", by=None, at=NOW)
    cast(decision, members[0], OBJECTION, reason="Zu teuer.")
    assert Objection.objects.get().status == "answered"
    cast(decision, members[0], OBJECTION, reason="Zu teuer und zu spät.", named=True)
    objection = Objection.objects.get()
    assert (objection.reason, objection.author, objection.status) == ("Zu teuer und zu spät.", members[0], "open")
    cast(decision, members[0], CONSENT)
    assert Objection.objects.get().status == "withdrawn"
    cast(decision, members[0], OBJECTION, reason="Doch nicht.")
    assert (Objection.objects.get().status, Objection.objects.get().author) == ("open", None)


def test_in_a_named_decision_objections_have_their_author(body, members):
    decision = opened(body, is_secret=False)
    cast(decision, members[0], OBJECTION, reason="Zu teuer.")
    assert Objection.objects.get().author == members[0]


def test_deputies_vote_only_where_they_may(body, deputy):
    with pytest.raises(NotAllowed):
        cast(opened(body), deputy, CONSENT)
    decision = opened(body, allows_deputies=True)
    cast(decision, deputy, CONSENT)
    assert choices(decision) == [CONSENT]


def test_one_seat_is_one_ballot_whoever_of_the_two_casts_it(body, members, deputy):
    decision = opened(body, method="majority", allows_deputies=True)
    cast(decision, deputy, YES)
    cast(decision, members[0], NO)
    assert choices(decision) == [NO]
    (mine,) = my_seats(decision, deputy, NOW)
    assert (mine.is_deputy, mine.voted) == (True, True)


def test_a_deputy_does_not_see_what_was_voted(body, members, deputy):
    """Nor takes back an objection: whoever may name deputies, the office among them, would learn whose it is."""
    decision = opened(body, allows_deputies=True)
    cast(decision, members[0], OBJECTION, reason="Zu teuer.")
    (mine,) = my_seats(decision, deputy, NOW)
    assert (mine.voted, mine.ballot, mine.objection) == (True, None, None)
    with pytest.raises(NotAllowed):
        acts.withdraw_objection(objection=Objection.objects.get(), by=deputy, at=NOW)


@pytest.mark.parametrize("is_secret", [True, False])
@pytest.mark.parametrize(("said", "reason"), [(OBJECTION, "Zu teuer."), (CONSENT, "")], ids=["objection", "consent"])
def test_a_deputy_does_not_vote_over_the_members_ballot(body, members, deputy, said, reason, is_secret):
    """The objection that went would tell whose it was; so that the refusal tells nothing, it comes for every ballot."""
    decision = opened(body, allows_deputies=True, is_secret=is_secret)
    cast(decision, members[0], said, reason=reason)
    with pytest.raises(acts.DecisionError, match="This seat has voted already"):
        cast(decision, deputy, ABSTAIN)
    assert choices(decision) == [said]
    assert [one.status for one in Objection.objects.all()] == (["open"] if reason else [])
    cast(decision, members[0], ABSTAIN)
    assert choices(decision) == [ABSTAIN]


def test_after_a_new_version_the_deputy_may_vote_again(body, members, deputy):
    decision = opened(body, allows_deputies=True)
    cast(decision, members[0], OBJECTION, reason="Zu teuer.")
    acts.integrate_objections(decision=decision, objections=Objection.objects.all(), text="Klein.", by=None, at=NOW)
    cast(decision, deputy, CONSENT)
    assert choices(decision) == [CONSENT]


def test_a_member_who_stands_in_has_two_seats(body, members, deputy):
    appointment = Appointment.objects.get(person__account=members[1])
    name_deputy(appointment=appointment, name="Kim", email=members[2].email, by=None, at=NOW)
    decision = opened(body, method="majority", allows_deputies=True)
    own, other = my_seats(decision, members[2], NOW)
    assert (own.is_deputy, other.is_deputy, other.seat.person) == (False, True, members[1].person)
    cast(decision, members[2], YES)
    cast(decision, members[2], NO, seat=other.seat)
    assert [(one.voted, one.ballot and one.ballot.choice) for one in my_seats(decision, members[2], NOW)] == [
        (True, YES),
        (True, None),
    ]
    assert sorted(choice["vote"] for choice in choices(decision)) == ["no", "yes"]
    with pytest.raises(NotAllowed):
        cast(decision, members[2], YES, seat=my_seats(decision, members[0], NOW)[0].seat)


def test_a_deputy_for_one_day_votes_on_that_day(body, members, account_with):
    account = account_with(email="tag@example.org")
    appointment = Appointment.objects.get(person__account=members[0])
    name_deputy(appointment=appointment, name="Tag", email=account.email, on=date(2026, 11, 23), by=None, at=NOW)
    decision = opened(body, allows_deputies=True)
    with pytest.raises(NotAllowed):
        cast(decision, account, CONSENT)
    cast(decision, account, CONSENT, at=NOW + DAY)
    with pytest.raises(NotAllowed):
        cast(decision, account, ABSTAIN, at=NOW + 2 * DAY)


def test_who_is_deputy_no_longer_votes_no_longer(body, deputy, members):
    decision = opened(body, allows_deputies=True)
    end_deputy(deputy=Appointment.objects.get(person__account=members[0]).deputies.get(), by=None, at=NOW)
    with pytest.raises(NotAllowed):
        cast(decision, deputy, CONSENT)


def test_a_ballot_on_an_older_version_is_not_taken(body, members):
    decision = opened(body)
    cast(decision, members[0], OBJECTION, reason="Zu teuer.")
    acts.integrate_objections(
        decision=decision, objections=Objection.objects.all(), text="Wir beginnen klein.", by=None, at=NOW
    )
    with pytest.raises(acts.DecisionError, match="new version"):
        cast(decision, members[1], CONSENT, version=1)
    cast(decision, members[1], CONSENT, version=2)


def test_a_lost_key_is_told(body, members):
    decision = opened(body)
    cast(decision, members[0], CONSENT)
    keys.destroy(f"decision-{decision.pk}")
    with pytest.raises(acts.KeyLost, match="tell the office"):
        cast(decision, members[0], CONSENT)
    assert [one.ballot for one in my_seats(decision, members[0], NOW)] == [None]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_ballot(body, members, tmp_path):
    decision = opened(body, method="majority")

    def press(choice):
        return lambda: cast(Decision.objects.get(pk=decision.pk), members[0], choice)

    codes, kept = race(tmp_path, press(YES), press(NO), press(YES), then=lambda: choices(decision))
    assert all(isinstance(code, str) for code in codes), codes
    assert len(kept) == 1


@pytest.mark.django_db(transaction=True)
def test_a_vote_that_comes_with_the_end_is_counted_or_refused(body, members, tmp_path):
    decision = opened(body, method="majority")
    cast(decision, members[0], YES)

    def vote():
        return cast(Decision.objects.get(pk=decision.pk), members[1], NO, at=END - DAY)

    def close():
        return closed(Decision.objects.get(pk=decision.pk))

    (code, ended), kept = race(tmp_path, vote, close, then=lambda: choices(decision))
    assert isinstance(ended, Decision), ended
    counted = 2 if isinstance(code, str) else 1
    assert isinstance(code, str | acts.NotOpen), code
    assert (len(kept), ended.result["ballots"]) == (counted, counted)


def test_the_cost_of_a_vote_does_not_grow(body, members, django_assert_max_num_queries):
    decision = opened(body, method="ranked")
    first = {"ranks": {str(decision.options.first().pk): 1}}
    for member in members[:3]:
        with django_assert_max_num_queries(20):
            cast(decision, member, first)
