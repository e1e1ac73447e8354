from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.deliberation.deciding import (
    CONSENT,
    DAY,
    END,
    NO,
    NOW,
    OBJECTION,
    THREE,
    YES,
    cast,
    closed,
    fresh,
    opened,
    put,
)

from ideenschmiede.base import keys
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Objection
from ideenschmiede.deliberation.queries import decisions as queries
from ideenschmiede.deliberation.queries.ballots import my_seats, voter_of
from ideenschmiede.people.actions.appointments import name_deputy
from ideenschmiede.people.models import Appointment, Capacity


def test_a_page_gets_what_it_shows(body, members, chair):
    decision = opened(body, by=chair)
    cast(decision, members[0], OBJECTION, reason="Zu groß.")
    cast(decision, members[1], OBJECTION, reason="Zu teuer.")
    cast(decision, members[1], CONSENT)
    acts.integrate_objections(
        decision=decision, objections=Objection.objects.filter(status="open"), text="Kleiner.", by=chair, at=NOW
    )
    found = queries.decision(members[0], decision.pk)
    assert (found, found.body, found.created_by) == (decision, body, chair)
    assert [one.version for one in queries.proposals_of(found)] == [1, 2]
    (objection,) = queries.objections_of(found)
    assert (objection.reason, objection.integrated_into.version) == ("Zu groß.", 2)
    assert queries.objection(objection.pk).proposal.decision == decision
    assert queries.objection(0) is None


def test_what_one_may_not_see_is_not_there(body, members):
    assert queries.decision(AnonymousUser(), opened(body).pk) is None
    assert queries.decision(members[0], put(body).pk) is None


def test_options_opinions_and_follow_ups(body, members, chair):
    decision = opened(body, method="ranked", quorum=0)
    cast(decision, members[0], {"ranks": {str(decision.options.first().pk): 1}})
    closed(decision)
    assert [one.text for one in queries.options_of(decision)] == [one.text for one in THREE]
    opinion = acts.add_minority_opinion(decision=decision, text="Anders.", by=members[1], at=END)
    assert queries.opinions_of(decision) == [opinion]
    assert queries.opinion(opinion.pk).decision == decision
    acts.report_follow_up(decision=decision, state="waiting", by=chair, at=END)
    acts.report_follow_up(decision=decision, state="done", by=chair, at=END + DAY)
    assert [one.state for one in queries.follow_ups_of(decision)] == ["done", "waiting"]


def test_turnout(body, members):
    decision = opened(body)
    assert (queries.turnout(decision).percent, queries.turnout(decision).seats) == (0.0, 5)
    for member in members[:2]:
        cast(decision, member, CONSENT)
    assert (queries.turnout(decision).cast, queries.turnout(decision).percent) == (2, 40.0)
    closed(decision)
    assert queries.turnout(fresh(decision)).cast == 2
    assert queries.turnout(put(body)).percent == 0.0


def test_names_are_shown_at_the_end_and_only_where_that_was_said(body, members):
    named, secret = opened(body, method="majority", is_secret=False), opened(body, method="majority")
    for decision in (named, secret):
        cast(decision, members[1], NO)
        cast(decision, members[0], YES)
        assert queries.named_ballots(decision) == []
        closed(decision)
    rows = queries.named_ballots(fresh(named))
    assert [(row.person.account, row.choice) for row in rows] == [(members[0], YES), (members[1], NO)]
    assert queries.named_ballots(fresh(secret)) == []


def test_who_has_a_vote(body, members, chair, seat, office, network):
    seat(Capacity.GUEST)
    assert queries.people_with_a_vote(body) == 6
    assert list(queries.bodies_to_put_for(chair)) == [body]
    assert set(queries.bodies_to_put_for(office)) == {body, network}
    assert list(queries.bodies_to_put_for(members[0])) == []
    body.closed_on = NOW.date()
    body.save()
    assert list(queries.bodies_to_put_for(chair)) == []


def test_ones_own_ballot(body, members):
    decision = opened(body)
    assert [one.ballot for one in my_seats(decision, members[0], NOW)] == [None]
    cast(decision, members[0], CONSENT)
    assert [one.ballot.choice for one in my_seats(decision, members[0], NOW)] == [CONSENT]
    closed(decision)
    assert [one.ballot for one in my_seats(fresh(decision), members[0], NOW)] == [None]


def test_pseudonyms_belong_to_one_decision(body, members):
    one, other = opened(body), opened(body)
    voters = {voter_of(decision, seat) for decision in (one, other) for seat in decision.seats.all()}
    assert len(voters) == 10
    assert all(0 <= voter < 2**63 for voter in voters)


def test_what_waits_for_a_vote(body, members, seat):
    late = opened(body, closes_at=END + DAY)
    soon = opened(body)
    put(body)
    closed(opened(body))
    cast(late, members[0], CONSENT)
    assert [(one.decision, one.done) for one in queries.to_vote(members[0], NOW)] == [(soon, False), (late, True)]
    assert [one.decision for one in queries.to_vote(members[0], END)] == [late]
    assert queries.to_vote(AnonymousUser(), NOW) == []
    assert queries.to_vote(seat(), NOW) == []  # appointed after they were opened


def test_after_a_new_version_it_waits_again(body, members):
    decision = opened(body)
    cast(decision, members[0], OBJECTION, reason="Zu groß.")
    acts.integrate_objections(decision=decision, objections=Objection.objects.all(), text="Kleiner.", by=None, at=NOW)
    assert [one.done for one in queries.to_vote(members[0], NOW)] == [False]


def test_for_whom_one_stands_in_it_waits_too(body, members):
    appointment = Appointment.objects.get(person__account=members[1])
    name_deputy(appointment=appointment, name="Kim", email=members[0].email, by=None, at=NOW)
    decision = opened(body, allows_deputies=True)
    cast(decision, members[0], CONSENT)
    assert [one.done for one in queries.to_vote(members[0], NOW)] == [False]
    cast(decision, members[1], CONSENT)
    assert [one.done for one in queries.to_vote(members[0], NOW)] == [True]


def test_without_its_key_nothing_waits(body, members):
    keys.destroy(f"decision-{opened(body).pk}")
    assert queries.to_vote(members[0], NOW) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_cost_does_not_grow(body, members, many, django_assert_num_queries):
    for number in range(many):
        decision = opened(body, title=f"Nummer {number}", closes_at=END + timedelta(hours=number), allows_deputies=True)
        cast(decision, members[0], CONSENT)
    with django_assert_num_queries(2):
        assert len(queries.to_vote(members[0], NOW)) == many
    with django_assert_num_queries(3):  # roles, seats, the decisions
        assert len(queries.visible_decisions(members[1])) == many
