"""Deputies for a day or until further notice; the yearly question."""

import pytest
from tests.people import appointing
from tests.people.appointing import AT, DAY, TODAY, accepted, active, fresh

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Deputy, YearlyQuestion

pytestmark = pytest.mark.django_db


def test_naming_and_ending_deputies(office, member):
    made = active()
    own = made.person.account
    day = acts.name_deputy(
        appointment=made, name=" Kim  Amt ", function="Kämmerei", occasion="Lounge", on=TODAY, by=own, at=AT
    )
    acts.name_deputy(appointment=made, name="O’Neill", email="o@example.org", by=office, at=AT)
    assert (day.name, day.on, day.ended_at) == ("Kim Amt", TODAY, None)
    with pytest.raises(NotAllowed):
        acts.end_deputy(deputy=day, by=member, at=AT)
    acts.end_deputy(deputy=day, by=own, at=AT)
    acts.end_deputy(deputy=day, by=own, at=AT + DAY)
    assert day.ended_at == AT
    events = Event.objects.filter(subject_type="people.deputy").order_by("pk")
    assert [event.verb for event in events] == ["deputy.named", "deputy.named", "deputy.ended"]
    assert "Kim" not in str([event.data for event in events])


def test_nobody_names_deputies_of_others(member):
    with pytest.raises(NotAllowed):
        acts.name_deputy(appointment=active(), name="Kim", by=member, at=AT)
    assert not Deputy.objects.exists()


def test_only_an_active_appointment_has_deputies():
    with pytest.raises(acts.StepNotAllowed, match="as long as the appointment is active"):
        acts.name_deputy(appointment=accepted(), name="Kim", by=None, at=AT)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Kim", "on": TODAY - DAY}, "on"),
        ({"name": "Kim", "occasion": "Lounge"}, "on"),
        ({"name": "Kim", "email": "kim"}, "email"),
        ({"name": "Kim", "function": "x" * 201}, "function"),
    ],
    ids=["no name", "long name", "yesterday", "no day", "no address", "long function"],
)
def test_what_does_not_fit_is_said_at_its_field(values, field):
    with pytest.raises(acts.AppointmentError) as caught:
        acts.name_deputy(appointment=active(), **values, by=None, at=AT)
    assert caught.value.field == field
    assert not Deputy.objects.exists()


def test_not_more_than_twenty_at_a_time():
    made = active()
    for number in range(20):
        deputy = acts.name_deputy(appointment=made, name=f"Kim {number}", by=None, at=AT)
    with pytest.raises(acts.AppointmentError, match="already 20"):
        acts.name_deputy(appointment=made, name="Noch jemand", by=None, at=AT)
    acts.end_deputy(deputy=deputy, by=None, at=AT)
    acts.name_deputy(appointment=made, name="Noch jemand", by=None, at=AT)


# ── do you stay? ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_asked_once_a_day_and_only_while_active():
    made = active()
    question = acts.ask_yearly(appointment=made, at=AT)
    assert question.asked_on == TODAY
    assert acts.ask_yearly(appointment=made, at=AT) is None
    acts.end(appointment=made, by=None, at=AT)
    assert acts.ask_yearly(appointment=made, at=AT + DAY) is None
    assert [name for _task, name, _id in appointing.waiting_mails()].count("stay") == 1


def test_answering_twice_is_one_answer_and_another_answer_counts(member):
    made = active()
    question = acts.ask_yearly(appointment=made, at=AT)
    with pytest.raises(NotAllowed):
        acts.answer_yearly(question=question, stays=True, by=member, at=AT)
    own = made.person.account
    acts.answer_yearly(question=question, stays=True, by=own, at=AT)
    acts.answer_yearly(question=question, stays=True, by=own, at=AT + DAY)
    assert (question.stays, question.answered_at) == (True, AT)
    acts.answer_yearly(question=question, stays=False, by=None, at=AT + DAY)
    stored = YearlyQuestion.objects.get()
    assert (stored.stays, stored.answered_at) == (False, AT + DAY)
    events = Event.objects.filter(verb="appointment.stay_answered").order_by("pk")
    assert [event.data["stays"] for event in events] == [1, 0]
    assert appointing.waiting_mails()[-1] == ("tell_office", "leaves", made.pk)
    assert fresh(made).status == "active"


def test_nothing_to_answer_when_it_is_over():
    made = active()
    question = acts.ask_yearly(appointment=made, at=AT)
    acts.end(appointment=made, by=None, at=AT)
    with pytest.raises(acts.StepNotAllowed, match="no longer active"):
        acts.answer_yearly(question=question, stays=True, by=None, at=AT)
