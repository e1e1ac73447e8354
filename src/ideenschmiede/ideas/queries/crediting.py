"""Who has brought something to an idea, so that nobody's credit is lost on paper or in a merger."""

from __future__ import annotations

from django.db.models import Q

from ideenschmiede.base.models import Account
from ideenschmiede.ideas.models import Change, Idea, Offer, Version


def contributors(idea: Idea) -> list[str]:
    """Names: who noted it or one that was merged into it, who wrote a version, whose change was accepted, who offers
    help; each once, who noted it first. Five queries."""
    noted = Idea.objects.filter(Q(pk=idea.pk) | Q(merged_into=idea)).exclude(author=None)
    wrote = Version.objects.filter(idea=idea).exclude(by=None)
    changed = Change.objects.filter(idea=idea, status=Change.Status.ACCEPTED).exclude(author=None)
    offered = Offer.objects.filter(idea=idea, withdrawn_at=None).exclude(author=None)
    own = [idea.author_id] if idea.author_id else []
    ids = [
        *own,
        *noted.order_by("created_at").values_list("author_id", flat=True),
        *wrote.order_by("number").values_list("by_id", flat=True),
        *changed.order_by("decided_at").values_list("author_id", flat=True),
        *offered.order_by("at").values_list("author_id", flat=True),
    ]
    names = dict(Account.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [names[pk] for pk in dict.fromkeys(ids) if pk in names]
