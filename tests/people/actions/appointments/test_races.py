"""Two people press at once: one result, and the other is told."""

from functools import partial

import pytest
from tests.people import appointing
from tests.people.appointing import AT, active, fresh, invited, proposed
from tests.people.racing import race

from ideenschmiede.base.models import Event
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, AppointmentStep, Status

pytestmark = pytest.mark.django_db(transaction=True)


def lost(results):
    """The errors among the results; all of them are for people to read."""
    errors = [one for one in results if one is not None and not isinstance(one, Appointment)]
    assert all(isinstance(one, acts.StepNotAllowed) for one in errors), errors
    return errors


def state(made):
    """(status, its steps, its events) as the database has them."""
    return (
        fresh(made).status,
        list(AppointmentStep.objects.filter(appointment=made).values_list("status", flat=True)),
        list(
            Event.objects.filter(subject_id=made.pk, subject_type="people.appointment").values_list("verb", flat=True)
        ),
    )


def test_accepting_and_declining(tmp_path):
    made = invited()
    results, (status, steps, verbs) = race(
        tmp_path,
        partial(acts.accept, appointment=fresh(made), letter=1, at=AT),
        partial(acts.decline, appointment=fresh(made), letter=1, at=AT),
        then=partial(state, made),
    )
    assert len(lost(results)) == 1
    assert status in (Status.ACTIVE, Status.DECLINED)
    answers = {"accepted", "declined"} & set(steps)
    assert len(answers) == 1
    assert sum(verb in ("appointment.accepted", "appointment.declined") for verb in verbs) == 1


def test_the_same_answer_twice(tmp_path):
    made = invited()
    accept = partial(acts.accept, letter=1, at=AT)
    results, (status, steps, _verbs) = race(
        tmp_path, *[partial(accept, appointment=fresh(made)) for _time in range(3)], then=partial(state, made)
    )
    assert len(lost(results)) == 2
    assert (status, steps) == (Status.ACTIVE, ["proposed", "invited", "accepted", "active"])


def test_sending_and_withdrawing(tmp_path):
    made = proposed()
    results, (status, steps, _verbs) = race(
        tmp_path,
        partial(acts.invite, appointment=fresh(made), by=None, at=AT),
        partial(acts.withdraw, appointment=fresh(made), by=None, at=AT),
        then=partial(state, made),
    )
    # both can succeed in this order: what was invited is withdrawn; the other way round, nothing goes out any more
    assert status == Status.WITHDRAWN
    assert steps in (["proposed", "invited", "withdrawn"], ["proposed", "withdrawn"])
    assert len(lost(results)) == (0 if "invited" in steps else 1)


def test_resigning_while_the_office_ends_it(tmp_path):
    made = active()
    results, (status, steps, _verbs) = race(
        tmp_path,
        partial(acts.resign, appointment=fresh(made), by=None, at=AT),
        partial(acts.end, appointment=fresh(made), by=None, at=AT),
        then=partial(state, made),
    )
    assert len(lost(results)) == 1
    assert status in (Status.RESIGNED, Status.ENDED)
    assert len(steps) == 5


def test_two_of_the_office_propose_the_same_person(tmp_path):
    who, network = appointing.person(), appointing.network()
    propose = partial(acts.propose_new, person=who, body=network, reason="Weil.", evidence=[], by=None, at=AT)
    results, count = race(tmp_path, propose, propose, then=Appointment.objects.count)
    assert len(lost(results)) == 1
    assert count == 1


def test_two_persons_accept_at_once_and_no_number_is_given_twice_or_missing(tmp_path):
    made = [invited(appointing.person(f"P{n}", f"p{n}@example.org")) for n in range(4)]
    results, numbers = race(
        tmp_path,
        *[partial(acts.accept, appointment=fresh(one), letter=1, at=AT) for one in made],
        then=lambda: sorted(Appointment.objects.values_list("number", flat=True)),
    )
    assert lost(results) == []
    assert numbers == [f"2026-000{n}" for n in (1, 2, 3, 4)]
