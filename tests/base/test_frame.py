"""The frame of every page, and the pages that belong to no app."""

import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from ideenschmiede.base.models import SentMail
from ideenschmiede.base.roles import Role

pytestmark = pytest.mark.django_db

PAGES = ["/rollen/", "/konto/login/code/", "/gibt/es/nicht/", "/impressum/"]


@pytest.fixture
def german() -> Client:
    return Client(headers={"accept-language": "de"})


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_frame(german, address):
    page = german.get(address).content.decode()
    assert '<html lang="de"' in page
    assert len(re.findall("<main ", page)) == 1
    assert len(re.findall("<h1", page)) == 1
    assert page.index('href="#inhalt"') < page.index("<header")
    assert 'id="inhalt"' in page


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_what_the_csp_forbids(german, address):
    page = german.get(address).content.decode()
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert not re.search(r"<[^>]+\son[a-z]+=", page)
    assert "<style" not in page
    for attributes in re.findall(r"<script([^>]*)>", page):
        assert "src=" in attributes or 'type="application/json"' in attributes


def test_the_other_language_is_one_click_away(german):
    german.post("/sprache/", {"language": "en", "next": "/rollen/"})
    assert '<html lang="en"' in german.get("/rollen/").content.decode()


def test_light_and_dark_are_remembered_and_forgotten(german):
    assert "data-kern-theme" not in german.get("/rollen/").content.decode()
    german.post("/aussehen/", {"theme": "dark", "next": "/rollen/"})
    assert '<html lang="de" data-kern-theme="dark"' in german.get("/rollen/").content.decode()
    german.post("/aussehen/", {"theme": "", "next": "/rollen/"})
    assert "data-kern-theme" not in german.get("/rollen/").content.decode()


def test_a_theme_that_nobody_offers_is_ignored(german):
    german.cookies["theme"] = '"><script>'
    assert "data-kern-theme" not in german.get("/rollen/").content.decode()


def test_who_is_signed_in_sees_the_own_name_and_the_way_out(german, account_with):
    german.force_login(account_with(Role.MEMBER, name="Maria Muster"))
    page = german.get("/rollen/").content.decode()
    assert "Maria Muster" in page
    assert "Abmelden" in page
    assert 'href="/verwaltung/"' not in page


def test_the_administration_finds_its_pages(german, account_with):
    german.force_login(account_with(Role.OPERATOR))
    assert 'href="/verwaltung/"' in german.get("/rollen/").content.decode()
    assert "Konten und Rollen" in german.get("/verwaltung/").content.decode()


def test_demo_content_is_marked_on_every_page(german, settings):
    assert "Beispielnetzwerk" not in german.get("/rollen/").content.decode()
    settings.DEMO = True
    assert "Beispielnetzwerk" in german.get("/rollen/").content.decode()


def test_every_page_says_how_to_reach_the_office(german, settings):
    assert "mailto:" not in german.get("/rollen/").content.decode()
    settings.NETWORK_EMAIL = "buero@example.org"
    for address in PAGES:
        assert 'href="mailto:buero@example.org"' in german.get(address).content.decode()


def test_a_missing_page_offers_to_sign_in_and_come_back(german):
    page = german.get("/gibt/es/nicht/?a=b").content.decode()
    assert "next=%2Fgibt%2Fes%2Fnicht%2F%3Fa%3Db" in page


def test_403_says_nothing_about_what_is_behind_it():
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "de"})
    answer = strict.post("/aussehen/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Das hat nicht geklappt" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_500_stands_alone():
    """No language, no user, no database: nothing can be relied on when it is shown."""
    page = render_to_string("500.html")
    assert "{%" not in page
    assert 'lang="en"' in page
    assert not re.search(r"\sstyle=|<style|<script", page)


def test_the_code_arrives_in_the_readers_language(german, account_with):
    account_with(Role.MEMBER, email="maria@example.org")
    german.post("/konto/login/code/", {"email": "maria@example.org"})
    (message,) = mail.outbox
    assert message.subject.endswith("Ihr Code zum Anmelden")
    assert "Geben Sie diesen Code" in message.body
    code = re.search(r"^\s+([A-Z0-9-]{6,12})$", message.body, re.M).group(1)
    (html, kind) = message.alternatives[0]
    assert kind == "text/html"
    assert code in html
    assert german.post("/konto/login/code/confirm/", {"code": code}).status_code == 302
    assert german.get("/konto/2fa/").status_code == 200


def test_an_unknown_address_gets_a_mail_that_says_what_to_do(german):
    german.post("/konto/login/code/", {"email": "fremd@example.org"})
    assert "Dazu gibt es kein Konto" in mail.outbox[0].body
    assert "signup" not in mail.outbox[0].body


def test_the_first_code_confirms_the_address_so_that_a_passkey_can_be_stored(german, account_with):
    account_with(Role.MEMBER, email="maria@example.org")
    german.post("/konto/login/code/", {"email": "maria@example.org"})
    code = re.search(r"^\s+([A-Z0-9-]{6,12})$", mail.outbox[0].body, re.M).group(1)
    german.post("/konto/login/code/confirm/", {"code": code})
    assert 'id="mfa_webauthn_add"' in german.get("/konto/2fa/webauthn/add/").content.decode()


def test_the_outbox_of_the_demo(german, settings):
    assert german.get("/postausgang/").status_code == 404
    settings.DEMO = True
    assert "Noch keine E-Mail" in german.get("/postausgang/").content.decode()
    SentMail.objects.create(time="2026-11-22T10:00Z", to="a@example.org", subject="Hallo", text="<b>Text</b>")
    page = german.get("/postausgang/").content.decode()
    assert "&lt;b&gt;Text" in page
    assert "22.\u00a0November 2026, 11:00" in page


def test_a_mail_of_the_outbox_says_which_language_it_speaks(client, settings):
    """Mails speak the language of who gets them, not of who looks at the outbox."""
    settings.DEMO = True
    values = {"time": "2026-11-22T10:00Z", "to": "a@example.org", "subject": "Hallo", "text": "Guten Tag"}
    SentMail.objects.create(**values, html='<!DOCTYPE html>\n<html lang="de">')
    english = {"accept-language": "en"}
    assert '<div class="kern-body site-mail" lang="de">' in client.get("/postausgang/", headers=english).text
    SentMail.objects.update(html="")
    assert '<div class="kern-body site-mail">' in client.get("/postausgang/", headers=english).text


def test_all_accounts_with_their_roles(german, account_with):
    account_with(Role.CHAIR, Role.MEMBER, name="<i>Anna</i>")
    german.force_login(account_with(Role.OPERATOR))
    page = german.get("/verwaltung/konten/").content.decode()
    assert "&lt;i&gt;Anna" in page
    assert "Leitung einer Arbeitsgruppe" in page
