"""One person asks to be introduced to another; the office makes the two known to each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import tasks
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Account, Event, Visibility
from ideenschmiede.base.plain import plain
from ideenschmiede.base.roles import Role
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.models import Person
from ideenschmiede.people.rules import may_ask_for_introduction

MAIL = "people/mail/introduction"
VERB = "introduction.asked"
MOST_A_DAY = 5
DAY, AGAIN = timedelta(days=1), timedelta(days=7)
LONGEST = 2_000


@transaction.atomic
def ask_for_introduction(*, person: Person, text: str, by: Account, at: datetime) -> None:
    """Ask the office to introduce `by` to `person`: each account of the office gets a mail with `text`.

    Raises `PersonError` without a text, for the same person within a week, for a sixth question within a day, and where
    no office could read it.
    """
    require(may_ask_for_introduction, by, person)
    text = plain(text)
    if not text:
        raise PersonError(_("Please say what it is about."))
    if len(text) > LONGEST:
        raise PersonError(_("Please keep to 2,000 characters."))
    _not_too_often(person, by, at)
    office = list(Account.objects.filter(is_active=True, grants__role=Role.OFFICE))
    if not office:
        raise PersonError(_("The office has no account yet that could read this. Please write to it directly."))
    record(verb=VERB, subject=person, by=by, at=at, visibility=Visibility.GROUP)
    context = {
        "person_id": person.pk,
        "asker_id": by.pk,
        "person": person.name,
        "asker": by.name,
        "asker_email": by.email,
        "text": text,
        "url": f"{settings.BASE_URL}{reverse('people:person', args=(person.pk, person.slug))}",
    }
    for account in office:
        tasks.mail_account.enqueue(MAIL, account.pk, context)


def forget_questions(person: Person) -> None:
    """Remove what still lies in the queue of mails, from or to this person."""
    queued = DBTaskResult.objects.filter(task_path=tasks.mail_account.module_path, args_kwargs__args__0=MAIL)
    queued.filter(args_kwargs__args__2__person_id=person.pk).delete()
    if person.account_id:
        queued.filter(args_kwargs__args__2__asker_id=person.account_id).delete()


def _not_too_often(person: Person, by: Account, at: datetime) -> None:
    asked = Event.objects.filter(verb=VERB, subject_type=Person._meta.label_lower, actor=by.pk)
    if asked.filter(subject_id=person.pk, time__gt=at - AGAIN).exists():
        raise PersonError(_("You have asked for this within the last week. The office knows about it."))
    if asked.filter(time__gt=at - DAY).count() >= MOST_A_DAY:
        raise PersonError(_("You can ask for five introductions a day. Please come back tomorrow."))
