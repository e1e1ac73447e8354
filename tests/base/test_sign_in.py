"""Signing in by a code, from the page to the mail and back: no passwords, no hints, no way out to strangers."""

import re
import smtplib

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ideenschmiede.base import actions
from ideenschmiede.base.accounts import DEMO_SALT
from ideenschmiede.base.roles import Role

pytestmark = pytest.mark.django_db

ASK = "/konto/login/code/"
ENTER = "/konto/login/code/confirm/"
REAUTHENTICATE = "/konto/reauthenticate/"


@pytest.fixture
def anna(account_with):
    return account_with(Role.MEMBER, email="anna@example.org", name="Anna Müller")


def ask(client, email="anna@example.org", target="", **headers):
    return client.post(ASK, {"email": email, "next": target}, **headers)


def code_in(message):
    return re.search(r"^ {4}(\S+)$", message.body, re.MULTILINE).group(1)


def sign_in(client, mailoutbox, email="anna@example.org", target=""):
    ask(client, email, target)
    return client.post(ENTER, {"code": code_in(mailoutbox[-1]), "next": target})


def signed_in(client):
    return "_auth_user_id" in client.session


# ── the way in ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_code_by_mail_signs_in_and_leads_back_to_where_one_was(client, anna, mailoutbox):
    target = "/geschaeftsstelle/?a=1"
    asked = ask(client, target=target)
    assert asked.status_code == 302
    assert asked["Location"].startswith(ENTER)
    assert not signed_in(client)
    (message,) = mailoutbox
    assert message.to == ["anna@example.org"]
    done = client.post(ENTER, {"code": code_in(message), "next": target})
    assert (done.status_code, done["Location"]) == (302, target)
    assert signed_in(client)
    assert EmailAddress.objects.get(user=anna).verified, "the code has shown that the mailbox is theirs"
    assert "Willkommen, Anna Müller" in client.get("/").text, "the first time"


def test_small_letters_and_spaces_in_the_code_do_not_matter(client, anna, mailoutbox):
    ask(client)
    client.post(ENTER, {"code": f" {code_in(mailoutbox[0]).lower()} "})
    assert signed_in(client)


def test_capital_letters_in_the_address_do_not_matter(client, anna, mailoutbox):
    assert sign_in(client, mailoutbox, "ANNA@Example.ORG").status_code == 302
    assert signed_in(client)


def test_the_old_address_of_the_sign_in_page_keeps_where_one_was(client):
    response = client.get("/konto/login/?next=/orte/%3Fq%3Dx")
    assert response["Location"] == f"{ASK}?next=/orte/%3Fq%3Dx"


@pytest.mark.parametrize("wrong", ["", "000000", "AAA-AAA", "ä", "\x00", "x" * 10_000])
def test_a_wrong_code_does_not_sign_in_and_says_so(client, anna, mailoutbox, wrong):
    ask(client)
    response = client.post(ENTER, {"code": wrong})
    assert response.status_code == 200
    assert "kern-error" in response.content.decode()
    assert not signed_in(client)


def test_three_wrong_codes_make_the_code_void(client, anna, mailoutbox):
    ask(client)
    answers = [client.post(ENTER, {"code": "falsch"}).status_code for _attempt in range(3)]
    assert answers[-1] == 302
    client.post(ENTER, {"code": code_in(mailoutbox[0])})
    assert not signed_in(client)


def test_an_old_code_is_void(client, anna, mailoutbox, settings):
    ask(client)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    client.post(ENTER, {"code": code_in(mailoutbox[0])})
    assert not signed_in(client)


def test_the_code_works_in_the_browser_that_asked_for_it_only(client, anna, mailoutbox):
    ask(client)
    other = Client()
    other.post(ENTER, {"code": code_in(mailoutbox[0])})
    assert not signed_in(other)


def test_the_key_of_the_session_changes(client, anna, mailoutbox):
    ask(client)
    before = client.cookies["sessionid"].value
    client.post(ENTER, {"code": code_in(mailoutbox[0])})
    after = client.cookies["sessionid"].value
    assert before != after
    assert not Session.objects.filter(session_key=before).exists()
    client.post("/konto/logout/")
    assert not Session.objects.filter(session_key=after).exists()
    assert not signed_in(client)


def test_signing_out_needs_a_click(client, anna, mailoutbox):
    sign_in(client, mailoutbox)
    assert client.get("/konto/logout/").status_code == 200
    assert signed_in(client)


def test_a_closed_account_gets_no_code(client, anna, mailoutbox):
    actions.close_account(account=anna, by=None, at=timezone.now())
    ask(client)
    assert [message.subject for message in mailoutbox if "Code" in message.subject] == []
    assert not signed_in(client)


def test_an_account_closed_between_mail_and_code_stays_outside(client, anna, mailoutbox):
    ask(client)
    actions.close_account(account=anna, by=None, at=timezone.now())
    client.post(ENTER, {"code": code_in(mailoutbox[0])})
    assert not signed_in(client)


# ── no hints, no passwords, no sign-up ───────────────────────────────────────────────────────────────────────────────


def test_whether_there_is_an_account_cannot_be_seen(anna, account_with, mailoutbox):
    closed = account_with(email="zu@example.org")
    actions.close_account(account=closed, by=None, at=timezone.now())
    pages = []
    for address in ("anna@example.org", "niemand@example.org", "zu@example.org"):
        client = Client()
        asked = ask(client, address)
        page = client.get(asked["Location"])
        wrong = client.post(ENTER, {"code": "ABC-DEF"})
        texts = [re.sub(r'value="\w{64}"', "", one.content.decode()).replace(address, "…") for one in (page, wrong)]
        pages.append((asked.status_code, asked["Location"], page.status_code, wrong.status_code, *texts))
    assert pages[0] == pages[1] == pages[2]
    assert [message.to for message in mailoutbox] == [["anna@example.org"], ["niemand@example.org"], ["zu@example.org"]]


def test_nobody_signs_up(client):
    page = client.get("/konto/signup/", headers={"Accept-Language": "de"})
    assert page.status_code == 200
    assert "Mitglieder werden berufen" in page.content.decode()
    client.post("/konto/signup/", {"email": "neu@example.org", "password1": "x" * 20, "password2": "x" * 20})
    assert not signed_in(client)
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    "path", ["password/change/", "password/set/", "password/reset/", "password/reset/done/", "password/reset/key/1-x/"]
)
def test_there_are_no_passwords(client, anna, path):
    for _who in range(2):
        response = client.get(f"/konto/{path}")
        assert (response.status_code, response["Location"]) == (302, ASK)
        client.force_login(anna)


def test_no_page_asks_for_a_password(client, anna, mailoutbox):
    pages = [client.get(path).content.decode() for path in (ASK, "/konto/signup/")]
    sign_in(client, mailoutbox)
    for path in ("/konto/email/", "/konto/2fa/", "/konto/2fa/totp/activate/", REAUTHENTICATE, "/konto/sessions/"):
        page = client.get(path)
        assert page.status_code == 200, path
        pages.append(page.content.decode())
    for page in pages:
        assert 'type="password"' not in page


# ── nobody is led to strangers ───────────────────────────────────────────────────────────────────────────────────────

STRANGERS = [
    "https://boese.example/",
    "//boese.example/",
    "///boese.example",
    "/\\boese.example",
    "\\\\boese.example",
    "http:boese.example",
    "http:///boese.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\x00//boese.example",
    " //boese.example",
    "https://testserver@boese.example/",
    "https://testserver.boese.example/",
    "/%09//boese.example\n//x",
]


def leads_away(response):
    target = response["Location"]
    return re.match(r"[a-z]+:|[/\\\s\x00]{2,}", target, re.IGNORECASE) is not None


@pytest.mark.parametrize("target", STRANGERS)
def test_no_door_leads_to_strangers(anna, mailoutbox, target):
    client = Client()
    assert not leads_away(sign_in(client, mailoutbox, target=target))
    for path, data in (("/konto/logout/", {}), ("/sprache/", {"language": "en"}), ("/aussehen/", {"theme": "dark"})):
        response = client.post(path, {**data, "next": target})
        assert response.status_code == 302
        assert not leads_away(response), (path, response["Location"])
        client.force_login(anna)


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_few_codes_a_minute_for_one_address_from_wherever(anna, mailoutbox):
    for number in range(8):
        ask(Client(), REMOTE_ADDR=f"192.0.2.{number}")
    assert len(mailoutbox) == 3


def test_few_attempts_a_minute_from_one_machine(mailoutbox):
    answers = [ask(Client(), f"wer{number}@example.org", REMOTE_ADDR="192.0.2.9") for number in range(25)]
    assert len(mailoutbox) == 20
    assert [answer.status_code for answer in answers] == [302] * 20 + [200] * 5
    assert "kern-error" in answers[-1].content.decode()
    assert ask(Client(), "wer@example.org", REMOTE_ADDR="192.0.2.10").status_code == 302


def test_limits_are_counted_in_the_database_for_all_workers(anna):
    ask(Client())
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache WHERE cache_key LIKE %s", ["%request_login_code%"])
        assert cursor.fetchone()[0] == 2, "one for the machine, one for the address"


def test_the_count_survives_many_other_entries(anna, mailoutbox):
    """The cache's usual limit of 300 entries would let an attacker push the counts out."""
    for _time in range(3):
        ask(Client())
    cache.set_many({f"other{number}": 1 for number in range(400)})
    ask(Client())
    assert len(mailoutbox) == 3


@pytest.mark.parametrize(("language", "words"), [("de", "Einen Moment, bitte"), ("en", "One moment, please")])
def test_where_allauth_refuses_at_once_it_shows_our_page(client, anna, language, words):
    client.force_login(anna)
    headers = {"Accept-Language": language}
    answers = [client.post(REAUTHENTICATE, {"code": "falsch"}, headers=headers) for _time in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert words in answers[-1].content.decode()


# ── mails ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "words"), [("de", "Geben Sie diesen Code"), ("en", "Enter this code")])
def test_the_mail_has_two_parts_in_the_language_of_the_account(client, anna, mailoutbox, language, words):
    actions.choose_language(account=anna, language=language)
    ask(client, headers={"Accept-Language": "de" if language == "en" else "en"})
    (message,) = mailoutbox
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert words in message.body
    assert words in html
    assert code_in(message) in html
    assert "http://testserver" in message.body


@pytest.mark.parametrize("language", ["de", "en"])
def test_strangers_get_the_mail_in_the_language_of_the_page(client, mailoutbox, language):
    ask(client, "niemand@example.org", headers={"Accept-Language": language})
    (message,) = mailoutbox
    assert ("kein Konto" in message.body) is (language == "de")
    assert "<p>" in message.alternatives[0][0], "also where there is no HTML template"
    assert not re.search(r"\b(du|dein|deine|dich)\b", message.body, re.IGNORECASE)


def test_choosing_a_language_changes_the_mails_too(client, anna, mailoutbox):
    client.force_login(anna)
    client.post("/sprache/", {"language": "en"})
    client.post("/sprache/", {"language": "xx"})
    anna.refresh_from_db()
    assert anna.language == "en"


@pytest.mark.parametrize("error", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected("x"), TimeoutError()])
@pytest.mark.parametrize("address", ["anna@example.org", "niemand@example.org"])
def test_a_mail_server_that_is_down_is_told_kindly(client, anna, settings, error, address):
    settings.EMAIL_BACKEND = "tests.base.broken_mail.Backend"
    settings.BROKEN_MAIL = error
    response = client.post(ASK, {"email": address}, follow=True, headers={"Accept-Language": "de"})
    assert response.status_code == 200
    assert "konnte gerade nicht verschickt werden" in response.content.decode()
    assert not signed_in(client)


# ── proving that one is still oneself ────────────────────────────────────────────────────────────────────────────────

CHANGES = ["/konto/2fa/totp/activate/", "/konto/2fa/webauthn/add/"]


@pytest.fixture
def later(client, anna, mailoutbox, settings):
    """Signed in, but a while ago."""
    sign_in(client, mailoutbox)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    session.save()
    mailoutbox.clear()
    return client


@pytest.mark.parametrize("path", CHANGES)
def test_right_after_signing_in_nobody_is_asked_again(client, anna, mailoutbox, path):
    sign_in(client, mailoutbox)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", CHANGES)
def test_later_one_is_asked_for_a_code_and_comes_back(later, mailoutbox, path):
    asked = later.get(path)
    assert (asked.status_code, asked["Location"]) == (302, f"{REAUTHENTICATE}?next={path.replace('/', '%2F')}")
    page = later.get(asked["Location"])
    assert page.status_code == 200
    assert "anna@example.org" in page.content.decode()
    (message,) = mailoutbox
    later.get(asked["Location"])
    assert len(mailoutbox) == 1, "loading the page again sends no second code"
    assert later.post(REAUTHENTICATE, {"code": "falsch", "next": path}).status_code == 200
    assert later.get(path).status_code == 302
    done = later.post(REAUTHENTICATE, {"code": code_in(message), "next": path})
    assert (done.status_code, done["Location"]) == (302, path)
    assert later.get(path).status_code == 200


def test_another_address_is_not_added_without_proof(later, mailoutbox):
    later.post("/konto/email/", {"action_add": "", "email": "boese@example.org"})
    assert not EmailAddress.objects.filter(email="boese@example.org").exists()


def test_three_wrong_codes_send_for_a_new_one(later, mailoutbox):
    later.get(REAUTHENTICATE)
    for _attempt in range(3):
        later.post(REAUTHENTICATE, {"code": "falsch"})
    old = code_in(mailoutbox[0])
    later.post(REAUTHENTICATE, {"code": old})
    assert later.get(CHANGES[0]).status_code == 302
    later.get(REAUTHENTICATE)
    assert len(mailoutbox) == 2
    assert code_in(mailoutbox[1]) != old


def test_guests_are_not_asked_to_prove_who_they_are(client, mailoutbox):
    assert client.get(REAUTHENTICATE).status_code == 302
    assert client.post(REAUTHENTICATE, {"code": ""}).status_code == 302
    assert mailoutbox == []


# ── second factor, recovery codes, sessions ──────────────────────────────────────────────────────────────────────────


def current_number(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def switch_on_totp(client):
    page = client.get("/konto/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert client.post("/konto/2fa/totp/activate/", {"code": current_number(secret)}).status_code == 302
    return secret


@pytest.mark.django_db(transaction=True)  # the mail goes out after the commit
def test_with_an_authenticator_app_the_code_alone_is_not_enough(client, anna, mailoutbox):
    sign_in(client, mailoutbox)
    secret = switch_on_totp(client)
    told = mailoutbox[-1]
    assert told.to == ["anna@example.org"]
    assert "An Ihrer Anmeldung hat sich etwas geändert" in told.body
    client.post("/konto/logout/")

    half = sign_in(client, mailoutbox)
    assert half["Location"].startswith("/konto/2fa/authenticate/")
    assert not signed_in(client)
    client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    cache.clear()  # no number works twice, and half a minute is long
    client.post("/konto/2fa/authenticate/", {"code": current_number(secret)})
    assert signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_only_tells_does_not_stand_in_the_way(client, anna, mailoutbox, settings):
    sign_in(client, mailoutbox)
    settings.EMAIL_BACKEND = "tests.base.broken_mail.Backend"
    settings.BROKEN_MAIL = ConnectionRefusedError()
    switch_on_totp(client)
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


def test_a_recovery_code_lets_in_once(client, anna, mailoutbox):
    sign_in(client, mailoutbox)
    switch_on_totp(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    for expected in (True, False):
        client.post("/konto/logout/")
        sign_in(client, mailoutbox)
        client.post("/konto/2fa/authenticate/", {"code": codes[0]})
        assert signed_in(client) is expected


def test_sessions_are_listed_and_the_others_ended_from_afar(client, anna, mailoutbox):
    other = Client(headers={"User-Agent": "Ein anderer Browser"})
    sign_in(other, mailoutbox)
    sign_in(client, mailoutbox)
    assert UserSession.objects.filter(user=anna).count() == 2
    page = client.get("/konto/sessions/").content.decode()
    assert "Ein anderer Browser" in page
    client.post("/konto/sessions/")
    assert signed_in(client)
    assert other.get("/konto/sessions/").status_code == 302


def test_passkeys_are_offered_on_the_page_for_signing_in(client):
    page = client.get(ASK).content.decode()
    assert 'id="passkey_login"' in page
    assert client.get("/konto/2fa/webauthn/login/", headers={"Accept": "application/json"}).status_code == 200
    with pytest.raises(NoReverseMatch):
        reverse("mfa_signup_webauthn")


# ── the demo's doors ─────────────────────────────────────────────────────────────────────────────────────────────────


def door(account, salt=DEMO_SALT):
    return f"/demo/anmelden/{TimestampSigner(salt=salt).sign(str(account.pk))}/"


def test_in_the_demo_a_signed_link_signs_in(client, anna, settings):
    settings.DEMO = True
    client.get("/impressum/")
    assert client.get(door(anna)).status_code == 302
    assert signed_in(client)
    assert "127.0.0.1" in client.get("/konto/sessions/").content.decode(), "the session is listed"


def test_outside_the_demo_the_same_link_is_not_there(client, anna, settings):
    assert settings.DEMO is False
    assert client.get(door(anna)).status_code == 404
    assert not signed_in(client)


@pytest.mark.parametrize("spoil", [lambda link: link[:-2] + "x/", lambda link: link.replace(":", "%3A", 1) + "x"])
def test_a_link_that_we_did_not_sign_is_not_there(client, anna, settings, spoil):
    settings.DEMO = True
    assert client.get(spoil(door(anna))).status_code == 404
    assert client.get(door(anna, salt="another purpose")).status_code == 404
    assert not signed_in(client)


def test_a_link_of_a_closed_account_is_not_there(client, anna, settings):
    settings.DEMO = True
    actions.close_account(account=anna, by=None, at=timezone.now())
    assert client.get(door(anna)).status_code == 404
