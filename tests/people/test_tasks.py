"""Mails about appointments: in words, with papers, and only while they are true."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult
from tests.people import appointing
from tests.people.appointing import AT, DAY, TODAY, accepted, active, fresh, invited, work

from ideenschmiede.base.roles import Role
from ideenschmiede.people import tasks
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.papers.appointments import DISPUTE, INVITATION, STAY, links

pytestmark = pytest.mark.django_db


def sent(name, made, letter=None, *more):
    """The mail that the task sends now."""
    mail.outbox.clear()
    number = made.link_number if letter is None else letter
    assert tasks.mail_person.call(name, made.pk, number, *more) == "sent"
    (one,) = mail.outbox
    return one


def gone(name, made, letter=None):
    mail.outbox.clear()
    number = made.link_number if letter is None else letter
    return tasks.mail_person.call(name, made.pk, number) == "gone" and not mail.outbox


def token_in(text, path):
    found = re.search(rf"http://testserver{path}([^/\s]+)/", text)
    assert found, text
    return found[1]


def test_the_invitation_as_text_html_and_pdf(settings):
    settings.NETWORK_EMAIL = "buero@example.org"
    made = invited()
    one = sent("invitation", made)
    html = one.alternatives[0][0]
    assert one.to == ["ada@example.org"]
    assert one.reply_to == ["buero@example.org"]
    for text in (str(one.body), html):
        assert "Sehr geehrte Frau Beispiel" in text
        assert "Sie hat den Bürgerbus gebracht." in text
        assert "22.\u00a0Dezember 2026" in text
        assert links.read(token_in(text, "/mitglieder/berufung/"), INVITATION) == (made.pk, 1)
    ((name, content, kind),) = one.attachments
    assert (name, kind, content[:5]) == ("Einladung.pdf", "application/pdf", b"%PDF-")


def test_a_letter_that_is_no_longer_true_is_not_sent():
    made = invited()
    acts.resend(appointment=made, by=None, at=AT)
    assert gone("invitation", made, letter=1)
    assert sent("invitation", made, 2)
    acts.withdraw(appointment=made, by=None, at=AT)
    assert gone("invitation", made)
    assert "zurückgezogen" in sent("withdrawn", made).subject


def test_nobody_gets_a_mail_whose_address_is_gone_or_who_was_erased():
    made = invited()
    made.person.contacts.all().delete()
    assert gone("invitation", made)
    other = invited(appointing.person("Zwei", "zwei@example.org"))
    other.person.erased_at = AT
    other.person.save()
    assert gone("invitation", other)


def test_the_confirmation_brings_the_certificate_and_a_way_to_say_that_was_not_me():
    made = active()
    one = sent("accepted", made)
    assert one.to == ["ada@example.org"]
    assert links.read(token_in(str(one.body), "/mitglieder/berufung/widerspruch/"), DISPUTE) == (made.pk, 1)
    assert "ab sofort anmelden" in str(one.body)
    assert one.attachments[0][0] == f"Urkunde-{made.number}.pdf"
    later = accepted(appointing.person("Zwei", "zwei@example.org"))
    assert "Ihre Amtszeit beginnt am 22.\u00a0Dezember 2026" in str(sent("accepted", later).body)


def test_the_yearly_question():
    made = active()
    question = acts.ask_yearly(appointment=made, at=AT)
    one = sent("stay", made, 1, question.pk)
    assert links.read(token_in(str(one.body), "/mitglieder/berufung/bleiben/"), STAY) == (question.pk, 1)
    acts.end(appointment=made, by=None, at=AT)
    assert gone("stay", made)


@pytest.mark.parametrize(
    ("leave", "words"),
    [(acts.end, "Ihre Berufung ist beendet."), (acts.resign, "Rücktritt"), (acts.lose_office, "mit Ihrem Amt")],
    ids=["end", "resign", "office lost"],
)
def test_who_has_left_is_thanked(leave, words):
    made = active()
    leave(appointment=made, by=None, at=AT)
    assert appointing.waiting_mails()[-1 if leave != acts.resign else -2] == ("mail_person", "over", made.pk)
    assert words in str(sent("over", made).body)


def test_the_reminder_says_the_last_day():
    made = active(ends_on=TODAY + 30 * DAY)
    assert sent("ending", made).subject == "Ihre Amtszeit endet am 22. Dezember 2026"


def test_in_the_language_of_the_account():
    made = active()
    made.person.account.language = "en"
    made.person.account.save()
    one = sent("ending", fresh(made))
    assert one.subject.startswith("Your term ends on")
    assert str(one.body).startswith("Dear Ms Beispiel,")


@pytest.mark.parametrize(
    ("news", "words"),
    [
        ("answered", "hat zugesagt"),
        ("disputed", "Das war ich nicht"),
        ("expired", "Keine Antwort von Ada Beispiel"),
        ("ending", "endet am"),
        ("leaves", "möchte gehen"),
        ("resigned", "ist zurückgetreten"),
    ],
)
def test_everybody_of_the_office_is_told_in_a_mail_of_their_own(news, words, account_with, member):
    made = active()
    offices = [account_with(Role.OFFICE, email=f"{name}@office.example") for name in ("eins", "zwei")]
    assert tasks.tell_office.call(news, made.pk) == 2
    mail.outbox.clear()
    for account in offices:
        assert tasks.mail_office.call(news, made.pk, account.pk) == "sent"
    assert [one.to for one in mail.outbox] == [["eins@office.example"], ["zwei@office.example"]]
    assert words in mail.outbox[0].subject
    assert f"http://testserver/mitglieder/berufungen/{made.pk}/vorgang/" in str(mail.outbox[0].body)


def test_who_no_longer_works_for_the_office_is_not_told(account_with):
    made = invited()
    account = account_with(Role.OFFICE)
    account.is_active = False
    account.save()
    assert tasks.tell_office.call("answered", made.pk) == 0
    assert tasks.mail_office.call("answered", made.pk, account.pk) == "gone"


def test_a_mail_server_that_does_not_answer_is_asked_again(settings):
    made = invited()
    settings.EMAIL_BACKEND = "tests.base.broken_mail.Backend"
    settings.BROKEN_MAIL = SMTPServerDisconnected("weg")
    assert tasks.mail_person.call("invitation", made.pk, 1) == "later"
    again = DBTaskResult.objects.order_by("-enqueued_at").first()
    assert again.args_kwargs["args"] == ["invitation", made.pk, 1, 0, 1]
    assert tasks.mail_person.call("invitation", made.pk, 1, 0, 5) == "given up"


@pytest.mark.django_db(transaction=True)
def test_the_real_worker_sends_what_the_actions_left_for_it(account_with):
    account_with(Role.OFFICE, email="buero@example.org")
    active()
    work()
    # no invitation: it was answered before the worker came
    assert sorted((one.to[0], one.subject) for one in mail.outbox) == [
        ("ada@example.org", "Ihr Konto bei Ideenschmiede"),
        ("ada@example.org", "Sie haben zugesagt: Ideenschmiede"),
        ("buero@example.org", "Ada Beispiel hat zugesagt: Ideenschmiede"),
    ]


def test_a_seal_that_cannot_be_printed_does_not_keep_the_mail_back(settings, tmp_path):
    settings.SEAL_FILE = tmp_path / "siegel.png"
    settings.SEAL_FILE.write_bytes(b"kein Bild")
    assert sent("invitation", invited()).attachments == []
