"""Who has brought something to an idea, so that nobody's credit is lost on paper or in a merger."""

from __future__ import annotations

from django.db.models import Q

from ideenschmiede.base.models import Account
from ideenschmiede.ideas.models import Change, Idea, Offer, Version


def contributors(idea: Idea) -> list[str]:
    """Names: who noted it, who wrote a version, whose change was accepted, who offers help, also with what was merged
    into it; each once, who noted it first. Five queries."""
    noted = Idea.objects.filter(Q(pk=idea.pk) | Q(merged_into=idea))
    of_these = {"idea__in": noted.order_by().values("pk")}
    wrote = Version.objects.filter(**of_these).exclude(by=None)
    changed = Change.objects.filter(**of_these, status=Change.Status.ACCEPTED).exclude(author=None)
    offered = Offer.objects.filter(**of_these, withdrawn_at=None).exclude(author=None)
    own = [idea.author_id] if idea.author_id else []
    ids = [
        *own,
        *noted.exclude(author=None).order_by("created_at").values_list("author_id", flat=True),
        *wrote.order_by("at", "number").values_list("by_id", flat=True),
        *changed.order_by("decided_at").values_list("author_id", flat=True),
        *offered.order_by("at").values_list("author_id", flat=True),
    ]
    names = dict(Account.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [names[pk] for pk in dict.fromkeys(ids) if pk in names]
