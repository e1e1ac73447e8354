"""What an appointment opens, and that all of it closes at once when it is over."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from tests.people import appointing
from tests.people.appointing import AT, DAY, END, TODAY, active, fresh

from ideenschmiede.base import actions
from ideenschmiede.base.models import Account, Event
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.actions.appointments import daily
from ideenschmiede.people.models import Body, Capacity, Status
from ideenschmiede.people.papers.appointments import INVITATION, STAY, links

pytestmark = pytest.mark.django_db

LEAVING = {
    "end": lambda made: acts.end(appointment=made, by=None, at=AT),
    "resign": lambda made: acts.resign(appointment=made, by=None, at=AT),
    "office lost": lambda made: acts.lose_office(appointment=made, by=None, at=AT),
    "that was not me": lambda made: acts.dispute(appointment=made, letter=made.link_number, at=AT),
}


def test_an_account_is_opened_with_a_mail_that_says_how_to_sign_in():
    made = active()
    account = Account.objects.get(email="ada@example.org")
    assert made.person.account == account
    assert (account.name, account.roles) == ("Ada Beispiel", {Role.MEMBER})
    names = [name for _task, name, _id in appointing.waiting_mails()]
    assert names == ["invitation", "accepted", "answered"]


def test_a_known_account_is_taken_with_its_roles(account_with):
    account = account_with(Role.OFFICE, email="ADA@example.org")
    assert active().person.account == account
    assert Account.objects.get(pk=account.pk).roles == {Role.OFFICE, Role.MEMBER}


def test_a_closed_account_is_opened_again():
    first = active()
    account = first.person.account
    acts.end(appointment=first, by=None, at=AT)
    account.refresh_from_db()
    assert not account.is_active
    active(first.person)
    again = Account.objects.get(pk=account.pk)
    assert again.is_active
    assert again.roles == {Role.MEMBER}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=list(LEAVING))
def test_sessions_end_at_once(leave, client):
    made = active()
    account = made.person.account
    client.force_login(account)
    UserSession.objects.create(user=account, session_key=client.session.session_key, ip="127.0.0.1", user_agent="x")
    assert client.get("/mitglieder/gremien/").status_code == 200
    leave(made)
    assert client.get("/mitglieder/gremien/").status_code == 302
    assert client.session.get("_auth_user_id") is None


@pytest.mark.parametrize("leave", LEAVING.values(), ids=list(LEAVING))
def test_links_die_at_once(leave):
    made = active()
    question = acts.ask_yearly(appointment=made, at=AT)
    invitation = f"/mitglieder/berufung/{links.sign(INVITATION, made.pk, made.link_number)}/"
    stay = f"/mitglieder/berufung/bleiben/{links.sign(STAY, question.pk, made.link_number)}/"
    guest = Client()
    assert [guest.get(url).status_code for url in (invitation, stay)] == [200, 200]
    leave(made)
    assert [guest.get(url).status_code for url in (invitation, stay)] == [410, 410]
    assert [guest.post(url, {"answer": "accept"}).status_code for url in (invitation, stay)] == [410, 410]
    question.refresh_from_db()
    assert question.stays is None


def test_who_has_another_task_keeps_the_account(account_with):
    account = account_with(Role.OFFICE, email="ada@example.org")
    made = active()
    acts.end(appointment=made, by=None, at=AT)
    account = Account.objects.get(pk=account.pk)
    assert account.is_active
    assert account.roles == {Role.OFFICE}


def test_the_last_of_the_administration_keeps_the_account():
    account = actions.open_account(email="ada@example.org", name="Ada", roles=[Role.OPERATOR], by=None, at=AT)
    acts.end(appointment=active(), by=None, at=AT)
    account = Account.objects.get(pk=account.pk)
    assert account.is_active
    assert account.roles == {Role.OPERATOR}


def test_who_leads_a_working_group_is_its_chair():
    made = active()
    group = appointing.working_group()
    chair = active(made.person, group, capacity=Capacity.CHAIR)
    assert Account.objects.get(pk=made.person.account_id).roles == {Role.MEMBER, Role.CHAIR}
    acts.end(appointment=chair, by=None, at=AT)
    assert Account.objects.get(pk=made.person.account_id).roles == {Role.MEMBER}


def test_a_member_of_a_working_group_alone_has_no_account():
    made = active(body=appointing.working_group())
    assert fresh(made).person.account is None
    assert not Account.objects.exists()


def test_leaving_a_group_leaves_the_network_as_it_is():
    made = active()
    group = active(made.person, appointing.working_group())
    acts.resign(appointment=group, by=None, at=AT)
    account = Account.objects.get(pk=made.person.account_id)
    assert account.is_active
    assert account.roles == {Role.MEMBER}


def test_deputies_end_with_the_appointment():
    made = active()
    deputy = acts.name_deputy(appointment=made, name="Kim Vertretung", by=None, at=AT)
    acts.end(appointment=made, by=None, at=AT + DAY)
    deputy.refresh_from_db()
    assert deputy.ended_at == AT + DAY


def test_aligning_twice_changes_nothing():
    made = active()
    acts.align_access(person=made.person, at=AT)
    acts.align_access(person=made.person, at=AT)
    assert Account.objects.get(pk=made.person.account_id).roles == {Role.MEMBER}
    assert fresh(made).status == Status.ACTIVE


def test_the_renewed_term_keeps_the_account_open():
    old = active(ends_on=TODAY + DAY)
    new = acts.renew(appointment=old, starts_on=TODAY + 2 * DAY, ends_on=END, by=None, at=AT)
    acts.invite(appointment=new, by=None, at=AT)
    acts.accept(appointment=new, letter=1, at=AT)
    acts.activate(appointment=new, by=None, at=AT + 2 * DAY)
    account = fresh(new).person.account
    assert account.is_active
    assert account.roles == {Role.MEMBER}


@pytest.mark.parametrize("days", [0, 2], ids=["begun by the answer", "begun by the day"])
def test_whose_term_is_renewed_stays_signed_in_and_hears_of_no_end(days, client):
    old = active(ends_on=TODAY + DAY)
    client.force_login(old.person.account)
    new = acts.renew(appointment=old, starts_on=TODAY + days * DAY, ends_on=END, by=None, at=AT)
    acts.invite(appointment=new, by=None, at=AT)
    acts.accept(appointment=new, letter=1, at=AT)
    day = TODAY + 2 * DAY
    daily.end_terms(day)
    daily.begin_terms(day)
    assert (fresh(old).status, fresh(new).status) == (Status.ENDED, Status.ACTIVE)
    assert client.get("/mitglieder/gremien/").status_code == 200
    assert "over" not in [name for _task, name, _id in appointing.waiting_mails()]
    assert not Event.objects.filter(verb__in=("account.closed", "role.revoked")).exists()


def test_a_term_is_over_even_where_the_renewed_one_cannot_begin():
    old = active(ends_on=TODAY + DAY)
    new = acts.renew(appointment=old, starts_on=TODAY + 2 * DAY, ends_on=END, by=None, at=AT)
    acts.invite(appointment=new, by=None, at=AT)
    acts.accept(appointment=new, letter=1, at=AT)
    Body.objects.update(closed_on=TODAY)
    assert daily.end_terms(TODAY + 2 * DAY) == 1
    assert (fresh(old).status, fresh(new).status) == (Status.ENDED, Status.ACCEPTED)
    assert not fresh(old).person.account.is_active


def test_who_never_had_an_address_leaves_all_the_same(make_person):
    who = make_person()
    group = active(appointing.person("Zwei", "zwei@example.org"), appointing.working_group())
    acts.end(appointment=group, by=None, at=AT)
    acts.end(appointment=who.appointments.get(), by=None, at=AT)
    assert who.appointments.get().status == Status.ENDED
