"""Mail over a real server on loopback: two parts, the reader's language, no way to smuggle in headers."""

import email
import re
import socket
from email.policy import default as modern

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import actions, mail, tasks
from ideenschmiede.base.models import SentMail

pytestmark = pytest.mark.django_db

WELCOME = "base/mail/welcome"


class Box:
    """Keeps what the server takes, as the next server would see it; refuses when told to."""

    def __init__(self):
        self.mails, self.envelopes, self.refusal = [], [], ""

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name for it
        if self.refusal:
            return self.refusal
        self.envelopes.append(envelope)
        self.mails.append(email.message_from_bytes(envelope.content, policy=modern))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def to_loopback(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    settings.DEFAULT_FROM_EMAIL = "Geschäftsstelle <post@example.org>"
    settings.BASE_URL = "https://netzwerk.example.org"
    return settings


@pytest.fixture
def box(to_loopback):
    found = Box()
    controller = Controller(found, hostname="127.0.0.1", port=to_loopback.EMAIL_PORT)
    controller.start()
    yield found
    controller.stop()


@pytest.fixture
def anna(account_with):
    return account_with(email="anna@example.org", name="Anna Müller")


def send_welcome(account, language="de"):
    mail.send(template=WELCOME, to=account.email, context={"account": account}, language=language)


def parts_of(message):
    return {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}


# ── what arrives ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mail_has_a_text_and_an_html_part_that_say_the_same(box, anna):
    send_welcome(anna)
    (message,) = box.mails
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    parts = parts_of(message)
    for text in parts.values():
        assert "Anna Müller" in text
        assert "https://netzwerk.example.org/konto/login/code/" in text
    assert "<p>" in parts["text/html"]
    assert "<" not in parts["text/plain"]
    assert message["To"] == "anna@example.org"
    assert message["From"] == "Geschäftsstelle <post@example.org>"


def test_html_loads_nothing_from_elsewhere(box, anna):
    send_welcome(anna)
    html = parts_of(box.mails[0])["text/html"]
    assert not re.search(r"<(img|script|link|iframe)|url\(|@import", html)


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [("de", "Ihr Konto bei Ideenschmiede", "Guten Tag"), ("en", "Your account at Ideenschmiede", "Good day")],
)
def test_it_is_in_the_language_of_the_reader(box, anna, language, subject, words):
    send_welcome(anna, language)
    (message,) = box.mails
    assert message["Subject"] == subject
    assert all(words in text for text in parts_of(message).values())


def test_what_people_wrote_is_escaped_in_html_and_left_alone_in_text(box, account_with):
    send_welcome(account_with(email="x@example.org", name="<b>Anna</b> & Co"))
    parts = parts_of(box.mails[0])
    assert "<b>Anna</b> & Co" in parts["text/plain"]
    assert "&lt;b&gt;Anna&lt;/b&gt; &amp; Co" in parts["text/html"]


def test_files_come_with_it_under_their_names(box, anna):
    files = [("Einladung für Anna.pdf", b"%PDF-1.7 \xff", "application/pdf"), ("notiz.txt", b"Notiz", "text/plain")]
    mail.send(template=WELCOME, to=anna.email, context={"account": anna}, attachments=files)
    (message,) = box.mails
    assert message.get_content_type() == "multipart/mixed"
    found = [(part.get_filename(), part.get_content(), part.get_content_type()) for part in message.iter_attachments()]
    assert found == [files[0], ("notiz.txt", "Notiz", "text/plain")]
    assert "Anna Müller" in message.get_body(("html",)).get_content()


def test_answers_go_where_they_should(box, anna):
    send_welcome(anna)
    mail.send(template=WELCOME, to=anna.email, context={"account": anna}, reply_to="Büro <buero@example.org>")
    assert [message["Reply-To"] for message in box.mails] == [None, "Büro <buero@example.org>"]


def test_answers_go_to_the_office_where_nothing_else_is_said(box, anna, settings):
    settings.NETWORK_EMAIL = "geschaeftsstelle@example.org"
    send_welcome(anna)
    (message,) = box.mails
    assert message["Reply-To"] == "geschaeftsstelle@example.org"
    assert all("geschaeftsstelle@example.org" in text for text in parts_of(message).values())


# ── header injection ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n"])
def test_a_receiver_with_a_line_break_is_refused(box, anna, break_):
    with pytest.raises(ValueError, match=r"Invalid address|newlines"):
        mail.send(template=WELCOME, to=f"anna@example.org{break_}Bcc: boese@example.org", context={"account": anna})
    assert box.mails == []


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n"])
def test_an_address_for_answers_with_a_line_break_is_refused(box, anna, break_):
    with pytest.raises(ValueError, match=r"Invalid address|newlines"):
        mail.send(
            template=WELCOME, to=anna.email, context={"account": anna}, reply_to=f"a@example.org{break_}Bcc: b@c.de"
        )
    assert box.mails == []


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\x0b", "\u2028"])
def test_line_breaks_in_a_subject_become_spaces(box, anna, settings, break_):
    settings.NETWORK_NAME = f"Netz{break_}Bcc: boese@example.org"
    send_welcome(anna)
    (message,) = box.mails
    assert message["Subject"] == "Ihr Konto bei Netz Bcc: boese@example.org"
    assert message["Bcc"] is None
    assert box.envelopes[0].rcpt_tos == ["anna@example.org"]


# ── when the server does not take it ─────────────────────────────────────────────────────────────────────────────────


def run(result):
    """What the worker does with one task."""
    task = DBTaskResult.objects.get(pk=result.id)
    return task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])


def test_nobody_listening_is_an_error_that_a_task_can_try_again(to_loopback, anna):
    with pytest.raises(OSError, match="refused"):
        send_welcome(anna)


def test_a_task_sends_in_the_language_of_the_account(box, anna):
    actions.choose_language(account=anna, language="en")
    result = tasks.mail_account.enqueue(WELCOME, anna.pk)
    assert run(result) == "sent"
    assert box.mails[0]["Subject"] == "Your account at Ideenschmiede"


def test_a_mail_that_is_not_taken_is_tried_again_later_and_given_up_in_the_end(to_loopback, anna):
    start = timezone.now()
    answer, result, waits = "", tasks.mail_account.enqueue(WELCOME, anna.pk), []
    while (answer := run(result)) == "later":
        following = DBTaskResult.objects.exclude(pk=result.id).latest("enqueued_at")
        waits.append(following.run_after - start)
        result = default_task_backend.get_result(str(following.pk))
    assert answer == "given up"
    assert len(waits) == len(tasks.PAUSES)
    for waited, pause in zip(waits, tasks.PAUSES, strict=True):
        assert abs((waited - pause).total_seconds()) < 60


def test_a_server_that_says_no_for_now_is_asked_again(box, anna):
    box.refusal = "451 come back later"
    result = tasks.mail_account.enqueue(WELCOME, anna.pk)
    assert run(result) == "later"
    box.refusal = ""
    following = DBTaskResult.objects.exclude(pk=result.id).get()
    assert run(default_task_backend.get_result(str(following.pk))) == "sent"
    assert len(box.mails) == 1


def test_another_task_that_sends_is_tried_again_in_the_same_way(box, anna, caplog):
    """`deliver` enqueues whatever task it is given, with what it was called with."""

    def send():
        raise OSError("no mail server")

    again = tasks.mail_account
    answer = tasks.deliver(send, again, WELCOME, anna.pk, {"a": 1}, failures=2)
    following = DBTaskResult.objects.get()
    assert answer == "later"
    assert following.args_kwargs["args"] == [WELCOME, anna.pk, {"a": 1}, 3]
    assert tasks.deliver(send, again, WELCOME, anna.pk, None, failures=len(tasks.PAUSES)) == "given up"
    assert DBTaskResult.objects.count() == 1
    assert "mail given up" in caplog.text
    assert anna.email not in caplog.text


def test_nothing_is_sent_to_a_closed_or_unknown_account(box, anna):
    actions.close_account(account=anna, by=None, at=timezone.now())
    assert run(tasks.mail_account.enqueue(WELCOME, anna.pk)) == "gone"
    assert run(tasks.mail_account.enqueue(WELCOME, 10**9)) == "gone"
    assert box.mails == []


# ── the demo ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_demo_keeps_mails_and_shows_them(settings, client, anna):
    settings.EMAIL_BACKEND = "ideenschmiede.base.mail.OutboxBackend"
    send_welcome(anna)
    kept = SentMail.objects.get()
    assert (kept.to, kept.subject) == ("anna@example.org", "Ihr Konto bei Ideenschmiede")
    assert "Guten Tag" in kept.text
    assert "<p>" in kept.html
    settings.DEMO = True
    assert "Ihr Konto bei Ideenschmiede" in client.get("/postausgang/").content.decode()
    settings.DEMO = False
    assert client.get("/postausgang/").status_code == 404


PAPER = ("Einladung für Anna.html", b"<script>alert(1)</script>", "text/html")


@pytest.fixture
def outbox(settings, anna):
    """The demo's, with a mail that brought a file."""
    settings.EMAIL_BACKEND = "ideenschmiede.base.mail.OutboxBackend"
    settings.DEMO = True
    mail.send(template=WELCOME, to=anna.email, context={"account": anna}, attachments=[PAPER])
    return SentMail.objects.get()


def test_the_demo_keeps_attachments_and_offers_them(outbox, client):
    (kept,) = outbox.attachments.all()
    url = f"/postausgang/anhang/{kept.pk}/"
    page = client.get("/postausgang/").content.decode()
    assert f'href="{url}"' in page
    assert "Einladung für Anna.html" in page
    answer = client.get(url)
    assert (answer.content, answer["Content-Type"]) == (PAPER[1], PAPER[2])


def test_an_attachment_runs_nothing_in_the_browser(outbox, client):
    answer = client.get(f"/postausgang/anhang/{outbox.attachments.get().pk}/")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Einladung%20f%C3%BCr%20Anna.html"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_attachments_are_there_in_the_demo_only(outbox, client, settings):
    url = f"/postausgang/anhang/{outbox.attachments.get().pk}/"
    assert client.get("/postausgang/anhang/4711/").status_code == 404
    settings.DEMO = False
    assert client.get(url).status_code == 404


def test_the_outbox_costs_as_much_with_three_mails_as_with_one(outbox, client, anna, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        client.get("/postausgang/")
    for _time in range(2):
        mail.send(template=WELCOME, to=anna.email, context={"account": anna}, attachments=[PAPER, PAPER])
    with django_assert_num_queries(len(one)):
        client.get("/postausgang/")
    assert not any('"content"' in query["sql"] for query in one), "names are enough"
