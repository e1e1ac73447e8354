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
from ideenschmiede.people.models import Appointment


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
