"""Signing in: a code by e-mail, an authenticator app, a passkey. Each test has its own account of the demo."""

import hmac
import re
import time
from base64 import b32decode

import pytest
from playwright.sync_api import expect
from tests.browser.signing import WORDS, account_menu, code_for, sign_in_by_code, submit

PRACTICE = "/loesungen/1/aendern/"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_question_without_an_answer_survives_signing_in(open_page):
    """Nothing is lost: what a guest typed stands in the form of a need once they are signed in."""
    page = open_page(path="/loesungen/finden/?q=xqzt blorp wumpf&ort=05766036")
    page.locator("#antwort").get_by_role("link", name="Als Mitglied anmelden").click()
    sign_in_by_code(page, "member@beispiel.example")
    expect(page).to_have_url(re.compile("/loesungen/gesuche/neu/"))
    expect(page.locator("main textarea").first).to_have_value("xqzt blorp wumpf")
    expect(page.get_by_role("combobox")).to_have_value(re.compile("Kalletal"))


def test_what_was_typed_stands_in_the_form_again_when_the_session_had_ended(open_page, sound):
    page = open_page(role="member", path="/loesungen/gesuche/neu/")
    page.locator("main textarea").first.fill("Wer kennt\neinen Bademeister?")
    page.locator("main input[type=checkbox]").first.check()
    page.context.clear_cookies(name="sessionid")
    submit(page)
    expect(page.locator(".site-kept")).to_contain_text("Ihre Sitzung ist zu Ende")
    sign_in_by_code(page, "member@beispiel.example")
    expect(page).to_have_url(re.compile("/loesungen/gesuche/neu/$"))
    expect(page.locator(".site-kept")).to_contain_text("Abgeschickt ist noch nichts")
    expect(page.locator("main textarea").first).to_have_value("Wer kennt\neinen Bademeister?")
    expect(page.locator("main input[type=checkbox]").first).to_be_checked()
    sound(page)
    submit(page)
    expect(page.locator("main")).to_contain_text("Bademeister")
    page.goto("/loesungen/gesuche/neu/")
    expect(page.locator("main textarea").first).to_have_value("")


def test_what_one_typed_is_not_shown_to_another_who_signs_in_at_this_computer(open_page):
    page = open_page(role="member", path="/loesungen/gesuche/neu/")
    page.locator("main textarea").first.fill("Nur für mich.")
    page.context.clear_cookies(name="sessionid")
    submit(page)
    sign_in_by_code(page, "chair@beispiel.example")
    expect(page).to_have_url(re.compile("/loesungen/gesuche/neu/$"))
    expect(page.locator("main textarea").first).to_have_value("")
    expect(page.locator(".site-kept")).to_have_count(0)


def without_session(page) -> list:
    """The session ends; what it was, to take it up again as one who signs in in another tab does."""
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    return session


def test_of_many_forms_on_a_page_what_was_typed_stands_in_the_one_it_was_typed_into(open_page):
    page = open_page(role="office", path="/fragen/1/moderation/")
    reasons = page.locator("main textarea[name=reason]")
    name = reasons.nth(1).get_attribute("id")
    page.locator("main details", has=page.locator(f"#{name}")).locator("summary").click()
    page.locator(f"#{name}").fill("Nennt einen Namen.")
    session = without_session(page)
    page.locator("main form", has=page.locator(f"#{name}")).locator("button[type=submit]").click()
    expect(page.locator(".site-kept")).to_contain_text("Ihre Sitzung ist zu Ende")
    page.context.add_cookies(session)
    page.goto("/fragen/1/moderation/")
    expect(page.locator(f"#{name}")).to_be_visible()  # its fold is open
    expect(page.locator(".site-kept")).to_be_visible()
    expect(page.locator(f"#{name}")).to_have_value("Nennt einen Namen.")
    assert [text for text in reasons.evaluate_all("all => all.map((one) => one.value)") if text] == [
        "Nennt einen Namen."
    ]


def test_what_was_typed_comes_back_to_the_address_that_the_page_had_when_it_was_sent(open_page):
    """A part of the page may have changed the address; and who has signed in meanwhile is not told to sign in."""
    page = open_page(role="member", path="/loesungen/gesuche/neu/")
    page.evaluate("history.replaceState(null, '', '?seite=2#inhalt')")
    page.locator("main textarea").first.fill("Wer hat einen Bürgerbus?")
    session = without_session(page)
    submit(page)
    expect(page).to_have_url(re.compile(r"next=/loesungen/gesuche/neu/%3Fseite%3D2#inhalt$"))
    expect(page.locator(".site-kept")).to_be_visible()
    page.context.add_cookies(session)
    page.goto("/konto/2fa/")
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(".site-kept")).to_have_count(0)
    page.goto("/loesungen/gesuche/neu/?seite=2")
    expect(page.locator("main textarea").first).to_have_value("Wer hat einen Bürgerbus?")
    expect(page.locator(".site-kept")).to_contain_text("Abgeschickt ist noch nichts")


def test_what_others_changed_since_one_typed_is_told_and_not_overwritten(open_page):
    page, other = (open_page(role="office", path=PRACTICE) for _ in range(2))
    page.locator("main textarea[name=sources]").fill("https://beispiel.example/meine")
    session = without_session(page)
    submit(page)
    expect(page.locator(".site-kept")).to_be_visible()
    other.locator("main textarea[name=sources]").fill("https://beispiel.example/andere")
    submit(other)
    expect(other).not_to_have_url(re.compile("aendern"))
    page.context.add_cookies(session)
    page.goto(PRACTICE)
    expect(page.locator("main textarea[name=sources]")).to_have_value("https://beispiel.example/meine")
    submit(page)
    expect(page.locator(".site-errors")).to_contain_text("während Sie geschrieben haben")


@pytest.mark.parametrize("language", WORDS)
def test_by_code_and_back_to_where_one_was(open_page, sound, language):
    page = open_page(language=language, path="/loesungen/gesuche/")
    email = {"de-DE": "member@beispiel.example", "en-GB": "partner@beispiel.example"}[language]
    sign_in_by_code(page, email, language, look=sound)
    expect(page).to_have_url(re.compile("/loesungen/gesuche/$"))
    menu = account_menu(page)
    menu.locator("summary").press("Enter")
    sound(page)
    menu.get_by_role("button", name=WORDS[language]["sign out"]).click()
    expect(page.get_by_role("banner").get_by_role("link", name=WORDS[language]["sign in"]).first).to_be_visible()


def test_without_javascript(open_page):
    page = open_page(javascript=False, path="/loesungen/")
    sign_in_by_code(page, "partner@beispiel.example")
    expect(page).to_have_url(re.compile("/loesungen/$"))
    account_menu(page).locator("summary").click()
    account_menu(page).get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Anmelden").first).to_be_visible()


def test_a_wrong_code_and_an_unknown_address_are_told_the_same_to_all(open_page, sound):
    page = open_page(path="/konto/login/code/")
    page.locator("input[type=email]").fill("niemand@beispiel.example")
    page.get_by_role("button", name="Code zuschicken").click()
    page.locator("input[name=code]").fill("ABC-DEF")
    page.locator("input[name=code]").press("Enter")
    expect(page.locator(".site-errors")).to_be_focused()
    expect(page.locator("input[name=code]")).to_have_attribute("aria-invalid", "true")
    sound(page)


def test_a_link_of_the_demo_signs_in(open_page, demo):
    page = open_page()
    for role, name in (("office", "Ole Beispiel"), ("operator", "Anton Beispiel")):
        page.goto(demo.links[role])
        expect(account_menu(page)).to_contain_text(name)


def test_with_an_authenticator_app(open_page, sound):
    page = open_page(path="/")
    sign_in_by_code(page, "chair@beispiel.example")
    page.goto("/konto/2fa/totp/activate/")
    sound(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(one_time_code(secret))
    page.locator("input[name=code]").press("Enter")
    expect(page).to_have_url(re.compile("/konto/2fa/"))
    page.goto("/konto/2fa/recovery-codes/")
    sound(page)
    page.goto("/konto/2fa/")
    sound(page)

    other = open_page(path="/")
    sign_in_by_code(other, "chair@beispiel.example")
    expect(other).to_have_url(re.compile("/konto/2fa/authenticate/"))
    sound(other)
    other.locator("input[name=code]").fill("000000")
    other.locator("input[name=code]").press("Enter")
    expect(other.locator(".site-errors")).to_be_focused()
    # each code counts once: the next one comes within half a minute, and one step ahead is allowed
    other.locator("input[name=code]").fill(one_time_code(secret, ahead=1))
    other.locator("input[name=code]").press("Enter")
    expect(account_menu(other)).to_contain_text("Leyla Beispiel")

    page.goto("/konto/2fa/totp/deactivate/")
    sound(page)


def test_who_came_by_a_printed_link_proves_it_with_a_code(open_page, sound):
    page = open_page(role="operator", path="/konto/2fa/totp/activate/")
    expect(page).to_have_url(re.compile("/konto/reauthenticate/"))
    sound(page)
    page.locator("input[name=code]").fill(code_for(page, "operator@beispiel.example"))
    page.locator("input[name=code]").press("Enter")
    expect(page.locator("#authenticator_secret")).to_be_visible()


def one_time_code(secret: str, ahead: int = 0) -> str:
    """RFC 6238 with the usual parameters: HMAC-SHA-1, 30 seconds, six digits."""
    step = int(time.time()) // 30 + ahead
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def test_with_a_passkey(open_page, demo, sound):
    """By name, because browsers keep passkeys for names only."""
    page = open_page(base_url=f"http://localhost:{demo.port}", path="/")
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in_by_code(page, "pilot-lead@beispiel.example")
    page.goto("/konto/2fa/webauthn/add/")
    page.locator("input[name=name]").fill("Diensthandy")
    page.locator("#mfa_webauthn_add").click()
    expect(page).not_to_have_url(re.compile("/webauthn/add/"))
    page.goto("/konto/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Diensthandy")).to_be_visible()
    sound(page)

    account_menu(page).locator("summary").press("Enter")
    account_menu(page).get_by_role("button", name="Abmelden").click()
    page.goto("/konto/login/code/")
    page.locator("#passkey_login").click()
    expect(account_menu(page)).to_contain_text("Paul Beispiel")


def test_a_passkey_that_is_not_there_is_told(open_page, demo, sound):
    page = open_page(base_url=f"http://localhost:{demo.port}", path="/konto/login/code/")
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.locator("#passkey_login").click()
    expect(page.locator(".site-passkey-error")).to_be_visible()
    sound(page)
