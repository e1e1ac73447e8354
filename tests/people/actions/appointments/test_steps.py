"""The whole way of an appointment, and every step that is not allowed."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import appointing
from tests.people.appointing import AT, DAY, END, START, TODAY, accepted, active, fresh, invited, proposed

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.guarded import WrittenOutsideAction, writing
from ideenschmiede.base.models import AppendOnlyError, Event
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, AppointmentStep, Body, Status
from ideenschmiede.people.rules.appointments import STEPS

pytestmark = pytest.mark.django_db


def way(appointment):
    return list(appointment.steps.values_list("status", flat=True))


def verbs():
    rows = Event.objects.filter(subject_type="people.appointment").order_by("pk")
    return list(rows.values_list("verb", flat=True))


def test_the_whole_way_from_noticed_to_ended(office):
    who = appointing.person()
    proof = appointing.evidence(who)
    made = acts.notice(person=who, body=appointing.network(), by=office, at=AT)
    term = {"starts_on": START, "ends_on": END}
    acts.prepare(
        appointment=made,
        capacity="member",
        office=None,
        reason="Der Bürgerbus.",
        evidence=[proof],
        **term,
        by=office,
        at=AT,
    )
    acts.propose(appointment=made, by=office, at=AT)
    acts.invite(appointment=made, by=office, at=AT)
    assert (made.status, made.link_number, made.answer_by) == (Status.INVITED, 1, TODAY + timedelta(days=30))
    acts.accept(appointment=made, letter=1, at=AT)
    acts.end(appointment=made, by=office, at=AT, reason="Das Netzwerk dankt.")
    assert way(made) == ["noticed", "proposed", "invited", "accepted", "active", "ended"]
    assert verbs() == [
        "appointment.noticed",
        "appointment.prepared",
        "appointment.proposed",
        "appointment.invited",
        "appointment.accepted",
        "appointment.activated",
        "appointment.ended",
    ]
    steps = list(made.steps.all())
    assert [step.by for step in steps] == [office, office, office, None, None, office]
    assert steps[-1].note == "Das Netzwerk dankt."


def test_the_chronicle_holds_ids_only_and_hides_who_did_not_come(office):
    made = proposed()
    acts.withdraw(appointment=made, by=office, at=AT, reason="Frau Beispiel hat kein Interesse.")
    came = active(appointing.person("Zwei", "zwei@example.org"))
    events = Event.objects.filter(subject_type="people.appointment")
    for event in events:
        assert event.data == {"person": event.data["person"], "body": appointing.network().pk}
        assert "Beispiel" not in str(event.data)
    assert {one.visibility for one in events.filter(subject_id=made.pk)} == {"group"}
    assert events.get(subject_id=came.pk, verb="appointment.activated").visibility == "network"


@pytest.mark.parametrize(
    "name", ["propose", "invite", "resend", "activate", "end", "resign", "withdraw", "lose_office"]
)
@pytest.mark.parametrize("status", sorted(Status))
def test_only_the_table_says_which_step_follows_which(status, name, make_person):
    found = Appointment.objects.get(person=make_person(appointed=status))
    with writing():
        Appointment.objects.update(starts_on=START)
    action = getattr(acts, name)
    if status in STEPS[name].after:
        with suppress(acts.AppointmentError):  # allowed, but something is missing, which other tests look at
            action(appointment=found, by=None, at=AT)
            assert found.status == (STEPS[name].becomes or status)
    else:
        with pytest.raises(acts.StepNotAllowed, match="is not possible now"):
            action(appointment=found, by=None, at=AT)
        assert fresh(found).status == status
        assert not found.steps.exists()


def test_why_not_says_where_it_stands_and_what_is_possible():
    made = invited()
    with pytest.raises(acts.StepNotAllowed) as caught:
        acts.end(appointment=made, by=None, at=AT)
    said = str(caught.value)
    assert "“End the appointment” is not possible now." in said
    assert "not answered yet" in said
    assert "“Send the letter again” and “Withdraw”" in said
    acts.withdraw(appointment=made, by=None, at=AT)
    with pytest.raises(acts.StepNotAllowed, match="propose a new appointment"):
        acts.withdraw(appointment=made, by=None, at=AT)


OFFICE_STEPS = ["propose", "invite", "resend", "activate", "end", "withdraw", "lose_office"]


@pytest.mark.parametrize("name", OFFICE_STEPS)
def test_only_the_office_takes_the_steps_of_the_office(name, member):
    made = proposed()
    with pytest.raises(NotAllowed):
        getattr(acts, name)(appointment=made, by=member, at=AT)
    assert fresh(made).status == Status.PROPOSED


def test_one_resigns_oneself_and_nobody_else_does(member, office):
    made = active()
    with pytest.raises(NotAllowed):
        acts.resign(appointment=made, by=member, at=AT)
    acts.resign(appointment=made, by=made.person.account, at=AT, reason="Ich gehe in den Ruhestand.")
    assert (made.status, fresh(made).status) == (Status.RESIGNED, Status.RESIGNED)
    other = active(appointing.person("Zwei", "zwei@example.org"))
    acts.resign(appointment=other, by=office, at=AT)


# ── what is written once ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_invitation_said_is_frozen():
    made = invited(reason="Der Bürgerbus.")
    proof = made.evidence.get()
    proof.title, proof.shows = "Anders", "Etwas anderes"
    proof.save()
    assert [one["title"] for one in fresh(made).frozen["evidence"]] == ["Bürgerbus"]
    values = {"capacity": "member", "office": None, "starts_on": START, "ends_on": END, "evidence": []}
    with pytest.raises(acts.StepNotAllowed, match="is not possible now"):
        acts.prepare(appointment=made, reason="Etwas anderes.", **values, by=None, at=AT)
    assert fresh(made).frozen["reason"] == "Der Bürgerbus."
    proof.delete()
    assert [one["title"] for one in fresh(made).frozen["evidence"]] == ["Bürgerbus"]


def test_nobody_writes_past_the_actions():
    made = active()
    made.reason = "Anders."
    for write in (
        made.save,
        made.delete,
        lambda: Appointment.objects.filter(pk=made.pk).update(reason="Anders."),
        lambda: Appointment.objects.all().delete(),
        lambda: AppointmentStep.objects.update(note="Anders."),
        lambda: AppointmentStep.objects.create(appointment=made, status="ended", at=AT),
    ):
        with pytest.raises(WrittenOutsideAction):
            write()
    step = made.steps.first()
    for change in (step.save, step.delete):
        with pytest.raises(AppendOnlyError):
            change()


# ── bad values ────────────────────────────────────────────────────────────────────────────────────────────────────────


def error_of(**values):
    with pytest.raises(acts.AppointmentError) as caught:
        proposed(**values)
    assert not Appointment.objects.exists()
    assert not Event.objects.filter(verb__startswith="appointment").exists()
    return caught.value


def test_a_term_that_ends_before_it_starts():
    error = error_of(starts_on=date(2027, 3, 1), ends_on=date(2027, 2, 28))
    assert error.field == "ends_on"
    assert "ends before it begins" in str(error)


@given(st.dates(), st.dates())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_every_term_is_stored_or_refused(start, end):
    made = proposed(appointing.person())
    values = {"capacity": "member", "office": None, "reason": "x", "evidence": [], "by": None, "at": AT}
    if start > end:
        with pytest.raises(acts.AppointmentError) as caught:
            acts.prepare(appointment=made, starts_on=start, ends_on=end, **values)
        assert caught.value.field == "ends_on"
        assert (fresh(made).starts_on, fresh(made).ends_on) == (START, END)
    else:
        acts.prepare(appointment=made, starts_on=start, ends_on=end, **values)
        assert (fresh(made).starts_on, fresh(made).ends_on) == (start, end)


def test_without_a_reason():
    assert error_of(reason=" \n ").field == "reason"


def test_a_reason_that_is_too_long():
    assert error_of(reason="x" * 2_001).field == "reason"


def test_evidence_and_office_of_somebody_else(make_person, make_evidence, kalletal):
    other = make_person("Andere", place=kalletal, appointed="")
    who = appointing.person()
    with pytest.raises(acts.AppointmentError, match="about another person"):
        proposed(who, evidence=[make_evidence(person=other)])
    with pytest.raises(acts.AppointmentError, match="not one of the person"):
        proposed(who, office=other.offices.get(), evidence=[])


def test_an_appointment_to_what_was_closed():
    group = appointing.working_group()
    made = proposed(body=group)
    Body.objects.filter(pk=group.pk).update(closed_on=TODAY)
    with pytest.raises(acts.AppointmentError, match="was closed"):
        acts.invite(appointment=made, by=None, at=AT)
    with pytest.raises(acts.AppointmentError, match="was closed"):
        proposed(appointing.person("Zwei", "zwei@example.org"), body=group)


def test_who_was_erased_is_not_appointed():
    who = appointing.person(erased_at=AT)
    with pytest.raises(acts.AppointmentError, match="was erased"):
        acts.notice(person=who, body=appointing.network(), by=None, at=AT)


def test_two_at_the_same_time_for_one_person_and_body():
    made = proposed()
    with pytest.raises(acts.StepNotAllowed, match="already under way"):
        proposed(made.person)
    proposed(made.person, appointing.working_group(), evidence=[])
    acts.withdraw(appointment=made, by=None, at=AT)
    assert proposed(made.person).status == Status.PROPOSED


def test_an_invitation_while_another_is_active_does_not_begin():
    second = invited()
    first = acts.take_over(person=second.person, body=second.body, starts_on=START, by=None, at=AT)
    acts.accept(appointment=second, letter=1, at=AT)
    assert fresh(second).status == Status.ACCEPTED
    with pytest.raises(acts.StepNotAllowed, match="still active"):
        acts.activate(appointment=second, by=None, at=AT)
    assert fresh(first).status == Status.ACTIVE


# ── what an invitation needs ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"starts_on": None, "ends_on": None}, "starts_on", "when the term begins"),
        ({"starts_on": date(2020, 1, 1), "ends_on": date(2026, 11, 22)}, "ends_on", "over already"),
        ({"evidence": []}, "evidence", "at least one piece of evidence"),
    ],
    ids=["no start", "over already", "no evidence"],
)
def test_what_is_missing_before_the_letter_goes_out(values, field, words):
    made = proposed(**values)
    with pytest.raises(acts.AppointmentError, match=words) as caught:
        acts.invite(appointment=made, by=None, at=AT)
    assert caught.value.field == field
    assert (fresh(made).status, fresh(made).frozen) == (Status.PROPOSED, None)
    assert appointing.waiting_mails() == []


def test_without_an_address_nobody_would_get_the_letter():
    made = proposed(appointing.person(email=""))
    with pytest.raises(acts.AppointmentError, match="no e-mail address"):
        acts.invite(appointment=made, by=None, at=AT)


def test_the_address_of_somebody_elses_account():
    first = active()
    second = proposed(appointing.person("Zwei", first.person.account.email.upper()))
    with pytest.raises(acts.AppointmentError, match="Somebody else already signs in"):
        acts.invite(appointment=second, by=None, at=AT)


def test_a_group_that_begins_later_is_appointed_to_now():
    group = appointing.working_group(begins_on=date(2027, 1, 1))
    early = proposed(body=group, evidence=[])
    with pytest.raises(acts.AppointmentError, match="begins on") as caught:
        acts.invite(appointment=early, by=None, at=AT)
    assert caught.value.field == "starts_on"
    later = accepted(appointing.person("Zwei", "zwei@example.org"), group, starts_on=date(2027, 1, 1), evidence=[])
    assert later.status == Status.ACCEPTED


@pytest.mark.parametrize("ends_on", [None, END], ids=["without an end", "that ends later"])
def test_nobody_is_invited_to_what_they_could_not_begin(ends_on):
    there = active(ends_on=ends_on)
    second = proposed(there.person)
    with pytest.raises(acts.AppointmentError, match="Renew that appointment instead"):
        acts.invite(appointment=second, by=None, at=AT)
    assert fresh(second).status == Status.PROPOSED


def test_who_leaves_before_the_term_begins_is_invited():
    there = active(ends_on=TODAY + DAY)
    second = proposed(there.person, starts_on=TODAY + 2 * DAY)
    acts.invite(appointment=second, by=None, at=AT)
    assert second.status == Status.INVITED


# ── renewing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_renewing_makes_a_new_one_that_points_to_the_old(office):
    old = active(ends_on=date(2026, 12, 31))
    before = fresh(old).__dict__.copy()
    new = acts.renew(appointment=old, starts_on=date(2027, 1, 1), ends_on=date(2029, 12, 31), by=office, at=AT)
    assert (new.previous, new.status, new.reason) == (old, Status.PROPOSED, old.reason)
    assert list(new.evidence.all()) == list(old.evidence.all())
    for name in ("status", "starts_on", "ends_on", "number", "frozen", "changed_at"):
        assert getattr(fresh(old), name) == before[name], name
    assert fresh(old).status == Status.ACTIVE
    with pytest.raises(acts.StepNotAllowed, match="already been renewed"):
        acts.renew(appointment=old, starts_on=date(2027, 1, 1), ends_on=None, by=office, at=AT)
    assert {"appointment.renewed", "appointment.proposed"} <= set(verbs())


def test_the_old_one_ends_when_the_new_one_begins():
    old = active(ends_on=None)
    new = acts.renew(appointment=old, starts_on=TODAY, ends_on=END, by=None, at=AT)
    acts.invite(appointment=new, by=None, at=AT)
    acts.accept(appointment=new, letter=1, at=AT)
    assert (fresh(old).status, fresh(new).status) == (Status.ENDED, Status.ACTIVE)
    assert fresh(old).steps.last().note == "Renewed."
    account = fresh(new).person.account
    assert account.is_active
    assert account.roles == {"member"}


def test_the_new_term_begins_after_the_old_one_did():
    old = active()
    with pytest.raises(acts.AppointmentError, match="must begin after") as caught:
        acts.renew(appointment=old, starts_on=START, ends_on=None, by=None, at=AT)
    assert caught.value.field == "starts_on"


def test_errors_are_for_people_to_act_on():
    assert issubclass(acts.AppointmentError, ActionError)
    assert issubclass(acts.StepNotAllowed, ActionError)
