"""Mails to those who have a vote. All of them get each mail, whether they voted or not: the queue must not tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from ideenschmiede.base import mail, tasks
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models import Decision, Stage
from ideenschmiede.people.models import Deputy, Status

GONE = "gone"
CALLS = ("opened", "new_version")  # ask for a vote
FRESH = timedelta(days=7)  # what ended longer ago is no news


@task()
def tell_voters(news: str, decision_id: int) -> int:
    """Tell everybody with a seat, each in a mail of their own: "opened", "new_version", "closed" or "withdrawn".

    Nobody is called to a vote that is over, nor told of what ended long ago: of a queue that stood still, or of what
    was taken over from elsewhere. Returns how many mails there are.
    """
    found = Decision.objects.filter(pk=decision_id).first()
    if found is None or _is_past(found, news, timezone.now()):
        return 0
    accounts = list(_voters(found))
    for account in accounts:
        mail_voter.enqueue(news, decision_id, account)
    return len(accounts)


def _is_past(decision: Decision, news: str, now: datetime) -> bool:
    if decision.stage != Stage.CLOSED or decision.closed_at is None:
        return False
    return news in CALLS or decision.closed_at < now - FRESH


def _voters(decision: Decision) -> list[int]:
    """Accounts of those with a seat, and where deputies may vote, of those who stand in until further notice."""
    meant = Q(person__seats__decision=decision)
    if decision.allows_deputies:
        named = Deputy.objects.filter(
            appointment__person__seats__decision=decision,
            appointment__body=decision.body,
            appointment__status=Status.ACTIVE,
            ended_at=None,
            on=None,
        )
        emails = [email.casefold() for email in named.exclude(email="").values_list("email", flat=True)]
        for email in emails:
            meant |= Q(email__iexact=email)
    return list(Account.objects.filter(meant, is_active=True).order_by("pk").values_list("pk", flat=True).distinct())


@task()
def mail_voter(news: str, decision_id: int, account_id: int, failures: int = 0) -> str:
    """One of these mails. Of a confidential decision it says nothing but that there is one.

    Returns what `base.tasks.deliver` says, or "gone".
    """
    decision = Decision.objects.filter(pk=decision_id).first()
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if decision is None or account is None:
        return GONE
    send = partial(
        mail.send,
        template="deliberation/mail/decision",
        to=account.email,
        context={
            "news": news,
            "account": account,
            "decision": decision,
            "title": "" if decision.is_confidential else decision.title,
            "url": _address(decision),
        },
        language=account.language,
    )
    return tasks.deliver(send, mail_voter, news, decision_id, account_id, failures=failures)


def _address(decision: Decision) -> str:
    """The page; that of a confidential decision without its title."""
    title = "" if decision.is_confidential else f"-{decision.slug}"
    return f"{settings.BASE_URL}/fragen/entscheidungen/{decision.pk}{title}/"
