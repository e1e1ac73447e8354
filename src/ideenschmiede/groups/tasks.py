"""Mails about working groups. Tasks take ids and may run twice; what is no longer true is not sent."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from ideenschmiede.base import tasks
from ideenschmiede.groups.models import Handover


@task()
def ask_by_mail(handover_id: int) -> str:
    """Ask who led the group to hand over. "gone" where it is written already or need not be, or nobody would get it."""
    rows = Handover.objects.select_related("group__body", "from_person__account")
    found = rows.filter(pk=handover_id, written_at=None, group__body__closed_on=None).first()
    if found is None or found.from_person is None or found.from_person.account is None:
        return "gone"
    context = {
        "group": found.group.body.name,
        "url": settings.BASE_URL + reverse("groups:handover", args=(found.group.body.slug, found.pk)),
    }
    tasks.mail_account.enqueue("groups/mail/handover", found.from_person.account.pk, context)
    return "asked"
