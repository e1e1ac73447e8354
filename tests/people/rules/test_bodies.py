"""Who sits in a body, who takes part in it, and who was in it to its end."""

from datetime import timedelta

import pytest
from tests.people import appointing
from tests.people.appointing import AT, DAY, active, fresh

from ideenschmiede.base.models import Account
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.rules import bodies as rules

pytestmark = pytest.mark.django_db
MORNING = AT - timedelta(hours=3)


@pytest.fixture
def group():
    return appointing.working_group()


def sitting(group, capacity="member", name="Beispiel"):
    """The primary key of the account of somebody of the network who sits in the group."""
    person = appointing.person(name, f"{name.lower()}@example.org")
    active(person, at=AT - DAY)
    return fresh(active(person, group, capacity=capacity, at=AT - DAY)).person.account_id


def again(account):
    """As a new request reads it."""
    return Account.objects.get(pk=account)


@pytest.mark.parametrize("capacity", ["chair", "deputy", "member", "guest"])
def test_closing_leaves_reading(group, capacity, django_assert_num_queries):
    account = sitting(group, capacity)
    who = again(account)
    assert rules.seats_of(who)[group.pk] == capacity
    assert rules.takes_part_in_its_body(who, group)
    acts.close_body(body=group, by=None, at=AT)
    who = again(account)
    with django_assert_num_queries(1):
        assert rules.seats_of(who)[group.pk] == rules.FORMER
        assert rules.sits_in_its_body(who, group)
        assert not rules.takes_part_in_its_body(who, group)
        assert not rules.leads_its_body(who, group)


@pytest.mark.parametrize("leave", [acts.end, acts.resign, acts.lose_office], ids=["end", "resign", "lose_office"])
def test_who_left_in_the_morning_of_that_day_is_outside(group, leave):
    account = sitting(group)
    leave(appointment=group.appointments.get(), by=None, at=MORNING)
    acts.close_body(body=group, by=None, at=AT)
    assert group.pk not in rules.seats_of(again(account))


def test_an_old_term_that_was_recorded_on_that_day_is_no_seat(group):
    account = sitting(group)
    past = appointing.working_group("Arbeitsgruppe Früher")
    start = AT.date() - 900 * DAY
    person = again(account).person
    acts.take_over(person=person, body=past, starts_on=start, ends_on=start + DAY, by=None, at=MORNING)
    acts.close_body(body=past, by=None, at=AT)
    assert past.pk not in rules.seats_of(again(account))


def test_opening_again_brings_no_seat_back(group):
    account = sitting(group)
    acts.close_body(body=group, by=None, at=AT)
    acts.reopen_body(body=group, by=None, at=AT + DAY)
    assert group.pk not in rules.seats_of(again(account))
    acts.close_body(body=group, by=None, at=AT + 2 * DAY)
    assert group.pk not in rules.seats_of(again(account))


def test_one_whose_moment_of_closing_nobody_kept_has_no_former_members(group):
    account = sitting(group)
    acts.close_body(body=group, by=None, at=AT)
    type(group).objects.filter(pk=group.pk).update(closed_at=None)
    assert group.pk not in rules.seats_of(again(account))


@pytest.mark.parametrize("thing", [None, object(), 5], ids=["nothing", "object", "number"])
def test_something_else_has_no_seats(group, thing):
    who = again(sitting(group))
    for rule in (rules.sits_in_its_body, rules.takes_part_in_its_body, rules.leads_its_body):
        assert not rule(who, thing)
