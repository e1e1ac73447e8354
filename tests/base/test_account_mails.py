"""Every mail that allauth can send: two parts, our layout, in good German with "Sie", in English in English."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core import mail
from django.utils import timezone

from ideenschmiede.base import actions

pytestmark = pytest.mark.django_db

TEMPLATES = Path(allauth.__path__[0]) / "templates"
# about passwords, which there are none of, and about signing up, which nobody does
NEVER_SENT = re.compile(r"password|signup|account_already_exists")
OURS = ["account/email/reauthentication_code"]


def prefixes():
    found = [
        str(path.relative_to(TEMPLATES)).removesuffix("_message.txt") for path in TEMPLATES.rglob("email/*_message.txt")
    ]
    sent = [
        prefix
        for prefix in found
        if not NEVER_SENT.search(prefix) and not prefix.endswith(("/base", "base_message.txt"))
    ]
    return sorted(prefix for prefix in sent if prefix.split("/")[0] in {"account", "mfa"}) + OURS


@pytest.fixture
def anna(account_with):
    return account_with(email="anna@example.org", name="Anna Müller")


def send(rf, prefix, account):
    request = rf.get("/")
    details = {
        "user": account,
        "code": "ABCD-EFGH",
        "activate_url": "https://testserver/konto/confirm-email/x/",
        "timestamp": timezone.now(),
        "ip": "192.0.2.1",
        "user_agent": "<b>Browser</b>",
        "from_email": "alt@example.org",
        "to_email": "neu@example.org",
        "deleted_email": "alt@example.org",
        "email": "neu@example.org",
    }
    with context.request_context(request):
        get_adapter().send_mail(prefix, account.email, details)
    (message,) = mail.outbox
    return message


def test_there_are_mails_to_check():
    assert {"account/email/login_code", "mfa/email/webauthn_added", "account/email/email_confirmation"} <= set(
        prefixes()
    )


@pytest.mark.parametrize("prefix", prefixes())
def test_in_german(rf, mailoutbox, anna, prefix):
    message = send(rf, prefix, anna)
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    for text in (message.subject, message.body, html):
        words = re.sub(r"<[^>]*>|https?://\S+|<!--.*?-->", " ", text)
        assert not re.search(r"\b(du|dein\w*|dich|dir|euch)\b", words, re.IGNORECASE), words
        assert not re.search(r"\b(your?|the|has been|please|hello|address|password)\b", words, re.IGNORECASE), words
    why = message.body.strip().splitlines()[-1]
    assert why.startswith("Sie bekommen diese")
    assert why in html
    assert "Ideenschmiede" in message.subject
    assert "\n" not in message.subject
    assert "&lt;b&gt;Browser" in html or "Browser" not in html
    assert '<html lang="de">' in html


@pytest.mark.parametrize("prefix", prefixes())
def test_in_english(rf, mailoutbox, anna, prefix):
    actions.choose_language(account=anna, language="en")
    message = send(rf, prefix, anna)
    html = message.alternatives[0][0]
    for text in (message.subject, message.body, html):
        assert not re.search(r"\b(Sie|Ihre?|wurde|Ihnen|und|der|die)\b", re.sub(r"<[^>]*>", " ", text)), text
    assert '<html lang="en">' in html
