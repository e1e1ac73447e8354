"""Which step follows which, and who may: the table itself."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.people import appointing

from ideenschmiede.base.roles import Role
from ideenschmiede.people.models import Appointment, Status
from ideenschmiede.people.rules.appointments import (
    OVER,
    QUIET,
    STEPS,
    StepNotAllowed,
    require_step,
    steps_for,
    why_not,
)

statuses = st.sampled_from(list(Status))


def test_every_status_is_reached_and_only_the_last_ones_lead_nowhere():
    reached = {step.becomes for step in STEPS.values()} - {None} | {Status.NOTICED}
    assert reached == set(Status)
    leading = {status for step in STEPS.values() if step.becomes for status in step.after}
    assert leading == set(Status) - OVER


def test_what_is_over_stays_over_and_can_at_most_be_renewed():
    for step in STEPS.values():
        if step.name != "renew":
            assert not step.after & OVER, step.name


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_no_order_of_steps_skips_the_invitation_or_the_answer(names):
    """Whatever is tried in whatever order, nobody is active who was not invited and has not accepted."""
    appointment, way = Appointment(status=Status.NOTICED), []
    for name in names:
        try:
            step = require_step(name, appointment)
        except StepNotAllowed:
            continue
        if step.becomes:
            appointment.status = step.becomes
            way.append(step.becomes)
    if Status.ACTIVE in way:
        before = way[: way.index(Status.ACTIVE)]
        assert before.index(Status.PROPOSED) < before.index(Status.INVITED) < before.index(Status.ACCEPTED)


@pytest.mark.parametrize("language", ["de", "en"])
@given(name=st.sampled_from(sorted(STEPS)), status=statuses)
def test_why_not_is_a_sentence_with_a_way_on(language, name, status):
    appointment = Appointment(status=status)
    with translation.override(language):
        said = why_not(STEPS[name], appointment)
        assert str(STEPS[name].label) in said
        possible = [one for one in STEPS.values() if status in one.after and one.name not in QUIET]
        assert all(str(one.label) in said for one in possible)
    assert "%(" not in said


def test_a_step_that_there_is_not():
    with pytest.raises(KeyError):
        require_step("fly", Appointment(status=Status.NOTICED))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "guest")
def test_who_may_take_which_step(account_with, role):
    made = appointing.active()
    who = account_with(role) if role else account_with()
    names = [step.name for step in steps_for(who, made)]
    assert names == (["renew", "lose_office", "end", "resign"] if role == Role.OFFICE else [])


@pytest.mark.django_db
def test_one_may_resign_oneself_and_nothing_else():
    made = appointing.active()
    assert [step.name for step in steps_for(made.person.account, made)] == ["resign"]
    made.person.account.is_active = False
    assert steps_for(made.person.account, made) == []


@pytest.mark.django_db
def test_who_acts_resigns_or_records_that_somebody_did(account_with):
    made = appointing.active()
    assert str(steps_for(made.person.account, made)[0].label) == str(STEPS["resign"].label)
    label = str(steps_for(account_with(Role.OFFICE), made)[-1].label)
    assert label != str(STEPS["resign"].label)
    assert label in ("Record the resignation", "Rücktritt festhalten")
