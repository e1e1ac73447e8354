from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.deliberation.deciding import END, NOW, cast, closed, opened
from tests.deliberation.test_confidential import work

from ideenschmiede.base.models import SentMail
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Decision, Objection
from ideenschmiede.deliberation.tasks.decisions import mail_voter, tell_voters
from ideenschmiede.people.actions.appointments import name_deputy
from ideenschmiede.people.models import Appointment

TITLE = "Antragsdienst"


def told(news, decision):
    """Addresses that would get this mail."""
    tell_voters.func(news, decision.pk)
    rows = DBTaskResult.objects.filter(task_path__endswith="mail_voter").order_by("enqueued_at")
    sent = [one["args"] for one in rows.values_list("args_kwargs", flat=True)]
    DBTaskResult.objects.all().delete()
    return {account for name, _decision, account in sent if name == news}


def test_all_with_a_seat_are_told_whether_they_voted_or_not(body, members):
    decision = opened(body)
    cast(decision, members[0], {"stance": "consent"})
    assert told("new_version", decision) == {member.pk for member in members}


@pytest.mark.parametrize("allowed", [True, False])
def test_deputies_are_told_where_they_may_vote(body, members, account_with, allowed):
    account = account_with(email="vertretung@example.org")
    appointment = Appointment.objects.get(person__account=members[0])
    name_deputy(appointment=appointment, name="Ver Tretung", email="VERTRETUNG@example.org", by=None, at=NOW)
    name_deputy(appointment=appointment, name="Ohne Adresse", by=None, at=NOW)
    assert (account.pk in told("opened", opened(body, allows_deputies=allowed))) is allowed


def test_accounts_that_were_closed_are_not(body, members):
    decision = opened(body)
    members[0].is_active = False
    members[0].save()
    assert told("closed", decision) == {member.pk for member in members[1:]}
    assert mail_voter.func("opened", decision.pk, members[0].pk) == "gone"


def test_of_what_is_gone_nobody_is_told(body, members):
    assert tell_voters.func("opened", 0) == 0
    assert mail_voter.func("opened", 0, members[0].pk) == "gone"


@pytest.mark.parametrize(
    ("news", "subject", "words"),
    [
        ("opened", "Your vote is wanted", "change your vote, until 29"),
        ("new_version", "please vote anew", "no longer count"),
        ("closed", "are counted", "explains how it came about"),
        ("withdrawn", "ithdrawn", "the reason stands on its page"),
    ],
)
@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_each_mail_says_what_to_do_and_a_confidential_one_no_more(body, members, news, subject, words, visibility):
    decision = opened(body, visibility=visibility)
    members[0].language = "en"
    members[0].save()
    assert mail_voter.func(news, decision.pk, members[0].pk) == "sent"
    (sent,) = mail.outbox
    html = sent.alternatives[0][0]
    assert subject in sent.subject
    for part in (sent.body, html):
        assert words in part
        assert f"/fragen/entscheidungen/{decision.pk}" in part
    everything = f"{sent.subject} {sent.body} {html}".casefold()
    assert (TITLE.casefold() in everything) is (visibility == "network")
    assert ("confidential" in sent.subject) is (visibility == "confidential")


def test_mails_speak_german(body, members):
    decision = opened(body)
    for news in ("opened", "new_version", "closed", "withdrawn"):
        mail_voter.func(news, decision.pk, members[0].pk)
    for sent in mail.outbox:
        assert "Entscheidung" in sent.body
        assert " the " not in f"{sent.subject} {sent.body}"


@pytest.mark.django_db(transaction=True)
def test_each_step_tells(body, members):
    decision = opened(body)
    work()
    cast(decision, members[0], {"stance": "objection"}, reason="Zu groß.")
    acts.integrate_objections(decision=decision, objections=Objection.objects.all(), text="Kleiner.", by=None, at=NOW)
    work()
    closed(decision, at=max(END, timezone.now()))
    other = opened(body)
    work()
    acts.withdraw_decision(decision=other, reason="Erledigt.", by=None, at=timezone.now())
    rows = DBTaskResult.objects.filter(task_path__endswith="tell_voters").order_by("enqueued_at")
    assert [one["args"][0] for one in rows.values_list("args_kwargs", flat=True)] == [
        "opened", "new_version", "closed", "opened", "withdrawn",
    ]  # fmt: skip
    work()
    assert len(mail.outbox) == 25
    assert Decision.objects.count() == 2
    assert not SentMail.objects.exists()


@pytest.mark.parametrize("news", ["opened", "new_version"])
def test_nobody_is_called_to_a_vote_that_is_over(body, members, news):
    assert told(news, closed(opened(body))) == set()


@pytest.mark.parametrize(("days", "is_told"), [(6, True), (8, False)])
def test_what_ended_long_ago_is_no_news(body, members, days, is_told):
    decision = closed(opened(body))
    decision.closed_at = timezone.now() - timedelta(days=days)
    decision.save()
    assert bool(told("closed", decision)) is is_told
