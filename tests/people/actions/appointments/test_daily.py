"""What happens by itself, also when the server stood still for some days, and twice a day."""

from datetime import UTC, date, datetime

import pytest
from tests.people import appointing
from tests.people.appointing import AT, DAY, END, START, TODAY, accepted, active, fresh, invited

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.actions.appointments import daily
from ideenschmiede.people.models import Appointment, Status, YearlyQuestion
from ideenschmiede.people.queries import waiting
from ideenschmiede.site.calendar import DAILY, do_daily

pytestmark = pytest.mark.django_db


def mails(name):
    return [one for one in appointing.waiting_mails() if one[1] == name]


def test_the_calendar_does_all_of_it_in_this_order():
    mine = [one for one in DAILY if one.__module__ == daily.__name__]
    assert mine == [
        daily.end_terms,
        daily.begin_terms,
        daily.expire_invitations,
        daily.remind_of_ends,
        daily.ask_who_stays,
    ]


def test_a_term_ends_when_its_last_day_is_over():
    made = active(ends_on=TODAY + 30 * DAY)
    assert daily.end_terms(TODAY + 30 * DAY) == 0
    assert daily.end_terms(TODAY + 33 * DAY) == 1
    assert daily.end_terms(TODAY + 33 * DAY) == 0
    assert fresh(made).status == Status.ENDED
    assert not Account.objects.get().is_active


def test_a_term_begins_on_its_first_day():
    made = accepted(starts_on=TODAY + 30 * DAY)
    assert daily.begin_terms(TODAY + 29 * DAY) == 0
    assert daily.begin_terms(TODAY + 30 * DAY) == 1
    assert fresh(made).status == Status.ACTIVE
    assert fresh(made).person.account.roles == {"member"}


def test_a_renewed_term_follows_the_old_one_without_a_gap():
    old = active(ends_on=TODAY + 10 * DAY)
    new = acts.renew(appointment=old, starts_on=TODAY + 11 * DAY, ends_on=END, by=None, at=AT)
    acts.invite(appointment=new, by=None, at=AT)
    acts.accept(appointment=new, letter=1, at=AT)
    assert do_daily(day=TODAY + 11 * DAY, at=AT, works=DAILY[1:]) == []
    assert (fresh(old).status, fresh(new).status) == (Status.ENDED, Status.ACTIVE)
    assert Account.objects.get().is_active
    assert Account.objects.get().roles == {"member"}


def test_an_invitation_expires_after_its_last_day():
    made = invited()
    assert daily.expire_invitations(TODAY + 30 * DAY) == 0
    assert daily.expire_invitations(TODAY + 31 * DAY) == 1
    assert fresh(made).status == Status.EXPIRED
    assert mails("expired") == [("tell_office", "expired", made.pk)]


def test_one_that_cannot_go_on_does_not_stop_the_others():
    stuck = accepted(starts_on=TODAY + DAY)
    stuck.person.contacts.all().delete()
    other = accepted(appointing.person("Zwei", "zwei@example.org"), starts_on=TODAY + DAY)
    assert daily.begin_terms(TODAY + DAY) == 1
    assert (fresh(stuck).status, fresh(other).status) == (Status.ACCEPTED, Status.ACTIVE)
    assert [one.pk for one in waiting.due_to_begin(TODAY + DAY)] == [stuck.pk]


@pytest.mark.parametrize(("days", "reminded"), [(61, 0), (60, 1), (1, 1), (0, 1)])
def test_reminded_sixty_days_before_the_end(days, reminded):
    made = active(ends_on=TODAY + 100 * DAY)
    assert daily.remind_of_ends(TODAY + (100 - days) * DAY) == reminded
    assert daily.remind_of_ends(TODAY + (100 - days) * DAY) == 0
    wanted = [("mail_person", "ending", made.pk), ("tell_office", "ending", made.pk)] if reminded else []
    assert mails("ending") == wanted


def test_who_is_renewed_already_is_not_reminded():
    made = active(ends_on=TODAY + 10 * DAY)
    acts.renew(appointment=made, starts_on=TODAY + 11 * DAY, ends_on=None, by=None, at=AT)
    assert daily.remind_of_ends(TODAY) == 0


def test_asked_a_year_after_the_beginning_and_a_year_after_that():
    made = active(starts_on=TODAY)
    asked = TODAY + 365 * DAY
    assert daily.ask_who_stays(asked - DAY) == 0
    assert daily.ask_who_stays(asked) == 1
    assert daily.ask_who_stays(asked) == 0
    assert daily.ask_who_stays(asked + 364 * DAY) == 0
    assert daily.ask_who_stays(asked + 365 * DAY) == 1
    assert YearlyQuestion.objects.filter(appointment=made).count() == 2
    assert len(mails("stay")) == 2


def test_who_leaves_soon_anyway_is_not_asked():
    active(starts_on=START, ends_on=date(2027, 12, 1))
    assert daily.ask_who_stays(TODAY + 365 * DAY) == 0


def test_members_that_were_taken_over_are_not_all_asked_on_the_first_day():
    values = {"starts_on": TODAY - 1000 * DAY, "reason": "Seit jeher.", "by": None, "at": AT}
    acts.take_over(person=appointing.person(), body=appointing.network(), **values)
    assert daily.ask_who_stays(TODAY) == 0
    assert daily.ask_who_stays(TODAY + 365 * DAY) == 1


def test_the_office_sees_what_waits():
    noticed = acts.notice(person=appointing.person("A", "a@example.org"), body=appointing.network(), by=None, at=AT)
    proposed = appointing.proposed(appointing.person("B", "b@example.org"))
    late = invited(appointing.person("C", "c@example.org"), at=AT - 25 * DAY)
    soon = active(appointing.person("D", "d@example.org"), ends_on=TODAY + 20 * DAY)
    silent = active(appointing.person("E", "e@example.org"))
    acts.ask_yearly(appointment=silent, at=AT - 14 * DAY)
    leaving = active(appointing.person("F", "f@example.org"))
    question = acts.ask_yearly(appointment=leaving, at=AT)
    acts.answer_yearly(question=question, stays=False, by=None, at=AT)
    found = {one.name: [case.pk for case in one.cases] for one in waiting.waiting(TODAY)}
    assert found == {
        "noticed": [noticed.pk],
        "proposed": [proposed.pk],
        "deadline": [late.pk],
        "terms": [soon.pk],
        "unanswered": [silent.pk],
        "leaves": [leaving.pk],
    }


def test_what_waits_costs_two_queries_and_stands_in_order(django_assert_num_queries):
    people = [appointing.person(f"P{n}", f"p{n}@example.org") for n in range(4)]
    made = [active(who, ends_on=TODAY + (40 - n) * DAY) for n, who in enumerate(people[:3])]
    asked = acts.ask_yearly(appointment=made[0], at=AT - 20 * DAY)
    acts.answer_yearly(question=asked, stays=False, by=None, at=AT)
    appointing.proposed(people[3])
    with django_assert_num_queries(2):
        found = waiting.waiting(TODAY)
        assert [one.name for one in found if str(one.heading)] == ["proposed", "terms", "leaves"]
        assert [case.body.name for one in found for case in one.cases]
    assert [case.pk for case in found[1].cases] == [one.pk for one in reversed(made)]
    assert [case.pk for case in found[2].cases] == [made[0].pk]
    acts.ask_yearly(appointment=made[0], at=AT)
    assert [one.name for one in waiting.waiting(TODAY)] == ["proposed", "terms"], "the newest question counts"


def test_only_the_most_urgent_are_shown_and_all_are_counted():
    for number in range(10):
        appointing.proposed(appointing.person(f"P{number}", f"p{number}@example.org"))
    (found,) = waiting.waiting(TODAY)
    assert (found.count, len(found.cases)) == (10, 8)
    assert found.cases[0].person.family_name == "P0"


def test_an_office_that_is_lost_waits_for_the_office(kalletal):
    who = appointing.person()
    office = who.offices.create(kind="mayor", title="Bürgermeisterin", place=kalletal)
    made = active(who, office=office)
    assert waiting.waiting(TODAY) == []
    office.until = TODAY
    office.save()
    (found,) = waiting.waiting(TODAY)
    assert (found.name, [one.pk for one in found.cases]) == ("office_lost", [made.pk])
    assert waiting.waiting(TODAY - DAY) == []
    acts.lose_office(appointment=made, by=None, at=AT)
    assert fresh(made).status == Status.OFFICE_LOST
    assert waiting.waiting(TODAY) == []


def test_a_day_that_is_not_today_is_done_as_of_its_morning():
    made = accepted(starts_on=TODAY + 30 * DAY)
    daily.begin_terms(TODAY + 30 * DAY)
    assert made.steps.last().at == datetime(2026, 12, 22, 5, tzinfo=UTC)  # six in the morning in Berlin


def test_erased_persons_wait_for_nothing():
    made = appointing.proposed()
    made.person.erased_at = AT
    made.person.save()
    with writing():
        Appointment.objects.update(status=Status.INVITED, answer_by=TODAY - DAY)
    assert waiting.waiting(TODAY) == []
