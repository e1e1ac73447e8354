"""Reads on topics, accounts and the demo's outbox."""

from django.db.models import QuerySet

from ideenschmiede.base.models import Account, SentMail, Topic


def topics() -> list[Topic]:
    """All topics of the network, in their order."""
    return list(Topic.objects.all())


def accounts() -> QuerySet[Account]:
    """All accounts with their roles, by name."""
    return Account.objects.prefetch_related("grants").order_by("name", "pk")


def outbox(limit: int = 50) -> list[SentMail]:
    """The latest mails that the demo kept."""
    return list(SentMail.objects.all()[:limit])
