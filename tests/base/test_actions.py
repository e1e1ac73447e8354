"""Accounts and roles: who may change them, what is written down, and what cannot be done."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import actions
from ideenschmiede.base.actions import AccountError
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Account, Event, RoleGrant, SentMail
from ideenschmiede.base.roles import Role

pytestmark = pytest.mark.django_db


def events():
    return list(Event.objects.order_by("pk").values_list("verb", "actor", "subject_id"))


def open_one(by=None, email="neu@example.org", name="Neue Person", **more):
    return actions.open_account(email=email, name=name, by=by, at=timezone.now(), **more)


def close(account, by=None):
    actions.close_account(account=account, by=by, at=timezone.now())


def roles_of(account):
    return set(RoleGrant.objects.filter(account=account).values_list("role", flat=True))


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_account_is_opened_without_password_and_written_down(account_with):
    operator = account_with(Role.OPERATOR)
    account = open_one(by=operator, email="  Neu@Example.org ", name="  Neue \n Person ")
    assert (account.email, account.name, account.is_active) == ("Neu@Example.org", "Neue Person", True)
    assert not account.has_usable_password()
    assert events()[-1] == ("account.opened", operator.pk, account.pk)
    assert EmailAddress.objects.get(user=account).email == "neu@example.org"


def test_opening_gives_roles_and_sends_a_welcome_when_asked(account_with):
    account = open_one(roles=[Role.MEMBER, Role.CHAIR], language="en", welcome=True)
    assert roles_of(account) == {"member", "chair"}
    task = DBTaskResult.objects.get()
    assert task.args_kwargs == {"args": ["base/mail/welcome", account.pk], "kwargs": {}}
    open_one(email="ohne@example.org")
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("email", ["", "   ", "name", "a@b@example.org", "a@example.org\nBcc: b@example.org", "ä@"])
def test_a_bad_address_is_refused(email):
    with pytest.raises(AccountError):
        open_one(email=email)
    assert not Account.objects.exists()
    assert not Event.objects.exists()


def test_a_name_is_needed():
    with pytest.raises(AccountError):
        open_one(name=" \t ")


def test_an_address_has_one_account_whatever_its_case(account_with):
    account = account_with(email="Anna@example.org")
    with pytest.raises(AccountError):
        open_one(email="anna@EXAMPLE.org")
    EmailAddress.objects.create(user=account, email="zweite@example.org", verified=True)
    with pytest.raises(AccountError):
        open_one(email="Zweite@example.org")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OPERATOR])
def test_nobody_but_the_administration_changes_accounts(account_with, role):
    who, other = account_with(role), account_with(email="andere@example.org")
    before = events()
    now = timezone.now()
    with pytest.raises(NotAllowed):
        open_one(by=who)
    with pytest.raises(NotAllowed):
        actions.grant_role(account=who, role=Role.OPERATOR, by=who, at=now)
    with pytest.raises(NotAllowed):
        actions.revoke_role(account=other, role=Role.MEMBER, by=who, at=now)
    with pytest.raises(NotAllowed):
        actions.set_roles(account=who, roles=[Role.OPERATOR], by=who, at=now)
    with pytest.raises(NotAllowed):
        close(other, by=who)
    with pytest.raises(NotAllowed):
        actions.reopen_account(account=other, by=who, at=now)
    assert events() == before
    assert roles_of(who) == {role.value}


# ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_roles_are_given_and_taken_once_and_written_down(account_with):
    account, now = account_with(), timezone.now()
    for _again in range(2):
        actions.grant_role(account=account, role=Role.MEMBER, by=None, at=now)
    assert [verb for verb, _actor, _subject in events()] == ["account.opened", "role.granted"]
    assert Event.objects.get(verb="role.granted").data == {"role": "member"}
    for _again in range(2):
        actions.revoke_role(account=account, role=Role.MEMBER, by=None, at=now)
    assert [verb for verb, _actor, _subject in events()][2:] == ["role.revoked"]
    assert roles_of(account) == set()


def test_setting_roles_changes_what_differs_only(account_with):
    account = account_with(Role.MEMBER, Role.CHAIR)
    before = len(events())
    actions.set_roles(account=account, roles=["chair", "office"], by=None, at=timezone.now())
    assert roles_of(account) == {"chair", "office"}
    changed = [(event.verb, event.data["role"]) for event in Event.objects.order_by("pk")[before:]]
    assert changed == [("role.granted", "office"), ("role.revoked", "member")]


def test_an_unknown_role_is_refused(account_with):
    with pytest.raises(ValueError, match="king"):
        actions.set_roles(account=account_with(), roles=["king"], by=None, at=timezone.now())


def test_the_last_account_of_the_administration_keeps_its_role(account_with):
    operator, now = account_with(Role.OPERATOR), timezone.now()
    with pytest.raises(AccountError):
        actions.revoke_role(account=operator, role=Role.OPERATOR, by=operator, at=now)
    with pytest.raises(AccountError):
        actions.set_roles(account=operator, roles=[Role.MEMBER], by=operator, at=now)
    assert roles_of(operator) == {"operator"}, "nothing of a refused change is kept"
    with pytest.raises(AccountError):
        close(operator)
    second = account_with(Role.OPERATOR, email="zwei@example.org")
    actions.revoke_role(account=operator, role=Role.OPERATOR, by=second, at=now)
    assert roles_of(operator) == set()


def test_a_closed_operator_does_not_count(account_with):
    operator = account_with(Role.OPERATOR)
    second = account_with(Role.OPERATOR, email="zwei@example.org")
    close(second, by=operator)
    with pytest.raises(AccountError):
        actions.revoke_role(account=operator, role=Role.OPERATOR, by=operator, at=timezone.now())


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_closing_ends_every_session_at_once(account_with):
    account = account_with(Role.OFFICE)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(account)
        assert client.get("/geschaeftsstelle/").status_code == 200
    # one of the two is listed, the other was signed in without anybody noticing
    UserSession.objects.create(user=account, session_key=clients[0].session.session_key, ip="127.0.0.1", user_agent="x")
    close(account)
    assert not UserSession.objects.filter(user=account).exists()
    assert not Session.objects.filter(session_key=clients[0].cookies["sessionid"].value).exists()
    assert [client.get("/geschaeftsstelle/").status_code for client in clients] == [302, 302]
    assert events()[-1] == ("account.closed", None, account.pk)


def test_old_sessions_stay_dead_when_the_account_is_opened_again(account_with):
    account, client = account_with(Role.OFFICE), Client()
    client.force_login(account)
    close(account)
    actions.reopen_account(account=account, by=None, at=timezone.now())
    assert Account.objects.get(pk=account.pk).is_active
    assert client.get("/geschaeftsstelle/").status_code == 302
    assert roles_of(account) == {"office"}
    assert events()[-1] == ("account.reopened", None, account.pk)


def test_closing_and_reopening_twice_is_written_down_once(account_with):
    account = account_with()
    for _again in range(2):
        close(account)
    for _again in range(2):
        actions.reopen_account(account=account, by=None, at=timezone.now())
    verbs = [verb for verb, _actor, _subject in events()]
    assert (verbs.count("account.closed"), verbs.count("account.reopened")) == (1, 1)


def test_nobody_closes_the_own_account(account_with):
    operator = account_with(Role.OPERATOR)
    account_with(Role.OPERATOR, email="zwei@example.org")
    with pytest.raises(AccountError):
        close(operator, by=operator)


def test_an_action_that_fails_leaves_nothing(account_with):
    account = account_with()
    before = events()

    def grant_and_fail():
        with transaction.atomic():
            actions.grant_role(account=account, role=Role.MEMBER, by=None, at=timezone.now())
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        grant_and_fail()
    assert roles_of(account) == set()
    assert events() == before


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_account_is_opened_at_the_terminal(capsys):
    call_command("account", "erste@example.org", "--name", "Erste", "--role", "operator", "--role", "office")
    assert roles_of(Account.objects.get()) == {"operator", "office"}
    assert "erste@example.org" in capsys.readouterr().out
    with pytest.raises(CommandError, match="schon ein Konto"):
        call_command("account", "erste@example.org", "--name", "Erste", "--role", "member")
    assert roles_of(Account.objects.get()) == {"operator", "office"}


# ── erasing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def erase(account, by=None):
    actions.erase_account(account=account, by=by, at=timezone.now())


def test_an_erased_account_forgets_whose_it_was(account_with, client):
    account = account_with(Role.MEMBER, email="weg@example.org", name="Wer es war")
    client.force_login(account)
    client.get("/")
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon"})
    for address in ("WEG@example.org", "bleibt@example.org"):
        SentMail.objects.create(time=timezone.now(), to=address, subject="Post", text="Code")
    erase(account)
    account.refresh_from_db()
    assert (account.email, account.is_active) == (f"{account.pk}@erased.invalid", False)
    assert account.name in ("Erased account", "Gelöschtes Konto")
    assert roles_of(account) == set()
    for model in (Authenticator, EmailAddress, UserSession):
        assert not model.objects.filter(user=account).exists(), model
    assert list(SentMail.objects.values_list("to", flat=True)) == ["bleibt@example.org"]
    assert events()[-1] == ("account.erased", None, account.pk)
    assert client.get("/konto/email/").status_code == 302


def test_the_address_of_an_erased_account_is_free_again(account_with):
    erase(account_with(Role.MEMBER, email="weg@example.org"))
    assert open_one(email="weg@example.org").is_active


def test_who_may_erase_an_account(account_with):
    operator, office = account_with(Role.OPERATOR), account_with(Role.OFFICE)
    member, other = account_with(Role.MEMBER), account_with(Role.PARTNER)
    for who, account in (
        (member, other),
        (office, operator),
        (office, account_with(Role.OFFICE, email="b@example.org")),
    ):
        with pytest.raises(NotAllowed):
            erase(account, by=who)
    erase(member, by=member)
    erase(other, by=office)
    erase(office, by=operator)
    with pytest.raises(AccountError):
        erase(operator, by=operator)
    assert Account.objects.filter(is_active=True, grants__role=Role.OPERATOR).get() == operator
